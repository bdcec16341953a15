"""All CVs with their state; a retry, and erasing."""

from fastapi import APIRouter, Request, Response

from api.admin.paging import PageNumber, cut
from api.caller import CurrentAdmin
from api.fields import RowId, Words
from api.pages import PageRoute, go_to, render
from api.state import database_of
from schemas.cv import SENTENCES, ProcessingStatus
from services import erasure, intake, lookup
from services.access import readable_cv
from services.profiles import load_profile

router = APIRouter(prefix="/admin/cvs", route_class=PageRoute, include_in_schema=False)


@router.get("")
async def cvs(
    request: Request, admin: CurrentAdmin, status: Words = "", name: Words = "", page: PageNumber = 1
) -> Response:
    known = status if status in set(ProcessingStatus) else None
    async with database_of(request).transaction() as session:
        found = await lookup.look_up_cvs(session, admin, status=known, name=name, **cut(page))
    return render(request, "cvs.html", found=found, statuses=list(ProcessingStatus), used=[known, name])


@router.get("/{cv_id}")
async def cv(request: Request, admin: CurrentAdmin, cv_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        found = await lookup.cv_summary(session, admin, cv_id)
        profile = await load_profile(session, await readable_cv(session, admin, cv_id))
        uploads = await lookup.uploads_of(session, admin, cv_id)
    sentence = found.status_detail or SENTENCES[found.processing_status]
    return render(request, "cv.html", cv=found, profile=profile, uploads=uploads, sentence=sentence)


@router.post("/{cv_id}/retry")
async def retry(request: Request, admin: CurrentAdmin, cv_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        await intake.retry_cv(session, admin, cv_id)
    return go_to(f"/admin/cvs/{cv_id}?done=retry")


@router.get("/{cv_id}/erase")
async def ask_to_erase(request: Request, admin: CurrentAdmin, cv_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        found = await lookup.cv_summary(session, admin, cv_id)
    return render(
        request,
        "confirm.html",
        title=f"Erase CV {cv_id}?",
        text=f"{found.original_filename}: the file, its text and everything read in it are erased, and what was "
        "said about it in conversations and searches becomes “[withdrawn]”. This cannot be undone.",
        action=f"/admin/cvs/{cv_id}/erase",
        button="Erase for good",
        back=f"/admin/cvs/{cv_id}",
    )


@router.post("/{cv_id}/erase")
async def erase(request: Request, admin: CurrentAdmin, cv_id: RowId) -> Response:
    async with database_of(request).transaction() as session:
        await erasure.erase_cv(session, admin, cv_id)
    return go_to("/admin/cvs?done=erased")
