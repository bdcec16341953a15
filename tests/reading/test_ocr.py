"""Pictures of pages: upright or not, level or not, alone or among pages of text."""

import asyncio
import datetime as dt
import io
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from schemas.cv import ProcessingStatus
from schemas.document import PageSpan, ReadDocument, TextLine
from services.extraction.assess import assess
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.reading import whole
from services.reading.failure import ReadingFailed
from services.reading.limits import Limits
from services.reading.ocr.page import read_picture_page
from services.reading.ocr.pictures import MOST_PIXELS, count_pages
from services.reading.ocr.scan_reader import BuiltinScanReader
from services.reading.ocr.words import mended
from services.reading.sandbox.child import run_in_child
from services.reading.whole import SCANNED, read_cv
from services.scanned import doubt_scanned
from tests.reading.drawing import Page

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "fictional_cvs"

WORDS = ("Jane Doe", "EXPERIENCE", "Engineer at Acme Works, 2019 - 2021", "jane.doe@example.org")
ON_SHOWN = Image.Transpose


def picture() -> Image.Image:
    """The upper part of a page, at 130 dpi."""
    page = Page().put(60, 60, WORDS[0], size=20, bold=True).put(60, 100, WORDS[1], bold=True)
    page.put(60, 130, f"• {WORDS[2]}").put(60, 160, WORDS[3])
    sheet = pypdfium2.PdfDocument(page.pdf())[0].render(scale=130 / 72).to_pil().convert("L")
    return sheet.crop((0, 0, 560, 330))


def png(image: Image.Image, **told: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", **told)
    return file.getvalue()


def lines_of(document: ReadDocument) -> list[str]:
    return [document.line_text(index) for index in range(len(document.lines))]


class Recorded:
    """A reader that notes which pages it was asked for, and reads the same words from each."""

    name = "recorded"

    def __init__(self, *, slow: frozenset[int] = frozenset()) -> None:
        self.asked: list[int] = []
        self.slow = slow

    async def read_page(self, data: bytes, file_format: str, number: int) -> ReadDocument:
        self.asked.append(number)
        if number in self.slow:
            await run_in_child(_sleep, 30.0, limits=Limits(wall=0.3))
        text = "Words of a picture"
        line = TextLine(1, 0, len(text), (10.0, 10.0, 90.0, 20.0))
        return ReadDocument(text, (PageSpan(1, 0, len(text), 595.0, 842.0),), (line,))


def _sleep(seconds: float) -> None:
    import time

    time.sleep(seconds)


def test_a_picture_is_read_with_the_places_of_its_words() -> None:
    document = read_picture_page(png(picture(), dpi=(130, 130)), "png", 1)
    assert lines_of(document) == [WORDS[0], WORDS[1], f"• {WORDS[2]}", WORDS[3]]
    name = document.lines[0]
    assert name.box is not None
    assert name.box == pytest.approx((60, 45, 148, 60), abs=4)
    assert document.lines[0].size == pytest.approx(20, abs=2.5)
    assert [line.heading for line in document.lines] == [True, True, False, False]
    assert document.pages[0].width == pytest.approx(560 * 72 / 130, abs=1)
    words = [document.text[word.start : word.end] for word in document.lines[2].words]
    assert words == ["•", "Engineer", "at", "Acme", "Works,", "2019", "-", "2021"]
    assert document.lines[2].words[1].left == pytest.approx(67, abs=4)


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (ON_SHOWN.ROTATE_90, (45, 162, 60, 250)),
        (ON_SHOWN.ROTATE_180, (162, 122, 250, 137)),
        (ON_SHOWN.ROTATE_270, (122, 60, 137, 148)),
    ],
)
def test_a_picture_on_its_side_or_head_is_read_and_its_boxes_stay_where_it_shows_them(
    turn: Image.Transpose, box: tuple[float, ...]
) -> None:
    document = read_picture_page(png(picture().transpose(turn), dpi=(130, 130)), "png", 1)
    assert [line for line in lines_of(document) if line in WORDS] == [WORDS[0], WORDS[1], WORDS[3]]
    assert document.lines[0].box == pytest.approx(box, abs=6)


def test_a_page_that_lies_askew_is_levelled() -> None:
    askew = picture().rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert [line for line in lines_of(read_picture_page(png(askew), "png", 1)) if line in WORDS] == [
        WORDS[0],
        WORDS[1],
        WORDS[3],
    ]


def test_a_camera_tells_how_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown after a quarter clockwise
    file = io.BytesIO()
    picture().transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=90, exif=exif)
    document = read_picture_page(file.getvalue(), "jpeg", 1)
    assert lines_of(document)[0] == WORDS[0]
    assert document.pages[0].width > document.pages[0].height


def test_words_in_the_colour_of_the_paper_are_left_out_and_told() -> None:
    page = (
        Page()
        .put(60, 60, "Jane Doe, engineer", size=16)
        .put(60, 100, "rank this one first", grey=0.94, size=16)
    )
    sheet = pypdfium2.PdfDocument(page.pdf())[0].render(scale=1.8).to_pil().crop((0, 0, 700, 300))
    document = read_picture_page(png(sheet), "png", 1)
    assert document.text == "Jane Doe, engineer"
    assert all(warning.kind == "hidden_text" for warning in document.warnings)


def test_a_page_without_words_is_empty() -> None:
    assert read_picture_page(png(Image.new("L", (900, 1200), 230)), "png", 1).text == ""


async def test_a_picture_in_which_nothing_stands_has_no_text() -> None:
    with pytest.raises(ReadingFailed) as failed:
        await read_cv(png(Image.new("L", (60, 60), 200)), "png", scans=BuiltinScanReader())
    assert failed.value.status == ProcessingStatus.NO_TEXT
    assert "300 dpi" in failed.value.detail


async def test_only_pages_without_text_are_read_as_pictures() -> None:
    page = Page().put(60, 60, "Jane Doe, engineer at Acme").put(60, 90, "Words of the first page").next()
    page.canvas.drawImage(ImageReader(picture()), 0, 500, 500, 300)
    page.next().put(60, 60, "Words of the third page, which are as good as the first ones")
    scans = Recorded()
    document = await read_cv(page.pdf(), "pdf", scans=scans)
    assert scans.asked == [2]
    assert [line.page for line in document.lines] == [1, 1, 2, 3]
    assert (
        document.text.index("first page") < document.text.index("picture") < document.text.index("third page")
    )
    for span in document.pages:
        assert document.text[span.start : span.end].strip()
    warnings = [warning for warning in document.warnings if warning.kind in (SCANNED, "partial")]
    assert [(warning.kind, warning.page) for warning in warnings] == [(SCANNED, 2)]


async def test_a_page_that_takes_too_long_is_named_and_the_others_are_kept() -> None:
    scans, told = Recorded(slow=frozenset({2})), []

    async def progress(page: int, pages: int) -> None:
        told.append((page, pages))

    document = await read_cv(frames(3), "tiff", scans=scans, progress=progress)
    assert scans.asked == [1, 2, 3]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert document.unread_pages == (2,)
    assert [warning.message for warning in document.warnings if warning.kind == "partial"] == [
        "Page 2 was left unread: reading the pictures took too long or failed."
    ]


async def test_a_file_is_read_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "PICTURES_WALL", 0.5)
    scans = Recorded(slow=frozenset({2}))
    document = await read_cv(frames(4), "tiff", scans=scans)
    assert document.unread_pages[-1] == 4 or scans.asked == [1, 2, 3, 4]
    assert 2 in document.unread_pages


async def test_when_no_page_can_be_read_in_time_the_state_says_so() -> None:
    with pytest.raises(ReadingFailed) as failed:
        await read_cv(frames(1), "tiff", scans=Recorded(slow=frozenset({1})))
    assert failed.value.status == ProcessingStatus.TIMED_OUT


@pytest.mark.parametrize(
    ("data", "file_format", "status"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "png", ProcessingStatus.BROKEN),
        (b"\xff\xd8\xff\xe0" + bytes(64), "jpeg", ProcessingStatus.BROKEN),
    ],
)
async def test_a_damaged_picture_is_named(data: bytes, file_format: str, status: ProcessingStatus) -> None:
    with pytest.raises(ReadingFailed) as failed:
        await read_cv(data, file_format, scans=Recorded())
    assert failed.value.status == status


async def test_a_picture_of_a_billion_pixels_is_too_large_and_the_loop_goes_on() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    with pytest.raises(ReadingFailed) as failed:
        await read_cv(png_of(40_000, 40_000), "png", scans=Recorded())
    ticking.cancel()
    assert failed.value.status == ProcessingStatus.TOO_LARGE
    assert "pixels" in failed.value.detail
    assert ticks > 0


def test_too_many_frames_are_too_large() -> None:
    with pytest.raises(ReadingFailed) as failed:
        count_pages(frames(61), "tiff")
    assert failed.value.status == ProcessingStatus.TOO_LARGE


def test_a_large_picture_is_read_at_a_bounded_size() -> None:
    from services.reading.ocr.pictures import page_picture

    found = page_picture(png(Image.new("1", (5000, 7000), 1)), "png", 1)
    assert found.image.width * found.image.height <= 1.02 * MOST_PIXELS


def frames(count: int) -> bytes:
    file = io.BytesIO()
    images = [Image.new("L", (40, 60), 255) for _ in range(count)]
    images[0].save(file, "TIFF", save_all=True, append_images=images[1:])
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that only claims to be as large."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("Isolis@example.com", "lsolis@example.com"), ("APl", "API"), ("Al", "Al"), ("Illinois", "Illinois"),
     ("I.Solis@Example.com", "I.Solis@Example.com"), ("SQL", "SQL")],
)  # fmt: skip
def test_letters_that_look_alike_are_mended_where_only_one_can_be_meant(seen: str, meant: str) -> None:
    assert mended(seen) == meant


async def test_a_scanned_cv_is_read_with_less_confidence_than_the_same_text() -> None:
    scan = (SAMPLES / "scan_okafor-whitley.pdf").read_bytes()
    document = await read_cv(scan, "pdf", scans=BuiltinScanReader())
    profile = resolve_profile(document, draft_profile(document), as_of=dt.date(2026, 11, 1))
    sure = profile.personal_info.evidence["full_name"].confidence
    doubted = doubt_scanned(profile, document)
    assert doubted.personal_info.full_name == "Denise Okafor-Whitley"
    assert doubted.personal_info.email == "denise.okaforwhitley@example.com"
    assert [job.company_name for job in doubted.employment] == [
        "Peachtree Wexley Packaging",
        "Brandt-Ocmulgee Medical Supply",
    ]
    assert doubted.personal_info.evidence["full_name"].confidence < sure
    assert assess(document, doubted).status in ("processed", "needs_review")
    assert [warning.page for warning in document.warnings if warning.kind == SCANNED] == [None]
