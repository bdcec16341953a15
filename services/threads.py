"""Conversations as the chat's page lists and shows them: always and only those of the asking user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InvalidInput, NotFound
from models import Attachment, Conversation, CVFile, Feedback, Message, User
from services.access import Caller, visible_cvs
from services.conversations import LONGEST_NAME, messages_of, open_conversation, storable

LONGEST_COMMENT = 4000
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class ThreadView:
    """All that a conversation's page is rebuilt from."""

    conversation: Conversation
    messages: Sequence[Message]
    feedback: Mapping[int, Feedback]  # by message
    attachments: Mapping[int, Sequence[tuple[Attachment, CVFile | None]]]  # by message


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file of a message, and the CV it became, unless it was refused; `withdrawn` when that is out of sight."""

    attachment: Attachment
    cv: CVFile | None
    withdrawn: bool


async def list_threads(
    session: AsyncSession,
    user_id: int,
    *,
    first: int,
    cursor: UUID | None = None,
    search: str | None = None,
    feedback: int | None = None,
) -> tuple[Sequence[Conversation], bool]:
    """The user's conversations, the latest first, from after `cursor` on, and whether more follow."""
    page_size = min(max(first, 1), LARGEST_PAGE)
    query = sa.select(Conversation).where(Conversation.user_id == user_id, Conversation.deleted_at.is_(None))
    if search and search.strip():
        query = query.where(_mentions(storable(search.strip())))
    if feedback is not None:
        rated = sa.select(Message.conversation_id).join(Feedback, Feedback.message_id == Message.id)
        query = query.where(Conversation.id.in_(rated.where(Feedback.value == feedback)))
    order = sa.tuple_(Conversation.last_message_at, Conversation.id)
    if cursor is not None:
        last = sa.select(Conversation.last_message_at, Conversation.id).where(Conversation.uuid == cursor)
        query = query.where(order < last.scalar_subquery())
    query = query.order_by(Conversation.last_message_at.desc(), Conversation.id.desc()).limit(page_size + 1)
    found = (await session.scalars(query)).all()
    return found[:page_size], len(found) > page_size


async def thread_owner(session: AsyncSession, conversation_id: UUID) -> str | None:
    """The e-mail address of the conversation's user; None when there is no such one or it was deleted."""
    query = sa.select(User.email).join(Conversation, Conversation.user_id == User.id)
    return await session.scalar(
        query.where(Conversation.uuid == conversation_id, Conversation.deleted_at.is_(None))
    )


async def thread_is_free(session: AsyncSession, user_id: int, conversation_id: UUID) -> bool:
    """Whether this user may write under this id: it is theirs and not deleted, or nobody's yet."""
    conversation = await session.scalar(sa.select(Conversation).where(Conversation.uuid == conversation_id))
    return conversation is None or (conversation.user_id == user_id and conversation.deleted_at is None)


async def begin_thread(session: AsyncSession, user_id: int, conversation_id: UUID, name: str | None) -> None:
    """Open the conversation, and name it unless it has a name. NotFound when it is another's or deleted."""
    conversation = await open_conversation(session, user_id, conversation_id)
    if conversation.name is None and name and name.strip():
        conversation.name = _short(name)
    await session.flush()


async def rename_thread(session: AsyncSession, user_id: int, conversation_id: UUID, name: str) -> None:
    if not name.strip():
        raise InvalidInput("A conversation needs a name.")
    conversation = await own_thread(session, user_id, conversation_id)
    conversation.name = _short(name)
    await session.flush()


async def keep_details(
    session: AsyncSession, user_id: int, conversation_id: UUID, details: Mapping[str, Any]
) -> None:
    """Merge what the page wants kept with a conversation; None removes a key."""
    conversation = await own_thread(session, user_id, conversation_id)
    merged = {**conversation.details, **details}
    conversation.details = {key: value for key, value in merged.items() if value is not None}
    await session.flush()


async def delete_thread(session: AsyncSession, user_id: int, conversation_id: UUID) -> None:
    """Hide the conversation from its user. Admins keep it for review."""
    conversation = await own_thread(session, user_id, conversation_id)
    conversation.deleted_at = sa.func.now()
    await session.flush()


async def own_thread(session: AsyncSession, user_id: int, conversation_id: UUID) -> Conversation:
    """The user's conversation; NotFound when there is none, it is another's, or it was deleted."""
    conversation = await session.scalar(
        sa.select(Conversation).where(
            Conversation.uuid == conversation_id,
            Conversation.user_id == user_id,
            Conversation.deleted_at.is_(None),
        )
    )
    if conversation is None:
        raise NotFound("There is no conversation under this number, or it is not yours.")
    return conversation


async def view_thread(session: AsyncSession, user_id: int, conversation_id: UUID) -> ThreadView:
    """The user's conversation with all that is shown in it. Raises NotFound as `own_thread` does."""
    conversation = await own_thread(session, user_id, conversation_id)
    messages = await messages_of(session, conversation_id)
    mine = Message.conversation_id == conversation.id
    feedback = await session.scalars(sa.select(Feedback).join(Message).where(mine))
    dropped = await session.execute(
        sa.select(Attachment, CVFile)
        .join(Message, Message.id == Attachment.message_id)
        .outerjoin(CVFile, CVFile.id == Attachment.cv_file_id)
        .where(mine, Attachment.archive_id.is_(None))
        .order_by(Attachment.id)
    )
    attachments: dict[int, list[tuple[Attachment, CVFile | None]]] = {}
    for attachment, cv in dropped.tuples():
        attachments.setdefault(attachment.message_id, []).append((attachment, cv))
    return ThreadView(conversation, messages, {row.message_id: row for row in feedback}, attachments)


async def dropped_files(session: AsyncSession, caller: Caller, message_id: UUID) -> Sequence[DroppedFile]:
    """The files that came with one of the caller's own messages, in the order they were dropped."""
    rows = await session.execute(
        sa.select(Attachment, CVFile)
        .join(Message, Message.id == Attachment.message_id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(CVFile, CVFile.id == Attachment.cv_file_id)
        .where(Message.uuid == message_id, Conversation.user_id == caller.user_id)
        .order_by(Attachment.id)
        .execution_options(populate_existing=True)
    )
    files = rows.tuples().all()
    ids = [cv.id for _, cv in files if cv is not None]
    seen = set(
        await session.scalars(visible_cvs(caller).with_only_columns(CVFile.id).where(CVFile.id.in_(ids)))
    )
    return [
        DroppedFile(attachment, cv, withdrawn=cv is not None and cv.id not in seen)
        for attachment, cv in files
    ]


async def dropped_later(session: AsyncSession, message_id: UUID) -> set[int]:
    """The CVs that came with later messages of the same conversation."""
    this = sa.select(Message.id, Message.conversation_id).where(Message.uuid == message_id).subquery()
    rows = await session.scalars(
        sa.select(Attachment.cv_file_id)
        .join(Message, Message.id == Attachment.message_id)
        .join(this, this.c.conversation_id == Message.conversation_id)
        .where(Message.id > this.c.id, Attachment.cv_file_id.is_not(None))
    )
    return {cv_id for cv_id in rows if cv_id is not None}


async def rate_answer(
    session: AsyncSession, user_id: int, run_id: str, *, value: int, comment: str | None
) -> Feedback:
    """A thumb on the answer of a turn of the user's own: 1 is up, 0 is down. Rating again replaces it.

    `run_id` is the turn's id; the answer's own id is understood, too. Raises NotFound.
    """
    answers = sa.or_(Message.ui["run_id"].astext == run_id, sa.cast(Message.uuid, sa.Text) == run_id)
    answer = await session.scalar(
        sa.select(Message.id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Conversation.user_id == user_id, Message.role == "assistant", answers)
        .order_by(Message.id.desc())
        .limit(1)
    )
    if answer is None:
        raise NotFound("There is no answer of yours to rate under this number.")
    words = storable(comment)[:LONGEST_COMMENT] if comment else None
    row = insert(Feedback).values(message_id=answer, value=int(bool(value)), comment=words)
    changed = {"value": row.excluded.value, "comment": row.excluded.comment}
    kept = row.on_conflict_do_update(index_elements=["message_id"], set_=changed).returning(Feedback)
    feedback: Feedback = (await session.scalars(kept, execution_options={"populate_existing": True})).one()
    return feedback


async def remove_rating(session: AsyncSession, user_id: int, feedback_id: int) -> None:
    """Take a thumb of the user's own back. Raises NotFound for another's."""
    own = (
        sa.select(Feedback)
        .join(Message, Message.id == Feedback.message_id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Feedback.id == feedback_id, Conversation.user_id == user_id)
    )
    feedback = await session.scalar(own)
    if feedback is None:
        raise NotFound("There is no rating of yours under this number.")
    await session.delete(feedback)
    await session.flush()


def _mentions(words: str) -> sa.ColumnElement[bool]:
    """The name, a question or an answer contains the words; % and _ stand for themselves."""
    said = sa.select(Message.conversation_id).where(
        Message.role.in_(("user", "assistant")), Message.content.icontains(words, autoescape=True)
    )
    return sa.or_(Conversation.name.icontains(words, autoescape=True), Conversation.id.in_(said))


def _short(name: str) -> str:
    words = " ".join(storable(name).split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
