"""PDF files that hide words in every way we know: each function draws a CV and hides `words` in it."""

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Carrier = Callable[[Canvas, str], None]
LEFT, TOP = 60, 780


def carry(carrier: Carrier, rows: list[str], words: str) -> bytes:
    """A one-page CV of `rows` as a PDF, with `words` hidden by `carrier`."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(rows):
        canvas.drawString(LEFT, TOP - 16 * number, row)
    carrier(canvas, words)
    canvas.save()
    return target.getvalue()


def _below(canvas: Canvas, words: str, *, size: float = 9) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(LEFT, 320, words)


def white(canvas: Canvas, words: str) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    _below(canvas, words)


def nearly_white(canvas: Canvas, words: str) -> None:
    canvas.setFillColorRGB(0.985, 0.985, 0.99)
    _below(canvas, words)


def same_as_band(canvas: Canvas, words: str) -> None:
    canvas.setFillColorRGB(0.12, 0.2, 0.36)
    canvas.rect(0, 300, A4[0], 60, stroke=0, fill=1)
    _below(canvas, words)


def tiny(canvas: Canvas, words: str) -> None:
    _below(canvas, words, size=0.6)


def outside(canvas: Canvas, words: str) -> None:
    canvas.drawString(LEFT, -140, words)


def clipped(canvas: Canvas, words: str) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    _below(canvas, words)
    canvas.restoreState()


def under_picture(canvas: Canvas, words: str) -> None:
    from PIL import Image

    _below(canvas, words)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 20), (244, 244, 244))), 40, 300, 520, 50)


def under_box(canvas: Canvas, words: str) -> None:
    _below(canvas, words)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(40, 300, 520, 50, stroke=0, fill=1)


def invisible(canvas: Canvas, words: str) -> None:
    text = canvas.beginText(LEFT, 320)
    text.setTextRenderMode(3)
    text.textLine(words)
    canvas.drawText(text)


def transparent(canvas: Canvas, words: str) -> None:
    canvas.setFillAlpha(0)
    _below(canvas, words)


def in_metadata(canvas: Canvas, words: str) -> None:
    canvas.setKeywords(words)


def in_annotation(canvas: Canvas, words: str) -> None:
    canvas.textAnnotation(words, Rect=[60, 60, 80, 80], addtopage=1, relative=0)


CARRIERS: dict[str, Carrier] = {
    "PDF: white on white": white,
    "PDF: nearly white": nearly_white,
    "PDF: colour of the band beneath": same_as_band,
    "PDF: tiny": tiny,
    "PDF: outside the page": outside,
    "PDF: clipped away": clipped,
    "PDF: under a picture": under_picture,
    "PDF: under a box": under_box,
    "PDF: invisible render mode": invisible,
    "PDF: transparent": transparent,
    "PDF: metadata": in_metadata,
    "PDF: annotation": in_annotation,
}
