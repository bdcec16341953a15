"""Pictures of a CV's pages, drawn in a child process and kept for a while."""

import asyncio
import contextlib
from collections import OrderedDict
from dataclasses import dataclass
from enum import IntEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotFound
from models import CVFile
from services.access import Caller, readable_cv
from services.page_drawing import DRAWN, be_ready, draw_page
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_PAGES, MEGABYTE, Limits
from services.reading.sandbox.child import run_in_child

DRAWING = Limits(cpu=8, wall=12.0)
MOST_KEPT = 64 * MEGABYTE
WARM_AFTER = 5.0  # seconds: the start of the server itself comes first
AT_ONCE = 2  # children that draw at the same time, however many pages are asked for
NO_PICTURE = "There is no picture of this page. The original can be opened instead."


class PictureWidth(IntEnum):
    """How wide a picture is, in pixels."""

    THUMBNAIL = 240
    PANEL = 1100
    MAGNIFIED = 2200


@dataclass(frozen=True, slots=True)
class PictureSource:
    """What a picture is drawn from. `data` is None where the picture is kept already."""

    sha256: str
    file_format: str
    page: int
    width: PictureWidth
    data: bytes | None

    @property
    def key(self) -> str:
        """Names the picture, whoever asks for it: the same bytes give the same picture."""
        return f"{self.sha256}-{self.page}-{int(self.width)}"


class PictureCache:
    """The pictures last asked for, up to a number of bytes; a page that is being drawn is drawn once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[bytes]] = {}
        self._turn = asyncio.Semaphore(AT_ONCE)

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    async def picture(self, source: PictureSource) -> bytes:
        """The picture as a PNG. Raises NotFound when it cannot be drawn."""
        if (kept := self._kept.get(source.key)) is not None:
            self._kept.move_to_end(source.key)
            return kept
        return await asyncio.shield(self._task(source))

    def prepare(self, source: PictureSource) -> None:
        """Begin to draw a page that is about to be asked for."""
        if source.key not in self._kept and source.data is not None:
            self._task(source)

    async def warm(self) -> None:
        """Have the process ready that draws, so that the first page asked for comes as quickly as the others."""
        await asyncio.sleep(WARM_AFTER)
        with contextlib.suppress(ReadingFailed):
            await run_in_child(be_ready, limits=DRAWING)

    def _task(self, source: PictureSource) -> asyncio.Task[bytes]:
        task = self._drawing.get(source.key)
        if task is None:
            task = asyncio.create_task(self._draw(source))
            self._drawing[source.key] = task
            task.add_done_callback(lambda done: self._done(source.key, done))
        return task

    def _done(self, key: str, task: asyncio.Task[bytes]) -> None:
        del self._drawing[key]
        if not task.cancelled():
            task.exception()  # whoever asked has been told; a page that was only prepared is asked for again

    async def _draw(self, source: PictureSource) -> bytes:
        if source.data is None:  # it was thrown out between the look and now
            raise NotFound(NO_PICTURE)
        try:
            async with self._turn:
                data = await run_in_child(
                    draw_page, source.data, source.file_format, source.page, int(source.width), limits=DRAWING
                )
        except ReadingFailed:
            raise NotFound(NO_PICTURE) from None
        self._keep(source.key, data)
        return data

    def _keep(self, key: str, data: bytes) -> None:
        if len(data) > self.most:
            return
        self._kept[key] = data
        self.size += len(data)
        while self.size > self.most:
            self.size -= len(self._kept.popitem(last=False)[1])


PICTURES = PictureCache()


def has_pictures(file_format: str) -> bool:
    """Whether pages of this format can be drawn; of the others the text is shown."""
    return file_format in DRAWN


async def picture_source(
    session: AsyncSession, caller: Caller, cv_id: int, page: int, *, width: PictureWidth
) -> PictureSource:
    """What the picture of a page is drawn from, for PICTURES. Raises NotFound for a CV that is not the caller's to
    see, and for a format without pages."""
    cv = await readable_cv(session, caller, cv_id)
    if not has_pictures(cv.file_format) or not 1 <= page <= MAX_PAGES:
        raise NotFound(NO_PICTURE)
    source = PictureSource(cv.sha256, cv.file_format, page, width, None)
    if source.key in PICTURES:
        return source
    data = await session.scalar(sa.select(CVFile.file_data).where(CVFile.id == cv_id))
    return PictureSource(cv.sha256, cv.file_format, page, width, data)
