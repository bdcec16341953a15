"""The record of who did, or was refused, what. It holds ids and reasons, never a CV's words."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from models import AuditEvent


async def record_event(
    database: Database,
    *,
    actor_id: int | None,
    action: str,
    subject: str | None = None,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Write an event in a transaction of its own, so that it stays when the work around it is rolled back.

    `subject` names a row, as in "conversation:12"; `action` is a noun and a verb, as in "cv.refused".
    """
    async with database.transaction() as session:
        await note_event(
            session, actor_id=actor_id, action=action, subject=subject, reason=reason, details=details
        )


async def note_event(
    session: AsyncSession,
    *,
    actor_id: int | None,
    action: str,
    subject: str | None = None,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write an event in the caller's transaction: it is kept exactly when the change it tells of is kept."""
    event = AuditEvent(
        actor_id=actor_id, action=action, subject=subject, reason=reason, details=details or {}
    )
    session.add(event)
    await session.flush()
    return event
