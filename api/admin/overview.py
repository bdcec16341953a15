"""The first page: what needs attention, and the record."""

from fastapi import APIRouter, Request, Response

from api.admin.paging import PageNumber, cut
from api.caller import CurrentAdmin
from api.pages import PageRoute, go_to, render
from api.state import database_of
from services import erasure, review
from services.lookup import corpus_counts

router = APIRouter(prefix="/admin", route_class=PageRoute, include_in_schema=False)


@router.get("")
async def overview(request: Request, admin: CurrentAdmin) -> Response:
    async with database_of(request).transaction() as session:
        attention = await review.needs_attention(session, admin)
        counts = await corpus_counts(session)
    return render(request, "overview.html", attention=attention, counts=counts)


@router.get("/record")
async def record(request: Request, admin: CurrentAdmin, page: PageNumber = 1) -> Response:
    async with database_of(request).transaction() as session:
        events = await review.latest_events(session, admin, **cut(page))
    return render(request, "record.html", events=events)


@router.get("/samples/remove")
async def ask_to_remove_samples(request: Request, _: CurrentAdmin) -> Response:
    return render(
        request,
        "confirm.html",
        title="Remove the sample CVs?",
        text="All sample CVs and everything read in them are erased. `manage.py samples load` brings them back.",
        action="/admin/samples/remove",
        button="Remove the samples",
        back="/admin",
    )


@router.post("/samples/remove")
async def remove_samples(request: Request, admin: CurrentAdmin) -> Response:
    async with database_of(request).transaction() as session:
        await erasure.remove_samples(session, admin)
    return go_to("/admin?done=samples")
