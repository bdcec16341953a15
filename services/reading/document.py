"""One file's bytes become one document. Runs in the child process (services.reading.sandbox.child)."""

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.failure import ReadingFailed
from services.reading.text.json_resume import read_json_resume
from services.reading.text.plain import read_plain

PICTURES = ("png", "jpeg", "webp", "tiff")


def read_bytes(data: bytes, file_format: str) -> ReadDocument:
    """Read a file of a format that sniff_format named; raises ReadingFailed, or whatever a parser raises."""
    if file_format == "pdf":
        from services.reading.pdf.file import read_pdf

        return read_pdf(data)
    if file_format == "docx":
        from services.reading.docx.file import read_docx

        return read_docx(data)
    if file_format == "html":
        from services.reading.text.html import read_html

        return read_html(data)
    if file_format == "json":
        return read_json_resume(data)
    if file_format in ("txt", "md"):
        return read_plain(data, file_format)
    if file_format in PICTURES:
        raise ReadingFailed(ProcessingStatus.NO_TEXT)
    raise ReadingFailed(ProcessingStatus.UNSUPPORTED)
