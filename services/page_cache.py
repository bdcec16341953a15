"""Pictures of pages: drawn in a child process, a few at a time, and kept for a while."""

import asyncio
import contextlib
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from core.errors import NotFound, TooManyAtOnce
from services.page_drawing import be_ready, draw_page
from services.reading.failure import ReadingFailed
from services.reading.limits import MEGABYTE, Limits
from services.reading.sandbox.child import run_in_child

DRAWING = Limits(cpu=8, wall=12.0)
MOST_KEPT = 64 * MEGABYTE
WARM_AFTER = 5.0  # seconds: the start of the server itself comes first
AT_ONCE = 2  # children that draw at the same time, however many pages are asked for
OF_ONE_CALLER = 16  # pages that wait for one person; a browser asks for those near what it shows
NOT_AGAIN = 180.0  # seconds for which a page that could not be drawn is not tried once more
MOST_NOTED = 1_000  # failures and forgotten files that are remembered
NO_PICTURE = "There is no picture of this page. The original can be opened instead."


class PictureWidth(IntEnum):
    """How wide a picture is, in pixels."""

    THUMBNAIL = 240
    PANEL = 1100
    MAGNIFIED = 2200


@dataclass(frozen=True, slots=True)
class PictureSource:
    """What a picture is drawn from. `load` fetches the file once it is this page's turn, None if it is gone."""

    sha256: str
    file_format: str
    page: int
    width: PictureWidth
    user_id: int
    load: Callable[[], Awaitable[bytes | None]]

    @property
    def key(self) -> tuple[str, int, int]:
        """Names the picture, whoever asks for it: the same bytes give the same picture."""
        return self.sha256, self.page, int(self.width)


Key = TypeVar("Key", bound=Hashable)


class _Notes(Generic[Key]):
    """What is remembered for NOT_AGAIN seconds, the newest MOST_NOTED of it."""

    def __init__(self) -> None:
        self._until: OrderedDict[Key, float] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return self._until.get(key, 0.0) > time.monotonic()

    def add(self, key: Key) -> None:
        self._until.pop(key, None)
        self._until[key] = time.monotonic() + NOT_AGAIN
        if len(self._until) > MOST_NOTED:
            self._until.popitem(last=False)


class PictureCache:
    """The pictures last asked for, up to a number of bytes; a page that is being drawn is drawn once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._drawing: dict[tuple[str, int, int], asyncio.Task[bytes]] = {}
        self._waiting: Counter[int] = Counter()  # pages by the caller who asked first
        self._failed = _Notes[tuple[str, int, int]]()
        self._forgotten = _Notes[str]()
        self._turn = asyncio.Semaphore(AT_ONCE)

    def __contains__(self, key: tuple[str, int, int]) -> bool:
        return key in self._kept

    async def picture(self, source: PictureSource) -> bytes:
        """The picture as a PNG. Raises NotFound when it cannot be drawn, TooManyAtOnce when too many of the
        caller's pages wait already."""
        if (kept := self._kept.get(source.key)) is not None:
            self._kept.move_to_end(source.key)
            return kept
        return await asyncio.shield(self._task(source))

    def prepare(self, source: PictureSource) -> None:
        """Begin to draw a page that is about to be asked for."""
        if source.key not in self._kept:
            with contextlib.suppress(NotFound, TooManyAtOnce):
                self._task(source)

    def forget(self, sha256: str) -> None:
        """Drop every picture of a file that was erased, and keep none that is being drawn at this moment."""
        self._forgotten.add(sha256)
        for key in [key for key in self._kept if key[0] == sha256]:
            self.size -= len(self._kept.pop(key))

    async def warm(self) -> None:
        """Have the process ready that draws, so that the first page asked for comes as quickly as the others."""
        await asyncio.sleep(WARM_AFTER)
        with contextlib.suppress(ReadingFailed):
            await run_in_child(be_ready, limits=DRAWING)

    def _task(self, source: PictureSource) -> asyncio.Task[bytes]:
        if (running := self._drawing.get(source.key)) is not None:
            return running
        if source.key in self._failed:
            raise NotFound(NO_PICTURE)
        if self._waiting[source.user_id] >= OF_ONE_CALLER:
            raise TooManyAtOnce()
        self._waiting[source.user_id] += 1
        task = self._drawing[source.key] = asyncio.create_task(self._draw(source))
        task.add_done_callback(lambda done: self._done(source, done))
        return task

    def _done(self, source: PictureSource, task: asyncio.Task[bytes]) -> None:
        del self._drawing[source.key]
        self._waiting[source.user_id] -= 1
        if not self._waiting[source.user_id]:
            del self._waiting[source.user_id]
        if not task.cancelled():
            task.exception()  # whoever asked has been told; a page that was only prepared is asked for again

    async def _draw(self, source: PictureSource) -> bytes:
        async with self._turn:
            data = await source.load()
            if data is None:
                raise NotFound(NO_PICTURE)
            drawn = (draw_page, data, source.file_format, source.page, int(source.width))
            try:
                picture = await run_in_child(*drawn, limits=DRAWING)
            except ReadingFailed:
                self._failed.add(source.key)
                raise NotFound(NO_PICTURE) from None
        self._keep(source, picture)
        return picture

    def _keep(self, source: PictureSource, picture: bytes) -> None:
        if len(picture) > self.most or source.sha256 in self._forgotten:
            return
        self._kept[source.key] = picture
        self.size += len(picture)
        while self.size > self.most:
            self.size -= len(self._kept.popitem(last=False)[1])


PICTURES = PictureCache()
