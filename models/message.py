from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Table, one_of
from models.conversation import Conversation


class Message(Table):
    """One row of the one history: what the page shows, the model remembers and an admin reviews.

    Rows of a conversation are ordered by `id`. `item` is the Agents SDK's item, verbatim; `ui` is what only
    the page needs: `run_id` (the turn this row belongs to), `cards` (references, never copies, of what is
    shown with it), `rows` and `duration_ms` of a tool's result, `stopped`, `error`.
    """

    __tablename__ = "messages"
    __table_args__ = (one_of("role", "user", "assistant", "tool_call", "tool_result"),)

    uuid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    conversation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str]
    content: Mapped[str] = mapped_column(default="")
    item: Mapped[dict[str, Any] | None]
    ui: Mapped[dict[str, Any]] = mapped_column(default=dict)
    input_tokens: Mapped[int | None]
    output_tokens: Mapped[int | None]

    conversation: Mapped[Conversation] = relationship(lazy="raise")


class MessageCV(Table):
    """Which message speaks of which CV: an erased CV is cut from these messages."""

    __tablename__ = "message_cvs"
    __table_args__ = (sa.UniqueConstraint("message_id", "cv_file_id"),)

    message_id: Mapped[int] = mapped_column(sa.ForeignKey("messages.id", ondelete="CASCADE"))
    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)
