"""A photographed page is seen at an angle: its lines slope more at one end than at the other. This irons them out."""

from dataclasses import dataclass, replace

import numpy as np

from services.reading.ocr.regions import Region
from services.reading.ocr.upright import LONG

ENOUGH = 5  # long lines that tell how the slope changes down the page
MOST_SLOPE = 0.08  # that is believed


@dataclass(frozen=True, slots=True)
class Flat:
    """Lines at height y slope by `slope + bend * (y - middle)`; x counts from `centre`."""

    centre: float
    middle: float
    slope: float = 0.0
    bend: float = 0.0

    def at(self, y: float) -> float:
        return min(max(self.slope + self.bend * (y - self.middle), -MOST_SLOPE), MOST_SLOPE)

    def flat(self, x: float, y: float) -> float:
        """The height at which a point stands when its line is level."""
        return y - self.at(y) * (x - self.centre)

    def seen(self, x: float, y: float) -> float:
        """The height in the picture of a point of a level line."""
        for_line = y + self.at(y) * (x - self.centre)
        return y + self.at((y + for_line) / 2) * (x - self.centre)


def flattening(regions: list[Region], size: tuple[int, int]) -> Flat:
    """How the lines of a levelled page still slope, by its long regions."""
    level = Flat(size[0] / 2, size[1] / 2)
    long = [part for part in regions if part.length > LONG * part.height]
    if len(long) < ENOUGH:
        return level
    y = np.array([part.y for part in long]) - level.middle
    slope, weight = np.array([part.slope for part in long]), np.array([part.length for part in long])
    for _ in range(2):  # the second time without what does not fit
        if np.ptp(y) < 0.2 * size[1] or len(y) < ENOUGH:
            return level
        bend, base = np.polyfit(y, slope, 1, w=weight)
        off = np.abs(slope - base - bend * y)
        fits = off <= 2.0 * float(np.median(off)) + 0.002
        y, slope, weight = y[fits], slope[fits], weight[fits]
    return replace(level, slope=float(base), bend=float(bend))


def sloped(regions: list[Region], flat: Flat) -> list[Region]:
    """Short regions do not tell their own slope: they take that of the page around them."""
    return [
        part if part.length > LONG * part.height else replace(part, slope=flat.at(part.y)) for part in regions
    ]
