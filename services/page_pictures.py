"""Whose pages may be seen as pictures, and what they are drawn from."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.errors import NotFound
from models import CVFile
from services.access import Caller, readable_cv
from services.page_cache import NO_PICTURE, PICTURES, PictureSource, PictureWidth
from services.page_drawing import DRAWN
from services.reading.limits import MAX_PAGES


def has_pictures(file_format: str) -> bool:
    """Whether pages of this format can be drawn; of the others the text is shown."""
    return file_format in DRAWN


async def picture_source(
    session: AsyncSession, caller: Caller, cv_id: int, page: int, *, width: PictureWidth, database: Database
) -> PictureSource:
    """What the picture of a page is drawn from, for PICTURES, which opens `database` for the file when the page's
    turn has come. Raises NotFound for a CV that is not the caller's to see, and for a format without pages."""
    cv = await readable_cv(session, caller, cv_id)
    if not has_pictures(cv.file_format) or not 1 <= page <= MAX_PAGES:
        raise NotFound(NO_PICTURE)

    async def load() -> bytes | None:
        async with database.transaction() as later:
            return await later.scalar(sa.select(CVFile.file_data).where(CVFile.id == cv_id))

    return PictureSource(cv.sha256, cv.file_format, page, width, caller.user_id, load)


def forget_pictures(session: AsyncSession, sha256: str) -> None:
    """Drop the pictures of a file from this process's memory once the transaction that erases it is committed."""
    sa.event.listen(session.sync_session, "after_commit", lambda _: PICTURES.forget(sha256), once=True)
