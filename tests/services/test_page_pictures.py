"""Pages as pictures: as they are shown, marks in the right place on turned and cut pages, and bounds."""

import io
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from core.errors import NotFound
from models import CVText
from schemas.document import PageSpan, ReadDocument, TextLine, WordPlace
from schemas.panel import MarkRect
from services.page_drawing import draw_page
from services.page_marks import PageMap
from services.page_pictures import PictureCache, PictureSource, PictureWidth
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


async def test_the_kept_pictures_stay_within_their_bytes_and_a_broken_page_is_a_sentence() -> None:
    cache = PictureCache()
    first, second = (PictureSource(f"file{n}", "pdf", 1, PictureWidth.THUMBNAIL, a_page()) for n in (1, 2))
    size = len(await cache.picture(first))
    cache.most = int(1.5 * size)
    await cache.picture(second)
    assert (cache.size, first.key in cache, second.key in cache) == (size, False, True)
    with pytest.raises(NotFound):
        await cache.picture(PictureSource("x", "pdf", 9, PictureWidth.THUMBNAIL, a_page()))
