"""Who reads a picture of a page."""

from typing import Protocol

from schemas.document import ReadDocument
from services.reading.limits import PICTURE_PAGE
from services.reading.ocr.page import read_aside
from services.reading.sandbox.child import run_in_child


class ScanReader(Protocol):
    """Reads one page's picture. `name` says who does, for the CV's row."""

    name: str

    async def read_page(self, data: bytes, file_format: str, number: int) -> ReadDocument:
        """Page `number` (from 1) of an image file or a PDF, as a document of one page, numbered 1.

        Its text is empty when nothing can be read. Raises ReadingFailed.
        """
        ...


class BuiltinScanReader:
    """Reads by the networks that come with the product, each page in a child of its own."""

    name = "rapidocr"

    async def read_page(self, data: bytes, file_format: str, number: int) -> ReadDocument:
        return await run_in_child(read_aside, data, file_format, number, limits=PICTURE_PAGE)
