"""A conversation's rows as a reviewer, or its owner over the API, reads them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Conversation, Feedback, Message
from schemas.review import TranscriptFeedback, TranscriptFile, TranscriptRow


async def transcript_rows(session: AsyncSession, conversation_id: UUID) -> list[TranscriptRow]:
    """Every row, oldest first, with tools, timing, feedback and files. Asks nobody for permission."""
    query = (
        sa.select(Message, Feedback)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(Feedback, Feedback.message_id == Message.id)
        .where(Conversation.uuid == conversation_id)
        .order_by(Message.id)
    )
    pairs = (await session.execute(query)).tuples().all()
    files = await _files_of(session, [message.id for message, _ in pairs])
    tools = _tools_by_call([message for message, _ in pairs])
    return [
        _row(message, feedback, files[message.id], tools.get(_call_id(message)))
        for message, feedback in pairs
    ]


async def _files_of(session: AsyncSession, message_ids: list[int]) -> dict[int, list[TranscriptFile]]:
    files: dict[int, list[TranscriptFile]] = defaultdict(list)
    query = sa.select(Attachment).where(Attachment.message_id.in_(message_ids)).order_by(Attachment.id)
    for dropped in await session.scalars(query):
        files[dropped.message_id].append(
            TranscriptFile(filename=dropped.filename, cv_id=dropped.cv_file_id, problem=dropped.problem)
        )
    return files


def _call_id(message: Message) -> str | None:
    found = (message.item or {}).get("call_id")
    return found if isinstance(found, str) else None


def _tools_by_call(messages: list[Message]) -> dict[str | None, str]:
    """Only the call names its tool; the result names the call."""
    calls = (message for message in messages if message.role == "tool_call" and message.item)
    return {_call_id(call): str((call.item or {}).get("name", "")) for call in calls}


def _row(
    message: Message, feedback: Feedback | None, files: list[TranscriptFile], tool: str | None
) -> TranscriptRow:
    ui: dict[str, Any] = message.ui or {}
    return TranscriptRow.model_validate({
        "message_id": message.uuid,
        "role": message.role,
        "content": message.content,
        "created_at": message.created_at,
        "tool": tool,
        "rows": ui.get("rows"),
        "duration_ms": ui.get("duration_ms"),
        "stopped": bool(ui.get("stopped")),
        "error": str(ui["error"]) if ui.get("error") else None,
        "input_tokens": message.input_tokens,
        "output_tokens": message.output_tokens,
        "feedback": _thumb(feedback),
        "files": files,
        "cards": ui.get("cards") or [],
    })  # fmt: skip


def _thumb(feedback: Feedback | None) -> TranscriptFeedback | None:
    if feedback is None:
        return None
    return TranscriptFeedback(value="up" if feedback.value == 1 else "down", comment=feedback.comment)
