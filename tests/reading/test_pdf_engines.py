"""Where one engine does not know the letters another may; where none does, the page's picture is left."""

import io

import pypdf
from PIL import Image
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.lib.utils import ImageReader

from schemas.document import ReadDocument
from services.reading.document import read_bytes
from services.reading.pdf.file import _read_by_second
from services.reading.pdf.second import SecondReader
from tests.reading.drawing import HEIGHT, WIDTH, Page

TEXT = [
    "Jane Doe is an engineer who builds the systems that others depend on", "and writes about them in plain words",
    "She has lived in Leeds for nine years and speaks English and French", "Her last employer was Acme Widgets Limited",
]  # fmt: skip


def read(page: Page) -> ReadDocument:
    return read_bytes(page.pdf(), "pdf")


def shifted(words: str) -> str:
    """The words as a font gives them whose codes are glyph numbers."""
    return "".join(chr(ord(char) - 29) if ord(char) > 61 else "\x03" for char in words)


def scan(page: Page) -> Page:
    page.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (250, 250, 240))), 0, 0, WIDTH, HEIGHT)
    return page


def test_a_page_whose_codes_are_no_letters_is_left_to_its_picture() -> None:
    page = Page()
    for number, words in enumerate(TEXT * 3):
        page.put(40, 60 + 15 * number, shifted(words))
    document = read(page)
    assert document.text == ""
    assert document.unread_pages == (1,)


def test_the_text_layer_of_a_scan_is_not_taken() -> None:
    page = scan(Page())
    for number, words in enumerate(TEXT):
        page.put(40, 60 + 15 * number, words, mode=3)
    document = read(page)
    assert (document.text, document.unread_pages, document.warnings) == ("", (1,), ())


def test_a_stamp_on_a_scan_does_not_make_it_a_text() -> None:
    assert read(scan(Page()).put(40, 60, "Scanned with a telephone")).unread_pages == (1,)


def test_only_the_pages_without_text_are_left_unread() -> None:
    page = Page().column(40, 60, TEXT).next()
    document = read(scan(page))
    assert document.unread_pages == (2,)
    assert TEXT[0] in document.text
    assert [(warning.kind, warning.page) for warning in document.warnings] == [("partial", 2)]


def test_text_on_a_background_picture_is_read() -> None:
    document = read(scan(Page()).column(40, 60, TEXT))
    assert document.unread_pages == ()
    assert TEXT[-1] in document.text


def test_the_second_engine_reads_pages_with_their_cells() -> None:
    reader = SecondReader(
        Page().put(40, 60, TEXT[0]).put(40, 90, "Engineer").put(400, 90, "2019 - 2021").pdf()
    )
    assert reader.pages() == 1
    assert [line.text for line in reader.lines(1)] == [TEXT[0], "Engineer\t2019 - 2021"]


def test_the_second_engine_fails_quietly() -> None:
    for data in (b"", b"%PDF-1.7 nothing", b"%PDF-1.4\ntrailer<</Root 1 0 R>>", bytes(range(256)) * 4):
        reader = SecondReader(data)
        assert (reader.pages(), reader.lines(1), reader.size(1)) == (0, [], (0.0, 0.0))


def test_icons_stand_for_nothing_but_part_what_they_mark() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(Page().column(40, 60, TEXT).pdf()))
    sheet = writer.pages[0]
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/FontAwesome"),
        }
    )  # fmt: skip
    sheet["/Resources"]["/Font"][NameObject("/F9")] = font
    stream = DecodedStreamObject()
    contents = sheet.get_contents()
    assert contents is not None
    drawn = b" BT /F9 10 Tf 1 0 0 1 40 500 Tm (h) Tj /F1 10 Tf 1 0 0 1 52 500 Tm (jane@example.com) Tj"
    drawn += b" /F9 10 Tf 1 0 0 1 142 500 Tm (p) Tj /F1 10 Tf 1 0 0 1 154 500 Tm (Leeds) Tj ET"
    stream.set_data(contents.get_data() + drawn)
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    document = read_bytes(out.getvalue(), "pdf")
    assert document.line_text(len(document.lines) - 1) == "jane@example.com\tLeeds"


def test_a_scan_set_within_margins_is_a_scan() -> None:
    page = Page()
    page.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (250, 250, 240))), 70, 70, 450, 698)
    assert read(page.put(40, 820, "Page 1 of 2, Jane Doe")).unread_pages == (1,)


def test_what_only_the_second_engine_reads_says_that_nobody_looked() -> None:
    document = _read_by_second(SecondReader(Page().column(40, 60, TEXT).pdf()))
    assert [warning.kind for warning in document.warnings] == ["unchecked"]
