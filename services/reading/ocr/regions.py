"""Where text stands in a picture: the network's map of text, cut into the runs of words that it shows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from services.reading.ocr.models import DETECTION, Numbers, as_input, run_network

SHORT_SIDE = 800  # pixels of the short side that the network sees
MOST_SEEN = 2_600_000  # pixels
TEXT, REGION = 0.3, 0.5  # of the map: a pixel that is text, the mean of a region that is
SPREAD = 1.6  # the network marks the core of the letters; this times area by perimeter gives their height
STRIDE = 32
MOST_REGIONS = 1500
Whole = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
Real = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Region:
    """A run of words around (x, y), in pixels; `slope` is its fall per pixel to the right."""

    x: float
    y: float
    length: float
    height: float
    slope: float


def find_regions(image: Image.Image) -> list[Region]:
    """The runs of words of a grey picture whose lines are level."""
    scale = SHORT_SIDE / min(image.size)
    scale = min(scale, (MOST_SEEN / (image.width * image.height)) ** 0.5, 1.0)
    size = [max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in image.size]
    small = np.asarray(image.resize((size[0], size[1]), Image.Resampling.BILINEAR))
    seen = run_network(DETECTION, as_input(small))[0, 0]
    across, down = image.width / size[0], image.height / size[1]
    return [
        Region(part.x * across, part.y * down, part.length * across, part.height * down, part.slope * down / across)
        for part in _cores(seen)
    ]  # fmt: skip


def _cores(seen: Numbers) -> list[Region]:
    """Connected areas of the map, grown from the core of the letters to all of them."""
    rows, starts, ends, sums = _runs(seen)
    if not len(rows):
        return []
    names = _joined(rows, starts, ends)
    length = (ends - starts).astype(np.float64)
    area = np.bincount(names, length)
    score = np.bincount(names, sums) / area
    middle = (starts + ends - 1) / 2
    x, y = np.bincount(names, length * middle) / area, np.bincount(names, length * rows) / area
    spread = np.bincount(names, length * (middle**2 + (length**2 - 1) / 12)) / area - x**2
    slope = (np.bincount(names, length * middle * rows) / area - x * y) / np.maximum(spread, 1e-6)
    left, right = np.full(len(area), 1e9), np.zeros(len(area))
    np.minimum.at(left, names, starts)
    np.maximum.at(right, names, ends)
    found = []
    for index in np.argsort(-area)[:MOST_REGIONS]:
        wide = float(right[index] - left[index])
        thick = float(area[index]) / max(1.0, wide)
        if score[index] < REGION or wide < 3 or thick < 2:
            continue
        grown = wide * thick * SPREAD / (2 * (wide + thick))
        fall = float(slope[index]) if wide > 4 * thick and abs(slope[index]) < 0.2 else 0.0
        centre = float(left[index] + right[index]) / 2
        level = float(y[index]) + fall * (centre - float(x[index]))
        found.append(Region(centre, level + 0.5, wide + 2 * grown, thick + 2 * grown, fall))
    return found


def _runs(seen: Numbers) -> tuple[Whole, Whole, Whole, Real]:
    """Stretches of text pixels of each row: row, begin, end, and the sum of the map over them."""
    edged = np.zeros((seen.shape[0], seen.shape[1] + 2), dtype=np.int8)
    edged[:, 1:-1] = seen > TEXT
    change = np.diff(edged, axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    total = np.cumsum(np.pad(seen, ((0, 0), (1, 0))), axis=1, dtype=np.float64)
    return rows, starts, ends, total[rows, ends] - total[rows, starts]


def _joined(rows: Whole, starts: Whole, ends: Whole) -> Whole:
    """A number per stretch, the same for those that touch each other in neighbouring rows."""
    parent = list(range(len(rows)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    row, begin, end = rows.tolist(), starts.tolist(), ends.tolist()
    above = 0
    for index in range(len(row)):
        while row[above] < row[index] - 1 or (row[above] == row[index] - 1 and end[above] < begin[index]):
            above += 1
        other = above
        while other < index and row[other] == row[index] - 1 and begin[other] <= end[index]:
            parent[root(other)] = root(index)
            other += 1
    return np.unique([root(index) for index in range(len(row))], return_inverse=True)[1]
