"""pypdf as second engine: for files that pdfium cannot open, and for pages whose letters it does not know."""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from functools import cached_property

import pypdf
from pypdf.errors import PyPdfError

from schemas.cv import ProcessingStatus
from services.reading.assemble import Line
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_CHARACTERS, MAX_PAGES
from services.reading.pdf.layers import is_language

MOST_CONTENT = 4_000_000  # bytes of one page's drawing instructions
WIDE = re.compile(r" {3,}")  # a gap between cells
TROUBLE = (  # whatever a damaged file makes it stumble over
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError,
    zlib.error, OSError,
)  # fmt: skip
logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # its complaints about damaged files are not ours to keep


class SecondReader:
    """A file as pypdf sees it; opened only when a page is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _file(self) -> pypdf.PdfReader | None:
        try:
            return pypdf.PdfReader(io.BytesIO(self._data))
        except TROUBLE:
            return None

    def pages(self) -> int:
        """How many pages it finds; raises ReadingFailed for an encrypted file or one with too many."""
        file = self._file
        if file is None:
            return 0
        try:
            if file.is_encrypted and not file.decrypt(""):
                raise ReadingFailed(ProcessingStatus.ENCRYPTED)
            count = len(file.pages)
        except TROUBLE:
            return 0
        if count > MAX_PAGES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        return count

    def size(self, number: int) -> tuple[float, float]:
        """A page's width and height in points."""
        try:
            assert self._file is not None
            box = self._file.pages[number - 1].cropbox
            return round(float(box.width), 1), round(float(box.height), 1)
        except TROUBLE:
            return 0.0, 0.0

    def lines(self, number: int) -> list[Line]:
        """The lines of a page, numbered from 1, without places; none where the text is no better than pdfium's."""
        text = self._text(number)
        if not any(map(str.isalpha, text)) or not is_language(re.sub(r"\s", "", text)[:20_000]):
            return []
        return list(_lines(text, number))

    def _text(self, number: int) -> str:
        try:
            page = self._file.pages[number - 1] if self._file else None
            contents = page.get_contents() if page is not None else None
            if page is None or contents is None or len(contents.get_data()) > MOST_CONTENT:
                return ""
            return page.extract_text(extraction_mode="layout")[:MAX_CHARACTERS]
        except TROUBLE:
            return ""


def _lines(text: str, number: int) -> Iterator[Line]:
    """A blank line separates blocks, a wide gap cells."""
    block, blank = 0, False
    for line in text.splitlines():
        words = WIDE.sub("\t", line.strip())
        if words and blank:
            block += 1
        blank = not words
        if words:
            heading = len(words) < 40 and words.isupper() and "\t" not in words
            yield Line(words, number, block=block, heading=heading)
