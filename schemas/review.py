"""What is reviewed: conversations, transcripts, and what needs attention."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from schemas.lookup import CVSummary

Thumb = Literal["up", "down"]


class ConversationSummary(BaseModel):
    """A conversation in a list. `user` is None once its owner's account is gone."""

    conversation_id: UUID
    name: str | None
    user_id: int | None
    user: str | None
    messages: int  # questions and answers, without tool calls
    thumbs_up: int
    thumbs_down: int
    created_at: dt.datetime
    last_message_at: dt.datetime
    deleted_at: dt.datetime | None  # deleted by its owner, kept for review


class TranscriptFeedback(BaseModel):
    value: Thumb
    comment: str | None


class TranscriptFile(BaseModel):
    """A file dropped with a message: the CV it became, or the sentence why not."""

    filename: str
    cv_id: int | None
    problem: str | None


class TranscriptRow(BaseModel):
    """One row of a conversation. `tool` names the tool of a call or a result; `duration_ms` is a result's."""

    message_id: UUID
    role: Literal["user", "assistant", "tool_call", "tool_result"]
    content: str
    created_at: dt.datetime
    tool: str | None = None
    rows: int | None = None
    duration_ms: int | None = None
    stopped: bool = False
    error: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    feedback: TranscriptFeedback | None = None
    files: list[TranscriptFile] = []
    cards: list[dict[str, Any]] = []


class Transcript(BaseModel):
    conversation: ConversationSummary
    messages: list[TranscriptRow]


class AuditRow(BaseModel):
    """Who did, or was refused, what."""

    at: dt.datetime
    actor: str | None
    action: str
    subject: str | None
    reason: str | None
    details: dict[str, Any]


class ThumbDown(BaseModel):
    """An answer that a user was not content with. What it said is read in its transcript, with a reason."""

    conversation_id: UUID
    user: str | None
    comment: str | None
    at: dt.datetime


class Attention(BaseModel):
    """What an admin should look at first: the newest of each kind, and how many there are."""

    failed: list[CVSummary]
    failed_total: int
    needs_review: list[CVSummary]
    needs_review_total: int
    thumbs_down: list[ThumbDown]
    thumbs_down_total: int
    waiting: int  # CVs still on their way
    oldest_waiting: dt.datetime | None
    samples: int
