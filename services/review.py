"""What an admin reviews: what needs attention, conversations, and transcripts; each reading is recorded."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.errors import InvalidInput, NotFound
from models import AuditEvent, Conversation, CVFile, Feedback, Message, User
from schemas.cv import ProcessingStatus
from schemas.paging import Page
from schemas.review import Attention, AuditRow, ConversationSummary, ThumbDown, Transcript
from services.access import Caller, Permission, require
from services.audit import record_event
from services.lookup import ON_THEIR_WAY, newest_cvs
from services.transcripts import transcript_rows

ENDED_BADLY = [s for s in ProcessingStatus if not s.on_its_way and not s.readable]
SHORTEST_REASON = 3
SPOKEN = Message.role.in_(["user", "assistant"])


async def needs_attention(session: AsyncSession, caller: Caller, *, limit: int = 8) -> Attention:
    """What to look at first: files that could not be read, unsure readings, and thumbs down."""
    require(caller, Permission.REVIEW)
    failed, failed_total = await newest_cvs(session, ENDED_BADLY, limit=limit)
    unsure, unsure_total = await newest_cvs(session, [ProcessingStatus.NEEDS_REVIEW], limit=limit)
    thumbs, thumbs_total = await _thumbs_down(session, limit)
    on_its_way = CVFile.processing_status.in_(ON_THEIR_WAY)
    counts = sa.select(
        sa.func.count().filter(on_its_way),
        sa.func.min(CVFile.created_at).filter(on_its_way),
        sa.func.count().filter(CVFile.is_sample),
    )
    waiting, oldest, samples = (await session.execute(counts)).one()
    return Attention(
        failed=failed,
        failed_total=failed_total,
        needs_review=unsure,
        needs_review_total=unsure_total,
        thumbs_down=thumbs,
        thumbs_down_total=thumbs_total,
        waiting=waiting,
        oldest_waiting=oldest,
        samples=samples,
    )


async def list_conversations(
    session: AsyncSession,
    caller: Caller,
    *,
    user_id: int | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    feedback: Literal["up", "down", "any"] | None = None,
    text: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Page[ConversationSummary]:
    """Conversations, the latest first: for an admin all, deleted ones too, for others their own.

    `since` and `until` are days (UTC) of the last message, both inclusive; `text` stands in any message.
    """
    conditions = [_visible(caller)]
    if user_id is not None:
        conditions.append(Conversation.user_id == user_id)
    if since is not None:
        conditions.append(Conversation.last_message_at >= _midnight(since))
    if until is not None:
        conditions.append(Conversation.last_message_at <= _last_moment(until))
    if feedback is not None:
        conditions.append(Conversation.id.in_(_with_feedback(feedback)))
    if text and text.strip():
        conditions.append(Conversation.id.in_(_saying(text.strip())))
    total = await session.scalar(sa.select(sa.func.count()).select_from(Conversation).where(*conditions))
    newest = (Conversation.last_message_at.desc(), Conversation.id.desc())
    rows = await session.execute(_summaries(*conditions).order_by(*newest).limit(limit).offset(offset))
    items = [_summary(*row) for row in rows.tuples()]
    return Page(items=items, total=total or 0, limit=limit, offset=offset)


async def conversation_summary(
    session: AsyncSession, caller: Caller, conversation_id: UUID
) -> ConversationSummary:
    """A conversation without its words; NotFound when it is not the caller's to see."""
    query = _summaries(_visible(caller), Conversation.uuid == conversation_id)
    row = (await session.execute(query)).tuples().one_or_none()
    if row is None:
        raise NotFound("There is no conversation under this number, or it is not yours.")
    return _summary(*row)


async def read_transcript(
    database: Database, caller: Caller, conversation_id: UUID, *, reason: str | None = None
) -> Transcript:
    """A conversation with everything in it. A reading of somebody else's is recorded before it is shown.

    Raises NotFound when it is not the caller's to see, InvalidInput when somebody else's is read for no reason.
    """
    async with database.transaction() as session:
        summary = await conversation_summary(session, caller, conversation_id)
    if summary.user_id != caller.user_id:
        await record_event(
            database,
            actor_id=caller.user_id,
            action="conversation.read",
            subject=f"conversation:{conversation_id}",
            reason=checked_reason(reason),
        )
    async with database.transaction() as session:
        return Transcript(conversation=summary, messages=await transcript_rows(session, conversation_id))


def checked_reason(reason: str | None) -> str:
    """The reason for a reading, tidied; InvalidInput when none is given."""
    words = " ".join((reason or "").replace("\0", " ").split())
    if len(words) < SHORTEST_REASON:
        raise InvalidInput("Please give the reason for reading this conversation. It is recorded.")
    return words[:500]


async def record_listing(database: Database, caller: Caller, filters: Sequence[str]) -> None:
    """Record that an admin looked through all conversations, and by which filters (never their words)."""
    if caller.may(Permission.REVIEW):
        await record_event(
            database,
            actor_id=caller.user_id,
            action="conversations.listed",
            details={"filters": sorted(filters)},
        )


async def latest_events(
    session: AsyncSession, caller: Caller, *, limit: int = 20, offset: int = 0
) -> Page[AuditRow]:
    """The record of readings, refusals and changes, the newest first, with the e-mail of who did it."""
    require(caller, Permission.REVIEW)
    total = await session.scalar(sa.select(sa.func.count()).select_from(AuditEvent))
    rows = await session.execute(
        sa.select(AuditEvent, User.email)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .order_by(AuditEvent.id.desc())
        .limit(limit)
        .offset(offset)
    )
    items = [
        AuditRow(
            at=event.created_at,
            actor=actor,
            action=event.action,
            subject=event.subject,
            reason=event.reason,
            details=event.details,
        )
        for event, actor in rows.tuples()
    ]
    return Page(items=items, total=total or 0, limit=limit, offset=offset)


def _visible(caller: Caller) -> sa.ColumnElement[bool]:
    if caller.may(Permission.REVIEW):
        return sa.true()
    return sa.and_(Conversation.user_id == caller.user_id, Conversation.deleted_at.is_(None))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


def _last_moment(day: dt.date) -> dt.datetime:
    """To the microsecond, as the database counts; the last day there is has no day after it."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)


def _with_feedback(wanted: Literal["up", "down", "any"]) -> sa.Select[int]:
    query = sa.select(Message.conversation_id).join(Feedback, Feedback.message_id == Message.id)
    return query if wanted == "any" else query.where(Feedback.value == (1 if wanted == "up" else 0))


def _saying(words: str) -> sa.Select[int]:
    return sa.select(Message.conversation_id).where(SPOKEN, Message.content.icontains(words, autoescape=True))


def _summaries(*conditions: sa.ColumnElement[bool]) -> sa.Select[Conversation, str | None, int, int, int]:
    """Conversations with their owner's e-mail and how many messages, thumbs up and thumbs down they have."""

    def counted(condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return (
            sa.select(sa.func.count())
            .select_from(Message)
            .outerjoin(Feedback, Feedback.message_id == Message.id)
            .where(Message.conversation_id == Conversation.id, condition)
            .correlate(Conversation)
            .scalar_subquery()
        )

    up, down = counted(Feedback.value == 1), counted(Feedback.value == 0)
    return (
        sa.select(Conversation, User.email, counted(SPOKEN), up, down)
        .outerjoin(User, User.id == Conversation.user_id)
        .where(*conditions)
    )


def _summary(
    conversation: Conversation, user: str | None, messages: int, up: int, down: int
) -> ConversationSummary:
    return ConversationSummary(
        conversation_id=conversation.uuid,
        name=conversation.name,
        user_id=conversation.user_id,
        user=user,
        messages=messages,
        thumbs_up=up,
        thumbs_down=down,
        created_at=conversation.created_at,
        last_message_at=conversation.last_message_at,
        deleted_at=conversation.deleted_at,
    )


async def _thumbs_down(session: AsyncSession, limit: int) -> tuple[list[ThumbDown], int]:
    query = (
        sa.select(Conversation.uuid, User.email, Feedback.comment, Feedback.updated_at)
        .join(Message, Message.id == Feedback.message_id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(User, User.id == Conversation.user_id)
        .where(Feedback.value == 0)
    )
    total = await session.scalar(sa.select(sa.func.count()).where(Feedback.value == 0))
    rows = await session.execute(query.order_by(Feedback.updated_at.desc()).limit(limit))
    found = [
        ThumbDown(conversation_id=uuid, user=user, comment=comment, at=at)
        for uuid, user, comment, at in rows.tuples()
    ]
    return found, total or 0
