"""Paper copies of PDFs: turned a little, blurred, grainy, saved as a camera or a scanner saves them."""

import io
import random
import time

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 150
MADE = time.gmtime(1_777_885_200)  # 4 May 2026


def scan(pdf: bytes, seed: str) -> tuple[str, bytes]:
    """The file's ending and bytes: mostly a PDF of pictures, for single pages also JPEG or PNG."""
    rng = random.Random(f"{seed}:scan")
    grey = rng.random() < 0.6
    pages = [_worn(page.convert("L") if grey else page, rng) for page in _rendered(pdf)]
    kind = rng.choice(("pdf", "pdf", "jpg", "png")) if len(pages) == 1 else "pdf"
    out = io.BytesIO()
    if kind == "png":
        pages[0].convert("L").quantize(32).save(out, "PNG", dpi=(DPI, DPI))
    elif kind == "jpg":
        pages[0].save(out, "JPEG", quality=rng.randint(45, 80), dpi=(DPI, DPI))
    else:
        more = {"append_images": pages[1:], "creationDate": MADE, "modDate": MADE}
        pages[0].save(out, "PDF", save_all=True, resolution=DPI, quality=rng.randint(45, 80), **more)
    return kind, out.getvalue()


def _rendered(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _worn(page: Image.Image, rng: random.Random) -> Image.Image:
    paper = 250 if page.mode == "L" else (250, 250, 248)
    turned = page.rotate(rng.uniform(-1.8, 1.8), resample=Image.Resampling.BICUBIC, fillcolor=paper)
    soft = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.7)))
    dice = np.random.default_rng(rng.getrandbits(32))
    pixels = np.asarray(soft, dtype=np.float32) * rng.uniform(0.92, 1.0)
    grain = rng.uniform(2, 9) * dice.standard_normal(pixels.shape[:2], dtype=np.float32)
    pixels += grain if page.mode == "L" else grain[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
