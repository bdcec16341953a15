"""All conversations; a transcript opens only with a reason, and each reading is recorded."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from api.admin.paging import PageNumber, cut
from api.caller import CurrentAdmin
from api.fields import LARGEST_ID, Words
from api.pages import PageRoute, render
from api.state import database_of
from core.errors import InvalidInput
from services import review
from services.user_management import all_accounts

router = APIRouter(prefix="/admin/conversations", route_class=PageRoute, include_in_schema=False)

FEEDBACK = ("up", "down", "any")


@router.get("")
async def conversations(
    request: Request,
    admin: CurrentAdmin,
    user: Words = "",
    since: Words = "",
    until: Words = "",
    feedback: Words = "",
    text: Words = "",
    page: PageNumber = 1,
) -> Response:
    filters: dict[str, Any] = {
        "user_id": _number(user),
        "since": _day(since),
        "until": _day(until),
        "feedback": feedback if feedback in FEEDBACK else None,
        "text": text or None,
    }
    used = [name for name, value in filters.items() if value is not None]
    await review.record_listing(database_of(request), admin, used)
    async with database_of(request).transaction() as session:
        found = await review.list_conversations(session, admin, **filters, **cut(page))
        users = await all_accounts(session, admin)
    return render(request, "conversations.html", found=found, users=users, used=used)


@router.get("/{conversation_id}")
async def ask_for_a_reason(request: Request, admin: CurrentAdmin, conversation_id: UUID) -> Response:
    return await _reason_page(request, admin, conversation_id)


@router.post("/{conversation_id}")
async def transcript(
    request: Request, admin: CurrentAdmin, conversation_id: UUID, reason: Annotated[str, Form()] = ""
) -> Response:
    try:
        given = review.checked_reason(reason)
    except InvalidInput as missing:
        return await _reason_page(request, admin, conversation_id, problem=missing.message)
    read = await review.read_transcript(database_of(request), admin, conversation_id, reason=given)
    return render(request, "transcript.html", transcript=read, reason=given)


async def _reason_page(
    request: Request, admin: CurrentAdmin, conversation_id: UUID, *, problem: str | None = None
) -> Response:
    async with database_of(request).transaction() as session:
        summary = await review.conversation_summary(session, admin, conversation_id)
    status = 422 if problem else 200
    return render(request, "reason.html", status=status, conversation=summary, problem=problem)


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and int(words) <= LARGEST_ID else None


def _day(words: str) -> dt.date | None:
    """The day of a date field; what is not a day filters nothing."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None
