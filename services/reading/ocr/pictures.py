"""Pages as grey pictures: of image files, of each frame of a TIFF, and of PDF pages drawn by pdfium.

Runs in the child process (services.reading.sandbox.child).
"""

import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from schemas.cv import ProcessingStatus
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_PAGES, MAX_PIXELS

PILLOW_FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "tiff": "TIFF"}
DRAWN_DPI = 200
LEAST_SIDE, MOST_PIXELS = (
    1000,
    6_000_000,
)  # between these a page's letters are as large as the networks read best
SHORT_SIDE = 595.0  # points of A4's, where a picture does not say how large its paper was
BELIEVABLE_DPI = (90, 1300)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey as it is shown; `width` and `height` in points."""

    image: Image.Image
    width: float
    height: float


def count_pages(data: bytes, file_format: str) -> int:
    """How many pages an image file has; raises ReadingFailed when it is damaged or too large."""
    with _opened(data, file_format) as image:
        frames = int(getattr(image, "n_frames", 1)) if file_format == "tiff" else 1
    if frames > MAX_PAGES:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    return frames


def page_picture(data: bytes, file_format: str, number: int) -> Picture:
    """Page `number` (from 1) of an image file or a PDF, at a size that can be read."""
    if file_format == "pdf":
        return _drawn(data, number)
    with _opened(data, file_format) as image:
        try:
            if number > 1:
                image.seek(number - 1)
                _bounded(image)
            full = image.width
            if file_format == "jpeg":  # decoded at half or a quarter of its size where that is enough
                image.draft("L", (2 * LEAST_SIDE, 2 * LEAST_SIDE))
            shown = ImageOps.exif_transpose(image)
            width, height = _points(shown, full / image.width)
            return Picture(_sized(_grey(shown)), width, height)
        except (OSError, ValueError, SyntaxError, EOFError):
            raise ReadingFailed(ProcessingStatus.BROKEN) from None


def page_jpeg(data: bytes, file_format: str, number: int) -> tuple[bytes, float, float]:
    """The same picture as a JPEG, for readers elsewhere, with the page's width and height in points."""
    picture, file = page_picture(data, file_format, number), io.BytesIO()
    picture.image.save(file, "JPEG", quality=85)
    return file.getvalue(), picture.width, picture.height


def _opened(data: bytes, file_format: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=(PILLOW_FORMATS[file_format],))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ReadingFailed(ProcessingStatus.TOO_LARGE, TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise ReadingFailed(ProcessingStatus.BROKEN) from None
    _bounded(image)
    return image


TOO_MANY_PIXELS = "Its picture has too many pixels. Please save it smaller, or scan it at 300 dpi."


def _bounded(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE, TOO_MANY_PIXELS)


def _drawn(data: bytes, number: int) -> Picture:
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        width, height = page.get_width(), page.get_height()
        scale = min(DRAWN_DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        return Picture(_sized(image), round(width, 1), round(height, 1))
    finally:
        document.close()


def _grey(image: Image.Image) -> Image.Image:
    """In shades of grey on white paper, whatever the picture's depth, palette or transparency."""
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float32)
        low, high = float(values.min()), float(values.max())
        return Image.fromarray(((values - low) * (255.0 / max(high - low, 1e-6))).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L")


def _sized(image: Image.Image) -> Image.Image:
    """Neither so small that letters vanish nor so large that reading it takes long."""
    scale = min(2.0, LEAST_SIDE / max(1, min(image.size)))
    if scale <= 1.0:
        scale = min(1.0, (MOST_PIXELS / max(1, image.width * image.height)) ** 0.5)
    if scale * scale * image.width * image.height > MOST_PIXELS * 1.01:
        scale = 1.0
    if scale == 1.0:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _points(image: Image.Image, reduced: float) -> tuple[float, float]:
    """The paper's size: by the file's resolution where that is believable, else as if it were A4."""
    dpi: Any = image.info.get("dpi")
    if dpi and all(BELIEVABLE_DPI[0] <= float(part) <= BELIEVABLE_DPI[1] for part in dpi):
        width, height = (
            side * reduced * 72 / float(part) for side, part in zip(image.size, dpi, strict=True)
        )
        if 100 <= min(width, height) <= 1500:
            return round(width, 1), round(height, 1)
    scale = SHORT_SIDE / max(1, min(image.size))
    return round(image.width * scale, 1), round(image.height * scale, 1)
