"""One person, several CVs: suggestions, joining and undoing it, versions and what differs between them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.caller import CurrentCaller
from api.fields import LARGEST_ID, Limit, Offset, RowId
from api.route import ApiRoute
from api.state import database_of
from schemas.paging import Page
from schemas.people import (
    Join,
    JoinRequest,
    ProfileDifference,
    Suggestion,
    SuggestionState,
    Undone,
    Versions,
)
from services.people import joining, listing

router = APIRouter(route_class=ApiRoute, tags=["People"])
OtherCV = Annotated[int, Query(alias="with", ge=1, le=LARGEST_ID, description="The CV to compare it with.")]


@router.get("/people/suggestions")
async def list_suggestions(
    request: Request,
    caller: CurrentCaller,
    state: SuggestionState = "suggested",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[Suggestion]:
    """CVs that look like one person's, with the reasons; candidates see those between their own CVs."""
    async with database_of(request).transaction() as session:
        return await listing.list_suggestions(session, caller, state=state, limit=limit, offset=offset)


@router.post("/people/suggestions/{suggestion_id}/join")
async def join_suggestion(request: Request, caller: CurrentCaller, suggestion_id: RowId) -> Join:
    """Make the two people one; the newer CV becomes the current version. 409 where they are one already."""
    async with database_of(request).transaction() as session:
        return await joining.join_suggestion(session, caller, suggestion_id)


@router.post("/people/suggestions/{suggestion_id}/dismiss")
async def dismiss_suggestion(request: Request, caller: CurrentCaller, suggestion_id: RowId) -> Suggestion:
    """Say that they are two people. It is not suggested again. 409 where they are joined."""
    async with database_of(request).transaction() as session:
        return await joining.dismiss_suggestion(session, caller, suggestion_id)


@router.post("/people/join")
async def join_people(request: Request, caller: CurrentCaller, wanted: JoinRequest) -> Join:
    """Make several people one without a suggestion."""
    async with database_of(request).transaction() as session:
        return await joining.join_people(session, caller, wanted.person_ids)


@router.post("/people/joins/{join_id}/undo")
async def undo_join(request: Request, caller: CurrentCaller, join_id: RowId) -> Undone:
    """Give each CV back to the person it came from. 409 where a later join has to be undone first."""
    async with database_of(request).transaction() as session:
        return await joining.undo_join(session, caller, join_id)


@router.get("/people/{person_id}/versions")
async def get_versions(request: Request, caller: CurrentCaller, person_id: RowId) -> Versions:
    """A person's CVs, the current one first."""
    async with database_of(request).transaction() as session:
        return await listing.person_versions(session, caller, person_id)


@router.get("/cv/{cv_id}/difference")
async def get_difference(
    request: Request, caller: CurrentCaller, cv_id: RowId, other: OtherCV
) -> ProfileDifference:
    """What the newer of two CVs says otherwise than the older, whichever is named first. 409 while one of them is
    on its way, 404 where one could not be read."""
    async with database_of(request).transaction() as session:
        return await listing.compare_versions(session, caller, cv_id, other)
