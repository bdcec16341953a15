"""Which reader of pictures the settings name."""

from core.settings import Settings
from services.reading.ocr.scan_reader import BuiltinScanReader, ScanReader


def scan_reader(settings: Settings) -> ScanReader:  # noqa: ARG001
    """The reader of pictures of this process."""
    return BuiltinScanReader()
