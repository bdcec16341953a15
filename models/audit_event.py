from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class AuditEvent(Table):
    """Who did, or was refused, what. Holds ids and reasons, never a CV's words."""

    __tablename__ = "audit_events"

    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    action: Mapped[str] = mapped_column(index=True)  # "conversation.read", "cv.refused", "cv.erased" …
    subject: Mapped[str | None]  # "conversation:12"
    reason: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
