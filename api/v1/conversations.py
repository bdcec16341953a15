"""Conversations: one's own, and for admins all, each reading recorded."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator

from api.caller import CurrentCaller
from api.fields import LARGEST_ID, Limit, Offset, Words, storable_words
from api.route import ApiRoute
from api.state import database_of
from schemas.paging import Page
from schemas.review import ConversationSummary, Transcript
from services import review

router = APIRouter(prefix="/conversations", route_class=ApiRoute, tags=["conversations"])

Reason = Annotated[
    str,
    Query(max_length=500, description="Why an admin reads another's conversation. It is recorded."),
    AfterValidator(storable_words),
]


@router.get("")
async def list_conversations(
    request: Request,
    caller: CurrentCaller,
    user_id: Annotated[int, Query(ge=1, le=LARGEST_ID)] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    feedback: Literal["up", "down", "any"] | None = None,
    text: Words | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[ConversationSummary]:
    """One's own conversations, the latest first; for an admin all of them, and the look is recorded."""
    filters = {"user_id": user_id, "since": since, "until": until, "feedback": feedback, "text": text}
    await review.record_listing(
        database_of(request), caller, [name for name, value in filters.items() if value]
    )
    async with database_of(request).transaction() as session:
        return await review.list_conversations(
            session, caller, user_id=user_id, since=since, until=until, feedback=feedback, text=text,
            limit=limit, offset=offset,
        )  # fmt: skip


@router.get("/{conversation_id}")
async def get_conversation(
    request: Request, caller: CurrentCaller, conversation_id: UUID, reason: Reason | None = None
) -> Transcript:
    """A conversation with its tool calls, results and feedback.

    An admin reads another's only with a `reason`, and the reading is recorded; one's own needs none.
    """
    return await review.read_transcript(database_of(request), caller, conversation_id, reason=reason)
