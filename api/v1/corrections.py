"""Correcting what was read from a CV, and going back to what it says."""

from fastapi import APIRouter, Request

from api.caller import CurrentCaller
from api.fields import Limit, Offset, RowId
from api.route import ApiRoute
from api.state import database_of, services_of
from schemas.corrections import CorrectionAnswer, CorrectionRequest
from schemas.paging import Page
from services import corrections

router = APIRouter(prefix="/cv", route_class=ApiRoute, tags=["CVs"])


@router.patch("/{cv_id}/profile")
async def correct_profile(
    request: Request, caller: CurrentCaller, cv_id: RowId, wish: CorrectionRequest
) -> CorrectionAnswer:
    """Correct one value, add an entry or remove one. No later reading of the file overwrites it.

    Candidates correct what they handed in, recruiters and admins every CV. 409 while the CV is on its way or where
    the profile has changed since `old` was seen, 422 with a sentence for what cannot be a value.
    """
    embedder = services_of(request).embedder
    async with database_of(request).transaction() as session:
        return await corrections.correct_field(
            session, caller, cv_id, wish.field, wish.value, seen=wish.old, embedder=embedder
        )


@router.get("/{cv_id}/corrections")
async def list_corrections(
    request: Request, caller: CurrentCaller, cv_id: RowId, limit: Limit = 20, offset: Offset = 0
) -> Page[CorrectionAnswer]:
    """The corrections of a CV with author and time, the newest first; undone ones stay in the list."""
    async with database_of(request).transaction() as session:
        return await corrections.list_corrections(session, caller, cv_id, limit=limit, offset=offset)


@router.delete("/{cv_id}/corrections/{correction_id}")
async def undo_correction(
    request: Request, caller: CurrentCaller, cv_id: RowId, correction_id: RowId
) -> CorrectionAnswer:
    """Undo a correction: the CV's own words, or those of an earlier correction, stand again."""
    embedder = services_of(request).embedder
    async with database_of(request).transaction() as session:
        return await corrections.undo_correction(session, caller, cv_id, correction_id, embedder=embedder)
