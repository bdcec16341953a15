"""Which reader of pictures the settings name, and where it lets pictures go."""

import shutil
from urllib.parse import urlsplit

from core.errors import SettingsProblem
from core.settings import Settings
from services.reading.ocr.remote import MistralScanReader, OpenAIScanReader
from services.reading.ocr.scan_reader import BuiltinScanReader, ScanReader
from services.reading.ocr.tesseract import TesseractScanReader

OPENAI_ADDRESS = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-4.1-mini"  # where CHAT_MODEL names none


def scan_reader(settings: Settings) -> ScanReader:
    """The reader of pictures of this process; raises SettingsProblem when it is not there."""
    if settings.text_extraction_provider == "tesseract":
        command = shutil.which("tesseract")
        if command is None:
            raise SettingsProblem(
                "TEXT_EXTRACTION_PROVIDER: the command 'tesseract' is not installed here (Debian: tesseract-ocr)."
            )
        return TesseractScanReader(command)
    if settings.text_extraction_provider == "mistral":
        assert settings.mistral_api_key is not None  # checked with the settings
        return MistralScanReader(settings.mistral_base_url, settings.mistral_api_key)
    if settings.text_extraction_provider == "openai":
        model = settings.chat_model or OPENAI_MODEL
        return OpenAIScanReader(settings.openai_base_url or OPENAI_ADDRESS, settings.openai_api_key, model)
    return BuiltinScanReader()


def scan_engine(settings: Settings) -> str:
    """The name of the reader of pictures that the settings choose, whether or not it is there."""
    chosen = settings.text_extraction_provider
    return BuiltinScanReader.name if chosen == "simple" else chosen


def scan_host(settings: Settings) -> str | None:
    """The host that pictures of pages are sent to; None where they are read on this machine."""
    if settings.text_extraction_provider == "mistral":
        return urlsplit(settings.mistral_base_url).hostname
    if settings.text_extraction_provider == "openai":
        return urlsplit(settings.openai_base_url or OPENAI_ADDRESS).hostname
    return None
