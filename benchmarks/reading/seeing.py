"""Files without text, read from their pictures as the worker reads them."""

from pathlib import Path

from schemas.document import ReadDocument
from services.reading.ocr.scan_reader import BuiltinScanReader
from services.reading.sniff import sniff_format
from services.reading.whole import read_cv

SCANS = BuiltinScanReader()


async def read_with_pictures(path: Path) -> ReadDocument:
    """Raises ReadingFailed as the product does."""
    data = path.read_bytes()
    return await read_cv(data, sniff_format(data, path.name) or "", scans=SCANS)
