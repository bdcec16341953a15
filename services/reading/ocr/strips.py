"""A run of words cut out of its picture, with what its ink tells before any letter is read."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from services.reading.ocr.models import Numbers, Pixels
from services.reading.ocr.regions import Region

INK = 0.45  # of the strongest ink: what counts as ink
FAINT = 0.25  # of the strongest ink: less is paper
RULED = 0.75  # of the width: a row with more ink is a rule, not letters
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Columns `start` to `end` of a strip hold no ink."""

    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Strip:
    """Level pixels of a region. `darkness` is each one's distance from the paper, from 0 to 1 for the strongest ink,
    which is `contrast` levels away from it."""

    region: Region
    pixels: Pixels
    darkness: Numbers
    ink: Flags
    contrast: float

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def left(self) -> float:
        return self.region.x - self.width / 2

    @property
    def top(self) -> float:
        """Of its middle column, in pixels of the picture."""
        return self.region.y - self.height / 2

    def inked(self) -> tuple[int, int]:
        """The first column with ink and the one behind the last."""
        columns = np.flatnonzero(self.ink.any(axis=0))
        return (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, self.width)

    def gaps(self) -> list[Gap]:
        """Stretches without ink between the first and the last letter."""
        inked = np.flatnonzero(self.ink.any(axis=0))
        if not len(inked):
            return []
        jumps = np.flatnonzero(np.diff(inked) > 1)
        return [Gap(int(inked[place]) + 1, int(inked[place + 1])) for place in jumps]

    def edges(self, first: float, last: float) -> tuple[int, int]:
        """The ink's first and last row between two columns."""
        part = self.ink[:, max(0, int(first)) : max(1, int(last) + 1)]
        rows = np.flatnonzero(part.sum(axis=1) >= 2)
        return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, self.height)

    def stroke(self, first: float, last: float) -> float:
        """Mean length of the ink's runs between two columns, in pixels; shades of grey count in part."""
        columns = slice(max(0, int(first)), max(1, int(last) + 1))
        ink, part = self.ink[:, columns], self.darkness[:, columns]
        if not ink.size:
            return 0.0
        begun = int(np.count_nonzero(ink[:, 1:] & ~ink[:, :-1])) + int(np.count_nonzero(ink[:, 0]))
        return float(part[part > FAINT].sum()) / max(1, begun)


def cut_strip(image: Image.Image, region: Region) -> Strip:
    """The region's pixels, its slope taken out."""
    width, height = max(2, round(region.length)), max(4, round(region.height))
    left, top = region.x - width / 2, region.y - height / 2 - region.slope * width / 2
    cut = image.transform(
        (width, height), Image.Transform.AFFINE, (1, 0, left, region.slope, 1, top),
        Image.Resampling.BILINEAR, fillcolor=255,
    )  # fmt: skip
    pixels = np.asarray(cut)
    return Strip(region, pixels, *_ink(pixels))


def _ink(pixels: Pixels) -> tuple[Numbers, Flags, float]:
    """What differs from the paper, light on dark as well; rules above and below the words are no ink."""
    distance = np.abs(pixels.astype(np.float32) - float(np.median(pixels)))
    contrast = float(np.percentile(distance, 99))
    ink = distance > max(12.0, INK * contrast)
    ink[ink.mean(axis=1) > RULED] = False
    return np.minimum(distance / max(contrast, 1.0), 1.0), ink, contrast
