import io
import time
import zipfile

import pytest

from core.settings import FILE_TYPES
from services.reading.sniff import CONTENT_TYPES, ENTRY, sniff_format
from tests.reading.drawing import Page, docx, paragraph

TEXT = b"Jane Doe\nEngineer\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (Page().put(50, 50, "Jane").pdf(), "cv.pdf", "pdf"),
        (Page().put(50, 50, "Jane").pdf(), "cv.txt", "pdf"),
        (TEXT, "cv.pdf", None),
        (TEXT, "cv.txt", "txt"),
        (TEXT, "CV.MD", "md"),
        (TEXT, "cv", "txt"),
        (TEXT, "cv.py", None),
        (b"", "cv.txt", None),
        (docx(paragraph("Jane")), "cv.docx", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "cv.doc", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "cv.docx", "docx"),
        (b"\x89PNG\r\n\x1a\n....", "photo.jpg", "png"),
        (b"\xff\xd8\xff\xe0....", "photo.jpg", "jpeg"),
        (b"RIFF....WEBP", "photo.webp", "webp"),
        (b"II*\x00....", "scan.tif", "tiff"),
        (b"GIF89a....", "photo.gif", None),
        (bytes(range(32)) * 20, "cv.txt", None),
        ("Jané Doe, Ingénieure".encode("utf-16"), "cv.txt", "txt"),
        ("Jané Doe, Ingénieure".encode("latin-1"), "cv.txt", "txt"),
        (b"{\\rtf1 Jane}", "cv.txt", "rtf"),
        (b"<!DOCTYPE html><p>Jane", "cv.html", "html"),
        (b"\xef\xbb\xbf <html><body>Jane", "cv.txt", "html"),
        (b"<div>Jane</div>", "cv.htm", "html"),
        (b"Jane Doe", "cv.html", None),
        (b"<svg xmlns='x'/>", "cv.html", None),
        (b'{"basics": {"name": "Jane"}}', "resume.json", "json"),
        (b'{"version": 1}', "package.json", None),
        (b"PK\x05\x06" + bytes(18), "empty.zip", "zip"),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, name: str, expected: str | None) -> None:
    assert sniff_format(data, name) == expected


def packed(*names: str, first: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "nothing")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (packed("notes.txt"), "zip"),
        (packed("cv.docx", "cv.pdf"), "zip"),
        (packed("content.xml", first="application/vnd.oasis.opendocument.text"), "odt"),
        (packed("content.xml", first="application/vnd.oasis.opendocument.spreadsheet"), None),
        (packed("OEBPS/a.html", first="application/epub+zip"), None),
        (packed("[Content_Types].xml", "xl/workbook.xml"), None),
        (packed("META-INF/MANIFEST.MF", "A.class"), None),
    ],
)
def test_archives_are_told_apart(data: bytes, expected: str | None) -> None:
    assert sniff_format(data, "cv.docx") == expected


def test_every_format_has_a_content_type() -> None:
    assert set(FILE_TYPES) == set(CONTENT_TYPES)


@pytest.mark.parametrize("rubbish", [b"<!---->" * 500 + b"x", b"<!-- x -->\n" * 300 + b"x", b"<?xml " * 600])
def test_a_text_of_comments_holds_nobody_up_at_the_door(rubbish: bytes) -> None:
    began = time.process_time()
    sniff_format(rubbish, "a.txt")
    assert time.process_time() - began < 0.5


def test_a_directory_of_countless_entries_is_not_parsed_at_the_door() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "x")
    data = packed.getvalue()
    assert sniff_format(data[:-22] + ENTRY * 200_000 + data[-22:], "a.zip") == "zip"


def test_a_page_begins_after_its_declaration_and_comments() -> None:
    page = b'<?xml version="1.0"?>\n<!-- one --><!-- two -->\n<html><body>Jane Doe</body></html>'
    assert sniff_format(page, "cv.txt") == "html"
    assert sniff_format(b"<!-- never closed <html> Jane Doe", "cv.txt") == "txt"
