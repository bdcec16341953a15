"""What a file is, by its bytes; its name only tells text from Markdown and catches a false claim."""

import io
import zipfile
from pathlib import PurePosixPath

from services.reading.plain import decode_text

CONTENT_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "txt": "text/plain",
    "md": "text/markdown",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "tiff": "image/tiff",
}

TEXT_NAMES = {
    "": "txt",
    "txt": "txt",
    "text": "txt",
    "asc": "txt",
    "md": "md",
    "markdown": "md",
    "mdown": "md",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_PARTS = ("word/document.xml", "word/document2.xml")


def sniff_format(data: bytes, filename: str) -> str | None:
    """ "pdf", "docx", "txt", "md", "png", "jpeg", "webp" or "tiff"; "doc" for Word's old format; None: not admitted.

    A password-protected .docx is "docx" (reading it then names the protection). Text is admitted under a text
    file's name or none, so that a program or a spreadsheet is not taken for a CV.
    """
    if not data:
        return None
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "docx" if _is_word_archive(data) else None
    if data.startswith(OLE):
        return _old_office(data)
    return _picture(data) or _text(data, filename)


def _is_word_archive(data: bytes) -> bool:
    """Broken archives that still name Word's main part count as Word files: reading says that they are damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in archive.NameToInfo for name in WORD_PARTS)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return any(name.encode() in data for name in WORD_PARTS)


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
    file_format = TEXT_NAMES.get(suffix)
    if file_format is None or data.startswith(b"{\\rtf") or decode_text(data) is None:
        return None
    return file_format
