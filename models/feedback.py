import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class Feedback(Table):
    """A user's thumb on an answer: `value` 1 is up, 0 is down."""

    __tablename__ = "feedback"

    message_id: Mapped[int] = mapped_column(sa.ForeignKey("messages.id", ondelete="CASCADE"), unique=True)
    value: Mapped[int]
    comment: Mapped[str | None]
