import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class SearchRun(Table):
    """One search, kept so that it can be shown again and replayed.

    `answer` is schemas.results.SearchAnswer as JSON: the page, the API and a resumed chat show this.
    """

    __tablename__ = "search_runs"

    uuid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    question: Mapped[str]
    criteria: Mapped[list[Any]]
    as_of: Mapped[dt.date]
    corpus_version: Mapped[int] = mapped_column(sa.BigInteger)
    person_ids: Mapped[list[Any]]
    answer: Mapped[dict[str, Any]]
