"""A picture turned so that its lines run level, and the way back to the picture as it is shown."""

import math
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from services.reading.ocr.regions import Region

LEAST_TURN = 0.15  # degrees below which turning would only blur
LONG = 5.0  # heights: from there on a region tells how its line slopes
TALL = 1.5  # widths


@dataclass(frozen=True, slots=True)
class Upright:
    """`image` is the shown one after `quarters` turns of 90 degrees anticlockwise, then one by `angle` degrees."""

    image: Image.Image
    shown: tuple[int, int]
    quarters: int = 0
    angle: float = 0.0

    def to_shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a pixel of `image` stands in the picture as shown."""
        width, height = self.shown if self.quarters % 2 == 0 else self.shown[::-1]
        dx, dy = _turned(x - self.image.width / 2, y - self.image.height / 2, -self.angle)
        x, y = width / 2 + dx, height / 2 + dy
        for _ in range(self.quarters):
            x, y, width, height = height - y, x, height, width
        return x, y

    def quarter_turned(self) -> "Upright":
        """The same picture after one more quarter; only while it is not levelled."""
        image = self.image.transpose(Image.Transpose.ROTATE_90)
        return replace(self, image=image, quarters=(self.quarters + 1) % 4)

    def half_turned(self) -> "Upright":
        """The same picture upside down."""
        image = self.image.transpose(Image.Transpose.ROTATE_180)
        return replace(self, image=image, quarters=(self.quarters + 2) % 4)

    def levelled(self, regions: list[Region]) -> tuple["Upright", list[Region]]:
        """Turned by what most lines slope, with the regions where they stand then."""
        angle = _usual_slope(regions)
        if abs(angle) < LEAST_TURN:
            return self, regions
        image = self.image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(self.image))
        moved = [_moved(region, angle, self.image.size, image.size) for region in regions]
        return replace(self, image=image, angle=angle), moved


def lies_sideways(regions: list[Region]) -> bool:
    """Whether most of the text runs from top to bottom."""
    tall = sum(part.length * part.height for part in regions if part.height > TALL * part.length)
    return tall > 0.5 * sum(part.length * part.height for part in regions)


def half_turned_regions(regions: list[Region], size: tuple[int, int]) -> list[Region]:
    return [replace(part, x=size[0] - part.x, y=size[1] - part.y) for part in regions]


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """A vector after a turn anticlockwise, in pixels that count downwards."""
    turn = math.radians(angle)
    return x * math.cos(turn) + y * math.sin(turn), -x * math.sin(turn) + y * math.cos(turn)


def _moved(region: Region, angle: float, before: tuple[int, int], after: tuple[int, int]) -> Region:
    x, y = _turned(region.x - before[0] / 2, region.y - before[1] / 2, angle)
    slope = (
        math.tan(math.atan(region.slope) - math.radians(angle))
        if region.length > LONG * region.height
        else 0.0
    )
    return replace(region, x=x + after[0] / 2, y=y + after[1] / 2, slope=slope)


def _usual_slope(regions: list[Region]) -> float:
    """Degrees by which lines fall to the right: the middle one, longer lines counting for more."""
    long = sorted((part.slope, part.length) for part in regions if part.length > LONG * part.height)
    if not long:
        return 0.0
    lengths = np.cumsum([length for _, length in long])
    middle = int(np.searchsorted(lengths, lengths[-1] / 2))
    return math.degrees(math.atan(long[middle][0]))


def _paper(image: Image.Image) -> int:
    counts = image.histogram()
    return max(range(256), key=lambda level: counts[level])
