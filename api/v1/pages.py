"""The pages of a CV: their pictures, and where on them each value stands."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.caller import CurrentCaller
from api.fields import RowId
from api.route import ApiRoute
from api.state import database_of
from core.errors import NotFound
from schemas.panel import Mark, MarksAnswer, SheetAnswer
from services import page_marks
from services.page_cache import PICTURES, PictureWidth
from services.page_pictures import picture_source

router = APIRouter(prefix="/cv", route_class=ApiRoute, tags=["CVs"])
# No browser keeps a picture on its disk: the CV may be withdrawn at any time.
PICTURE_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PageNumber = Annotated[int, Path(ge=1, le=10_000)]
Words = Annotated[str, Query(min_length=1, max_length=2_000)]


@router.get(
    "/{cv_id}/pages/{page}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}, 429: {"description": "Too many pages wait already."}},
)
async def get_page_picture(
    request: Request,
    caller: CurrentCaller,
    cv_id: RowId,
    page: PageNumber,
    width: PictureWidth = PictureWidth.PANEL,
) -> Response:
    """A page of a PDF, or a picture that was handed in, as a PNG of `width` pixels. 404 where it cannot be drawn."""
    database = database_of(request)
    async with database.transaction() as session:
        source = await picture_source(session, caller, cv_id, page, width=width, database=database)
    return Response(await PICTURES.picture(source), media_type="image/png", headers=PICTURE_HEADERS)


@router.get("/{cv_id}/marks")
async def get_marks(request: Request, caller: CurrentCaller, cv_id: RowId) -> MarksAnswer:
    """The CV's pages, and where on them every value of its profile stands."""
    async with database_of(request).transaction() as session:
        return await page_marks.cv_marks(session, caller, cv_id)


@router.get("/{cv_id}/marks/search")
async def find_words(
    request: Request, caller: CurrentCaller, cv_id: RowId, words: Words, page: PageNumber | None = None
) -> Mark:
    """Where words stand in the CV, on `page` first. 404 where they do not."""
    async with database_of(request).transaction() as session:
        mark = await page_marks.find_words(session, caller, cv_id, words, page=page)
    if mark is None:
        raise NotFound("These words do not stand in this CV.")
    return mark


@router.get("/{cv_id}/lines")
async def get_lines(request: Request, caller: CurrentCaller, cv_id: RowId) -> SheetAnswer:
    """The CV's text line by line."""
    async with database_of(request).transaction() as session:
        return await page_marks.text_sheet(session, caller, cv_id)
