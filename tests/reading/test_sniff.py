import io
import zipfile

import pytest

from services.reading.sniff import CONTENT_TYPES, sniff_format
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
        (b"{\\rtf1 Jane}", "cv.txt", None),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, name: str, expected: str | None) -> None:
    assert sniff_format(data, name) == expected


def test_an_archive_without_a_word_document_is_not_admitted() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("notes.txt", "nothing")
    assert sniff_format(stream.getvalue(), "cv.docx") is None


def test_every_format_has_a_content_type() -> None:
    assert {"pdf", "docx", "txt", "md", "png", "jpeg", "webp", "tiff"} <= set(CONTENT_TYPES)
