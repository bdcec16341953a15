from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class CVText(Table):
    """The cleaned visible text that every span refers to, as one reader version read it.

    `pages`, `lines` and `warnings` are schemas.document's PageSpan, TextLine and ReadingWarning as JSON;
    offsets are code points of `text`, boxes are points from the page's top left.
    """

    __tablename__ = "cv_texts"

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), unique=True)
    reader_version: Mapped[str]
    text: Mapped[str]
    pages: Mapped[list[Any]]
    lines: Mapped[list[Any]]
    warnings: Mapped[list[Any]] = mapped_column(default=list)
