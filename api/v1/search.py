"""Searching people."""

from uuid import UUID

from fastapi import APIRouter, Request

from api.caller import CurrentCaller
from api.route import ApiRoute
from api.state import database_of, services_of
from schemas.results import SearchAnswer, SearchRequest
from services.conversations import storable_json
from services.search.search import search_experts, stored_answer

router = APIRouter(prefix="/search", route_class=ApiRoute, tags=["search"])


@router.post("")
async def search(request: Request, caller: CurrentCaller, wanted: SearchRequest) -> SearchAnswer:
    """Who fits, in order, with a quote for every verdict. For recruiters and admins.

    With `criteria` the question is not read again: the criteria are used as they are.
    """
    clean = SearchRequest.model_validate(storable_json(wanted.model_dump()))
    services = services_of(request)
    async with services.database.transaction() as session:
        return await search_experts(session, caller, clean, embedder=services.embedder)


@router.get("/{run_id}")
async def get_search(request: Request, caller: CurrentCaller, run_id: UUID) -> SearchAnswer:
    """A search's answer as it was given."""
    async with database_of(request).transaction() as session:
        return await stored_answer(session, caller, run_id)
