import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Table
from models.user import User


class Conversation(Table):
    """A chat of one user. Deleting hides it from its owner; admins keep it for review."""

    __tablename__ = "conversations"

    uuid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    name: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the chat page keeps with a thread
    last_message_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now(), index=True)
    deleted_at: Mapped[dt.datetime | None]

    user: Mapped[User | None] = relationship(lazy="raise")
