"""The one history of a conversation: what the page shows, the model remembers and an admin reviews."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, NotFound
from models import Attachment, Conversation, CVFile, Message, MessageCV

LONGEST_NAME = 120  # characters of a conversation's name, given by its user or taken from the first message


async def open_conversation(session: AsyncSession, user_id: int, conversation_id: UUID) -> Conversation:
    """The user's conversation with this id, begun if there is none.

    Raises NotFound when it is somebody else's or was deleted.
    """
    begin = insert(Conversation).values(uuid=conversation_id, user_id=user_id, details={})
    await session.execute(begin.on_conflict_do_nothing(index_elements=["uuid"]))
    mine = sa.select(Conversation).where(
        Conversation.uuid == conversation_id,
        Conversation.user_id == user_id,
        Conversation.deleted_at.is_(None),
    )
    conversation = await session.scalar(mine)
    if conversation is None:
        raise NotFound("There is no conversation under this number, or it is not yours.")
    return conversation


async def record_user_message(
    session: AsyncSession,
    conversation: Conversation,
    *,
    message_id: UUID,
    text: str,
    ui: Mapping[str, Any] | None = None,
) -> Message:
    """Store what the user wrote. Recording the same id again keeps the first words and adds to `ui`."""
    message = await _record(session, conversation, message_id, "user", text, ui=ui, keep_words=True)
    named = sa.func.coalesce(Conversation.name, _name_from(message.content))
    await session.execute(
        sa.update(Conversation)
        .where(Conversation.id == conversation.id)
        .values(last_message_at=sa.func.clock_timestamp(), name=named)
    )
    return message


async def record_answer(
    session: AsyncSession,
    conversation: Conversation,
    *,
    message_id: UUID,
    text: str,
    item: Mapping[str, Any] | None = None,
    ui: Mapping[str, Any] | None = None,
    input_tokens: int | None = None,
    output_tokens: int | None = None,
) -> Message:
    """Store the assistant's answer; a second recording under the same id replaces words and adds to `ui`."""
    message = await _record(session, conversation, message_id, "assistant", text, item=item, ui=ui)
    if input_tokens is not None:
        message.input_tokens = input_tokens
    if output_tokens is not None:
        message.output_tokens = output_tokens
    await session.flush()
    return message


async def record_tool_call(
    session: AsyncSession,
    conversation: Conversation,
    *,
    item: Mapping[str, Any],
    ui: Mapping[str, Any] | None = None,
    message_id: UUID | None = None,
) -> Message:
    """Store a tool call; `item` is the SDK's `function_call`, whose arguments become the row's content."""
    words = str(item.get("arguments", ""))
    return await _record(session, conversation, message_id or uuid4(), "tool_call", words, item=item, ui=ui)


async def record_tool_result(
    session: AsyncSession,
    conversation: Conversation,
    *,
    item: Mapping[str, Any],
    ui: Mapping[str, Any] | None = None,
    message_id: UUID | None = None,
) -> Message:
    """Store a tool's result; `item` is the SDK's `function_call_output`, whose output becomes the content."""
    words = str(item.get("output", ""))
    return await _record(session, conversation, message_id or uuid4(), "tool_result", words, item=item, ui=ui)


async def record_attachment(
    session: AsyncSession,
    message: Message,
    *,
    id: UUID,
    filename: str,
    cv_file_id: int | None = None,
    problem: str | None = None,
) -> Attachment:
    """Store a dropped file's fate: the CV it became, the sentence why not, or neither yet."""
    values = insert(Attachment).values(
        uuid=id, message_id=message.id, filename=storable(filename), cv_file_id=cv_file_id, problem=problem
    )
    changed = {
        "cv_file_id": sa.func.coalesce(values.excluded.cv_file_id, Attachment.cv_file_id),
        "problem": sa.func.coalesce(values.excluded.problem, Attachment.problem),
    }
    mine = Attachment.message_id == message.id
    upsert = values.on_conflict_do_update(index_elements=["uuid"], set_=changed, where=mine)
    found: Attachment | None = await session.scalar(
        upsert.returning(Attachment), execution_options={"populate_existing": True}
    )
    if found is None:
        raise Conflict("This file belongs to another message.")
    return found


async def fate_of_attachment(
    session: AsyncSession,
    message_id: UUID,
    attachment_id: UUID,
    *,
    cv_file_id: int | None = None,
    problem: str | None = None,
) -> None:
    """Note what became of a file that was dropped with this message: a CV, or the sentence why not."""
    of_message = sa.select(Message.id).where(Message.uuid == message_id).scalar_subquery()
    await session.execute(
        sa.update(Attachment)
        .where(Attachment.uuid == attachment_id, Attachment.message_id == of_message)
        .values(cv_file_id=cv_file_id, problem=problem)
    )


async def messages_of(
    session: AsyncSession, conversation_id: UUID, *, limit: int | None = None
) -> list[Message]:
    """The conversation's rows, oldest first; with `limit` the newest so many. Asks nobody for permission."""
    newest = (
        sa.select(Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Conversation.uuid == conversation_id)
        .order_by(Message.id.desc())
        .limit(limit)
    )
    return list(reversed((await session.scalars(newest)).all()))


async def attachments_of_all(
    session: AsyncSession, messages: Sequence[Message]
) -> dict[int, list[Attachment]]:
    """The files dropped with each of these messages, by `Message.id`, in the order they were dropped; an archive
    stands for the files in it."""
    query = sa.select(Attachment).where(
        Attachment.message_id.in_([message.id for message in messages]), Attachment.archive_id.is_(None)
    )
    found: dict[int, list[Attachment]] = {}
    for attachment in await session.scalars(query.order_by(Attachment.id)):
        found.setdefault(attachment.message_id, []).append(attachment)
    return found


async def link_cvs(session: AsyncSession, message: Message, cv_ids: Iterable[int]) -> None:
    """Note which CVs a message speaks of, so that an erased one can be cut from it; skips unknown ids."""
    known = sa.select(sa.literal(message.id), CVFile.id).where(CVFile.id.in_(set(cv_ids)))
    links = insert(MessageCV).from_select(["message_id", "cv_file_id"], known)
    await session.execute(links.on_conflict_do_nothing())


async def _record(
    session: AsyncSession,
    conversation: Conversation,
    uuid: UUID,
    role: str,
    content: str,
    *,
    item: Mapping[str, Any] | None = None,
    ui: Mapping[str, Any] | None = None,
    keep_words: bool = False,
) -> Message:
    """Insert a row, or change the one of this conversation and role that has this id already."""
    values = insert(Message).values(
        uuid=uuid,
        conversation_id=conversation.id,
        role=role,
        content=storable(content),
        item=storable_json(item) if item is not None else sa.null(),
        ui=storable_json(ui or {}),
    )
    changed: dict[str, Any] = {"ui": Message.ui.op("||")(values.excluded.ui)}
    if not keep_words:
        changed |= {"content": values.excluded.content, "item": values.excluded.item}
    # Ids come from browsers: one that names a row of another conversation, or an answer, must change nothing.
    mine = sa.and_(Message.conversation_id == conversation.id, Message.role == role)
    upsert = values.on_conflict_do_update(index_elements=["uuid"], set_=changed, where=mine)
    message: Message | None = await session.scalar(
        upsert.returning(Message), execution_options={"populate_existing": True}
    )
    if message is None:
        raise Conflict("This message id is taken.")
    return message


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot hold: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def storable_json(value: Any) -> Any:
    """The same for every string inside a JSON value."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): storable_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(inner) for inner in value]
    return value


def _name_from(text: str) -> str | None:
    """The first message's beginning, cut between words."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_NAME:
        return words or None
    return words[: LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"
