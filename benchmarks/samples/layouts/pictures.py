"""CVs that are only pictures: a scanned page and a photo taken at a slight angle."""

from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.samples.facts import Person
from benchmarks.samples.layouts import rl_classic, rl_grid
from benchmarks.samples.layouts.pdf_kit import page_size, stamped

SCAN_DPI = 160
PHOTO_SIZE = (1500, 2000)


def scan(person: Person) -> bytes:
    """A grey scan, half a degree askew, in a PDF without any text."""
    page = _paper(rl_classic.draw(person), SCAN_DPI / 72).convert("L")
    page = page.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=250)
    grey = _grain(page, seed=11, strength=5.0)
    out = BytesIO()
    width, height = page_size(person)
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.drawImage(ImageReader(_jpeg(grey, 55)), 0, 0, width, height)
    canvas.save()
    return stamped(out.getvalue(), person)


def photo(person: Person) -> bytes:
    """A photo of a printed page on a table: perspective, uneven light, some noise."""
    page = _paper(rl_grid.draw(person), 2.2).convert("RGB")
    table = Image.new("RGB", PHOTO_SIZE, (92, 74, 58))
    corners = ((120, 96), (1404, 150), (1450, 1890), (70, 1932))
    flat = page.transform(
        PHOTO_SIZE, Image.Transform.PERSPECTIVE, _coefficients(corners, page.size), Image.Resampling.BICUBIC
    )
    mask = Image.new("L", page.size, 255).transform(
        PHOTO_SIZE, Image.Transform.PERSPECTIVE, _coefficients(corners, page.size)
    )
    table.paste(flat, mask=mask)
    shot = table.filter(ImageFilter.GaussianBlur(0.6))
    return _jpeg(_grain(shot, seed=23, strength=6.0, light=True), 72).getvalue()


def _paper(pdf: bytes, scale: float) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as doc:
        return doc[0].render(scale=scale).to_pil()  # type: ignore[no-any-return]


def _grain(picture: Image.Image, *, seed: int, strength: float, light: bool = False) -> Image.Image:
    pixels: Any = np.asarray(picture, dtype=np.float32)
    if light:
        fall = np.linspace(1.02, 0.78, pixels.shape[1], dtype=np.float32)
        pixels = pixels * fall[None, :, None]
    noise = np.random.default_rng(seed).normal(0, strength, pixels.shape[:2])
    pixels = pixels + (noise if pixels.ndim == 2 else noise[:, :, None])
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _coefficients(corners: tuple[tuple[int, int], ...], size: tuple[int, int]) -> list[float]:
    """The eight numbers by which Pillow maps each point of the photo back to the page."""
    width, height = size
    source = ((0, 0), (width, 0), (width, height), (0, height))
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(c) for c in np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))]


def _jpeg(picture: Image.Image, quality: int) -> BytesIO:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    out.seek(0)
    return out
