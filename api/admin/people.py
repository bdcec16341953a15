"""CVs that look like one person's: joined, kept apart and parted again by an admin."""

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request, Response

from api.admin.paging import PageNumber, cut
from api.caller import CurrentAdmin
from api.fields import LARGEST_ID, RowId
from api.pages import PageRoute, go_to, render
from api.state import database_of
from schemas.people import SuggestionState
from services.people import joining, listing

router = APIRouter(prefix="/admin/people", route_class=PageRoute, include_in_schema=False)
State = Annotated[SuggestionState, Query()]
CVNumber = Annotated[int, Query(ge=1, le=LARGEST_ID)]


@router.get("")
async def people(
    request: Request, admin: CurrentAdmin, state: State = "suggested", page: PageNumber = 1
) -> Response:
    async with database_of(request).transaction() as session:
        found = await listing.list_suggestions(session, admin, state=state, **cut(page))
    return render(request, "people.html", found=found, state=state, states=get_args(SuggestionState))


@router.get("/compare")
async def compare(request: Request, admin: CurrentAdmin, older: CVNumber, newer: CVNumber) -> Response:
    async with database_of(request).transaction() as session:
        found = await listing.compare_versions(session, admin, newer, older)
    return render(request, "difference.html", found=found)


@router.post("/{suggestion_id}/join")
async def join(request: Request, admin: CurrentAdmin, suggestion_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        await joining.join_suggestion(session, admin, suggestion_id)
    return go_to("/admin/people?done=joined")


@router.post("/{suggestion_id}/dismiss")
async def dismiss(request: Request, admin: CurrentAdmin, suggestion_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        await joining.dismiss_suggestion(session, admin, suggestion_id)
    return go_to("/admin/people?done=apart")


@router.post("/joins/{join_id}/undo")
async def undo(request: Request, admin: CurrentAdmin, join_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        await joining.undo_join(session, admin, join_id)
    return go_to("/admin/people?done=undone")
