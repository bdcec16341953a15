"""Bullets are too small for the network that finds text: they are looked for where a line begins."""

import numpy as np
from PIL import Image

from services.reading.ocr.regions import Region
from services.reading.ocr.strips import Strip, cut_strip
from services.reading.ocr.words import Piece, Word

REACH = 2.2  # heights of the strip: how far from its words a bullet may stand
NEAR, FREE = 0.2, 0.25  # the same: how far it stands apart from them, and from what stands before it
LEAST, MOST = 0.1, 0.55  # the same: its width and height
BULLET = "•"


def with_bullet(image: Image.Image, strip: Strip, piece: Piece) -> None:
    """Put a bullet before the piece's words where one stands left of them in the picture."""
    if not piece.text[0].isalnum():
        return
    height = strip.height
    reach = round(REACH * height)
    region = strip.region
    middle = strip.left + piece.left - reach / 2
    before = Region(middle, region.y + region.slope * (middle - region.x), reach, region.height, region.slope)
    if before.x - reach / 2 < 0:
        return
    spot = _spot(cut_strip(image, before), strip.contrast, height)
    if spot is not None:
        offset = piece.left - reach
        piece.words.insert(0, Word(BULLET, offset + spot[0], offset + spot[1], piece.words[0].stroke))


def _spot(strip: Strip, contrast: float, height: int) -> tuple[int, int] | None:
    """First and last column of the one blot in the strip that is as small and as high up as a bullet."""
    ink = strip.darkness * strip.contrast > 0.45 * contrast
    columns = np.flatnonzero(ink[: int(0.9 * height)].any(axis=0))
    if not len(columns) or strip.contrast < 0.4 * contrast:
        return None
    breaks = np.flatnonzero(np.diff(columns) > 2)
    first = int(columns[breaks[-1] + 1]) if len(breaks) else int(columns[0])
    last = int(columns[-1]) + 1
    rows = np.flatnonzero(ink[:, first:last].any(axis=1))
    wide, high, middle = last - first, int(rows[-1] - rows[0]) + 1, float(rows[0] + rows[-1]) / 2
    small = (
        all(LEAST * height <= side <= MOST * height for side in (wide, high))
        and wide < 1.8 * high < 3.2 * wide
    )
    free = not len(breaks) or first - int(columns[breaks[-1]]) > FREE * height
    filled = float(ink[rows[0] : rows[-1] + 1, first:last].mean()) > 0.4
    apart = NEAR * height <= strip.width - last
    return (
        (first, last)
        if small and free and filled and apart and 0.3 * height < middle < 0.7 * height
        else None
    )
