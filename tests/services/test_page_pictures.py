"""Pages as pictures: as they are shown, marks in the right place on turned and cut pages, and bounds."""

import asyncio
import io
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from core.errors import NotFound, TooManyAtOnce
from models import CVText
from schemas.document import PageSpan, ReadDocument, TextLine, WordPlace
from schemas.panel import MarkRect
from services.access import load_caller
from services.erasure import erase_cv
from services.page_cache import OF_ONE_CALLER, PICTURES, PictureCache, PictureSource, PictureWidth
from services.page_drawing import draw_page
from services.page_marks import PageMap
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from tests.reading.drawing import Page


def a_page() -> bytes:
    page = Page().put(80, 120, "Ada Example", size=20, bold=True).put(80, 160, "Platform Engineer")
    return page.put(80, 190, "Nordlicht Example GmbH, Berlin, builds harbours since 2019").pdf()


def changed(data: bytes, *, turn: int = 0, cut: tuple[float, float, float, float] | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    if turn:
        writer.pages[0].rotate(turn)
    if cut:
        writer.pages[0].cropbox = RectangleObject(cut)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def stored(document: ReadDocument) -> CVText:
    pages, lines = ([asdict(one) for one in many] for many in (document.pages, document.lines))
    return CVText(text=document.text, pages=pages, lines=lines)


@pytest.mark.parametrize(
    "data", [a_page(), changed(a_page(), turn=90), changed(a_page(), cut=(40, 500, 560, 800))],
    ids=["plain", "turned", "cut"],
)  # fmt: skip
def test_a_mark_lies_over_its_ink_and_the_rest_of_the_page_is_elsewhere(data: bytes) -> None:
    document = read_bytes(data, "pdf")
    start = document.text.index("Example GmbH")
    [rect] = PageMap(stored(document)).mark(start, start + len("Example GmbH")).rects
    picture = Image.open(io.BytesIO(draw_page(data, "pdf", 1, 1100))).convert("L")
    ink = 255 - np.asarray(picture, dtype=int)
    assert picture.width == 1100
    assert share(ink, rect) > 15  # of 255: letters stand there
    assert edge(ink, rect) < 8  # and none is cut at either side


def share(ink: Any, rect: MarkRect) -> float:
    return float(part(ink, rect.left, rect.top, rect.width, rect.height).mean())


def edge(ink: Any, rect: MarkRect) -> float:
    """The ink just before and after the words: there is a blank or a comma."""
    thin = 0.0015
    before = part(ink, rect.left - 2 * thin, rect.top, thin, rect.height)
    return float(before.mean()) if before.size else 0.0


def part(ink: Any, left: float, top: float, width: float, height: float) -> Any:
    high, wide = ink.shape
    return ink[
        round(top * high) : round((top + height) * high), round(left * wide) : round((left + width) * wide)
    ]


def test_a_part_of_a_word_is_marked_as_its_part() -> None:
    word = WordPlace(0, 10, left=100, right=200)
    line = TextLine(page=1, start=0, end=10, box=(90, 50, 300, 60), words=(word,))
    document = ReadDocument("Kubernetes", (PageSpan(1, 0, 10, 400, 800),), (line,))
    [rect] = PageMap(stored(document)).mark(0, 5).rects
    assert (rect.left, rect.width, rect.top) == (0.25, 0.125, 0.0625)


def test_a_photo_is_shown_the_way_up_that_its_camera_says() -> None:
    photo, stream = Image.new("RGB", (400, 200), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    photo.save(stream, "JPEG", exif=exif)
    shown = Image.open(io.BytesIO(draw_page(stream.getvalue(), "jpeg", 1, 1100)))
    assert shown.size == (200, 400)


@pytest.mark.parametrize(("page", "data"), [(2, a_page()), (1, b"%PDF-1.7 broken")])
def test_what_cannot_be_drawn_fails(page: int, data: bytes) -> None:
    with pytest.raises(Exception) as failure:  # noqa: PT011  # in the child any error is a page without a picture
        draw_page(data, "pdf", page, 1100)
    assert isinstance(failure.value, ReadingFailed) or "Failed to load" in str(failure.value)


def source(name: str, page: int = 1, *, data: bytes | None = None, user_id: int = 1) -> PictureSource:
    async def load() -> bytes | None:
        return data or a_page()

    return PictureSource(name, "pdf", page, PictureWidth.THUMBNAIL, user_id, load)


async def test_the_kept_pictures_stay_within_their_bytes() -> None:
    cache = PictureCache()
    first, second = source("file1"), source("file2")
    size = len(await cache.picture(first))
    cache.most = int(1.5 * size)
    await cache.picture(second)
    assert (cache.size, first.key in cache, second.key in cache) == (size, False, True)


async def test_a_page_that_cannot_be_drawn_is_a_sentence_and_not_tried_again_at_once() -> None:
    cache, loaded = PictureCache(), []

    async def load() -> bytes:
        loaded.append(1)
        return a_page()

    missing = PictureSource("file", "pdf", 9, PictureWidth.THUMBNAIL, 1, load)
    for _ in range(3):
        with pytest.raises(NotFound):
            await cache.picture(missing)
    assert len(loaded) == 1


async def test_files_are_fetched_in_their_turn_and_one_person_does_not_fill_the_queue() -> None:
    cache, let_go, loaded = PictureCache(), asyncio.Event(), []

    def waiting(page: int, user_id: int = 1) -> PictureSource:
        async def load() -> None:
            loaded.append(page)
            await let_go.wait()

        return PictureSource("file", "pdf", page, PictureWidth.PANEL, user_id, load)

    asked = [asyncio.create_task(cache.picture(waiting(page))) for page in range(1, OF_ONE_CALLER + 1)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert loaded == [1, 2]  # the others hold nothing while they wait
    with pytest.raises(TooManyAtOnce):
        await cache.picture(waiting(99))
    other = asyncio.create_task(cache.picture(waiting(100, user_id=2)))
    let_go.set()
    ends = await asyncio.gather(*asked, other, return_exceptions=True)
    assert all(isinstance(end, NotFound) for end in ends)  # gone meanwhile
    with pytest.raises(NotFound):  # and the person may ask again
        await cache.picture(waiting(99))


async def test_pictures_of_an_erased_file_are_forgotten_also_where_one_is_being_drawn() -> None:
    cache = PictureCache()
    kept, late, other = source("erased"), source("erased", data=two_pages(), page=2), source("other")
    await cache.picture(kept)
    await cache.picture(other)
    drawing = asyncio.create_task(cache.picture(late))
    await asyncio.sleep(0)
    cache.forget("erased")
    await drawing
    assert [one.key in cache for one in (kept, late, other)] == [False, False, True]


async def test_erasing_a_cv_forgets_its_pictures_once_it_is_committed(session, make_user, make_cv) -> None:
    cv = await make_cv(full_name="Ada Example")
    picture = source(cv.sha256)
    await PICTURES.picture(picture)
    admin = await load_caller(session, (await make_user(role="admin")).id)
    await erase_cv(session, admin, cv.id)
    assert picture.key in PICTURES
    await session.commit()
    assert picture.key not in PICTURES


def two_pages() -> bytes:
    return Page().put(80, 120, "one").next().put(80, 120, "two").pdf()
