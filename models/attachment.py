from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class Attachment(Table):
    """A file dropped into a message, or one that came in an archive dropped there. Its bytes are those of the CV it
    became; none are kept here."""

    __tablename__ = "attachments"

    uuid: Mapped[UUID] = mapped_column(unique=True)
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    cv_file_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True
    )
    filename: Mapped[str]
    problem: Mapped[str | None]  # the sentence shown when the file was refused at the door
    archive_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("attachments.id", ondelete="CASCADE"), index=True
    )
