"""What a file is, by its bytes; its name only tells text from Markdown and catches a false claim."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from services.reading.text.json_resume import is_json_resume
from services.reading.text.plain import decode_text

CONTENT_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "html": "text/html",
    "json": "application/json",
    "txt": "text/plain",
    "md": "text/markdown",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "zip": "application/zip",
}

TEXT_NAMES = {
    "": "txt",
    "txt": "txt",
    "text": "txt",
    "asc": "txt",
    "md": "md",
    "markdown": "md",
    "mdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "json": "json",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = b"PK\x01\x02"  # begins each entry of an archive's directory
MOST_ENTRIES = 10_000  # a directory that is parsed at the door; no office file has as many
ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
WORD_PARTS = ("word/document.xml", "word/document2.xml")
OTHER_OFFICE = (
    "xl/workbook.xml",
    "xl/workbook.bin",
    "ppt/presentation.xml",
    "META-INF/MANIFEST.MF",
    "AndroidManifest.xml",
)
OPEN_TEXT = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
MOST_COMMENTS = 5  # before a page's first tag
TAG = re.compile(r"<(?:p|div|h[1-6]|span|table|ul|ol|section|article|br|b|strong|main|header)\b", re.I)


def sniff_format(data: bytes, filename: str) -> str | None:
    """One of CONTENT_TYPES' names; None: not admitted.

    A password-protected .docx is "docx" (reading it then names the protection). Text is admitted under a text
    file's name or none, so that a program or a spreadsheet is not taken for a CV.
    """
    if not data:
        return None
    if data[:4] in ARCHIVE:
        return "zip" if data.count(ENTRY) > MOST_ENTRIES else _archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(OLE):
        return _old_office(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return _picture(data) or _text(data, filename)


def _archive(data: bytes) -> str | None:
    """Word's and OpenDocument's texts are archives too; any other one is taken for a bundle of files.

    Broken archives that still name Word's main part count as Word files: reading says that they are damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.NameToInfo
            kind = next(iter(archive.filelist), None)
            open_text = kind is not None and kind.filename == "mimetype" and data[38:].startswith(OPEN_TEXT)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return "docx" if any(name.encode() in data for name in WORD_PARTS) else "zip"
    if any(name in names for name in WORD_PARTS):
        return "docx"
    if open_text:
        return "odt"
    if kind is not None and kind.filename == "mimetype":
        return None
    return None if any(name in names for name in OTHER_OFFICE) else "zip"


def _old_office(data: bytes) -> str | None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "docx"
    return "doc" if "WordDocument".encode("utf-16-le") in data else None


def _picture(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "tiff" if data[:4] in (b"II*\x00", b"MM\x00*") else None


def _text(data: bytes, filename: str) -> str | None:
    suffix = PurePosixPath(filename.replace("\\", "/").lower()).suffix.lstrip(".")
    named = TEXT_NAMES.get(suffix)
    text = decode_text(data) if named is not None else None
    if named is None or text is None:
        return None
    if named != "md" and (_begins_a_page(text) or (named == "html" and TAG.search(text[:65536]))):
        return "html"
    if is_json_resume(text):
        return "json"
    return named if named in ("txt", "md") else None


def _begins_a_page(text: str) -> bool:
    """Whether a tag of HTML comes first, after white space, an XML declaration and a few comments.

    Without a pattern that could try again: this runs at the door, before any limit.
    """
    rest = text[:4096].lstrip()
    if rest.startswith("<?xml"):
        rest = rest.partition("?>")[2].lstrip()
    for _ in range(MOST_COMMENTS):
        if not rest.startswith("<!--"):
            break
        rest = rest[4:].partition("-->")[2].lstrip()
    return PAGE.match(rest) is not None
