"""One page as a picture. Runs in the child process (services.reading.sandbox.child)."""

import io
import warnings
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from schemas.cv import ProcessingStatus
from services.reading.failure import ReadingFailed

MOST_PIXELS = 12_000_000  # of the picture that is handed out
MOST_SOURCE_PIXELS = 80_000_000  # of a picture that was handed in
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "tiff": "TIFF"}
DRAWN = ("pdf", *FORMATS)
FAST = 2  # zlib's level: a page of text is as small at 2 as at 6, in a third of the time


def draw_page(data: bytes, file_format: str, page: int, width: int) -> bytes:
    """The page (numbered from 1) as a PNG of `width` pixels, or of fewer where it would be too high.

    Raises ReadingFailed: broken for a page that is not there, too_large for a picture of too many pixels.
    """
    drawn = _drawn(data, page, width) if file_format == "pdf" else _scaled(data, file_format, page, width)
    target = io.BytesIO()
    drawn.save(target, "PNG", compress_level=FAST)
    return target.getvalue()


def be_ready() -> None:
    """Nothing: the child that runs it has loaded what drawing needs."""


def _drawn(data: bytes, number: int, width: int) -> Any:
    document = pypdfium2.PdfDocument(data)
    if not 1 <= number <= len(document):
        raise ReadingFailed(ProcessingStatus.BROKEN)
    page = document[number - 1]
    wide, high = page.get_size()
    if wide <= 0 or high <= 0:
        raise ReadingFailed(ProcessingStatus.BROKEN)
    return page.render(scale=_bounded(width, wide, high) / wide, rev_byteorder=True).to_pil()


def _scaled(data: bytes, file_format: str, number: int, width: int) -> Any:
    Image.MAX_IMAGE_PIXELS = MOST_SOURCE_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture: Any = Image.open(io.BytesIO(data), formats=(FORMATS[file_format],))
        picture.seek(number - 1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ReadingFailed(ProcessingStatus.TOO_LARGE) from None
    except EOFError:
        raise ReadingFailed(ProcessingStatus.BROKEN) from None
    picture.draft("RGB", (2 * width, 2 * width))
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    size = _bounded(min(width, picture.width), picture.width, picture.height)
    return picture.resize(
        (size, max(1, round(size * picture.height / picture.width))), Image.Resampling.LANCZOS
    )


def _bounded(width: int, wide: float, high: float) -> int:
    """The width in pixels at which a page of these proportions keeps within the limit."""
    return max(1, min(width, int((MOST_PIXELS * wide / high) ** 0.5)))
