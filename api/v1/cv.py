"""CVs: handing in, seeing, correcting their fate, withdrawing."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.caller import CurrentCaller
from api.downloads import download
from api.fields import Limit, Offset, RowId, Words
from api.route import ApiRoute
from api.state import database_of
from schemas.cv import CVAnswer
from schemas.lookup import CVSummary
from schemas.paging import Page
from schemas.profile import StoredProfile
from services import erasure, intake, lookup
from services.access import Permission, readable_cv
from services.profiles import load_profile

router = APIRouter(prefix="/cv", route_class=ApiRoute, tags=["CVs"])


class TextPage(BaseModel):
    """`text[start:end]` is the page's text."""

    page: int
    start: int
    end: int


class TextAnswer(BaseModel):
    """Spans count code points of `text`. Formats without pages have page 1."""

    text: str
    pages: list[TextPage]


@router.get("")
async def list_cvs(
    request: Request,
    caller: CurrentCaller,
    name: Words | None = None,
    skill: Words | None = None,
    location: Words | None = None,
    employer: Words | None = None,
    language: Words | None = None,
    status: Words | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[CVSummary]:
    """The CVs that state all of what is asked, newest first; candidates see those they handed in."""
    wishes = {"name": name, "skill": skill, "location": location, "employer": employer, "language": language}
    async with database_of(request).transaction() as session:
        return await lookup.look_up_cvs(
            session, caller, **wishes, status=status, current_only=False, limit=limit, offset=offset
        )


@router.get("/{cv_id}")
async def get_cv(request: Request, caller: CurrentCaller, cv_id: RowId) -> CVAnswer:
    """A CV's row without its bytes."""
    async with database_of(request).transaction() as session:
        return await lookup.cv_row(session, caller, cv_id)


@router.get("/{cv_id}/profile")
async def get_profile(request: Request, caller: CurrentCaller, cv_id: RowId) -> StoredProfile:
    """What the CV says, with the place of every word. 409 while it is on its way, 404 if it could not be read."""
    async with database_of(request).transaction() as session:
        cv = await readable_cv(session, caller, cv_id)
        lookup.check_read(cv)
        return await load_profile(session, cv)


@router.get("/{cv_id}/text")
async def get_text(request: Request, caller: CurrentCaller, cv_id: RowId) -> TextAnswer:
    """The text that all evidence points into."""
    async with database_of(request).transaction() as session:
        text = await lookup.cv_text(session, caller, cv_id)
    return TextAnswer(text=text.text, pages=[TextPage.model_validate(page) for page in text.pages])


@router.get("/{cv_id}/file", response_class=Response)
async def get_file(request: Request, caller: CurrentCaller, cv_id: RowId) -> Response:
    """The original, as a download."""
    async with database_of(request).transaction() as session:
        cv = await lookup.cv_original(session, caller, cv_id)
    return download(cv.file_data, filename=cv.filename, content_type=cv.content_type)


@router.delete("/{cv_id}", status_code=204)
async def delete_cv(request: Request, caller: CurrentCaller, cv_id: RowId) -> None:
    """Withdraw one's own upload (the last withdrawal erases the CV), or, for an admin, erase any CV."""
    async with database_of(request).transaction() as session:
        if caller.may(Permission.ERASE_ANY):
            await erasure.erase_cv(session, caller, cv_id)
        else:
            await erasure.withdraw_cv(session, caller, cv_id)


@router.post("/{cv_id}/retry", status_code=202)
async def retry_cv(request: Request, caller: CurrentCaller, cv_id: RowId) -> CVAnswer:
    """Read a CV again. For admins."""
    async with database_of(request).transaction() as session:
        cv = await intake.retry_cv(session, caller, cv_id)
        await session.refresh(cv, ["updated_at"])  # set by the database
        return CVAnswer.model_validate(cv)
