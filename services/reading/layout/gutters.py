"""Gutters: vertical strips that no segment crosses for several rows."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from services.reading.layout.rows import Row

LEAST_ROWS = 3  # on each side of a gutter
LEAST_GAP = 0.5  # of the usual size
NAME_SIZE = 1.5  # times the size of what stands beside a name
OFF_CENTRE = 3.0  # points
OUTDENT = 2.5  # of the usual size


@dataclass(slots=True)
class Band:
    """Rows `first` to `last` of a region have a gutter at x."""

    x: float
    first: int
    last: int
    weight: int
    gap: float


def best_band(rows: list[Row]) -> Band | None:
    """The gutter with most rows on its poorer side; among equals the wider one."""
    if len(rows) < LEAST_ROWS:
        return None
    usual = usual_size(rows)
    whole = _centred(rows, usual)
    best: Band | None = None
    for x in _candidates(rows):
        for band in _bands(rows, x, usual, whole):
            if best is None or (band.weight, band.gap) > (best.weight, best.gap):
                best = band
    return best


def usual_size(rows: list[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        for part in row.segments:
            sizes[round(part.size, 1)] += len(part.text)
    return sizes.most_common(1)[0][0]


def _candidates(rows: list[Row]) -> list[float]:
    """Left edges at which segments of several rows begin, with room before them in their row."""
    lefts = sorted(part.left for row in rows for part in row.segments)
    clusters = [[lefts[0]]]
    for left in lefts[1:]:
        if left - clusters[-1][-1] <= 1.5 and left - clusters[-1][0] <= 4:
            clusters[-1].append(left)
        else:
            clusters.append([left])
    common = sorted((cluster for cluster in clusters if len(cluster) >= 2), key=len, reverse=True)[:24]
    found = {cluster[0] for cluster in common} | _clear_strips(rows)
    outdent = OUTDENT * usual_size(rows)  # a column's heading may stand out to the left of its text
    found |= {lefts[bisect_left(lefts, x - outdent)] for x in list(found)}
    return sorted(x for x in found if x > lefts[0] + 5)


def _clear_strips(rows: list[Row]) -> set[float]:
    """Right ends of strips that no segment of the region crosses."""
    spans = sorted((part.left, part.right) for row in rows for part in row.segments)
    strips, reach = set(), spans[0][1]
    for left, right in spans:
        if left > reach + 4:
            strips.add(left)
        reach = max(reach, right)
    return strips


def _bands(rows: list[Row], x: float, usual: float, whole: set[int]) -> list[Band]:
    """Runs of rows that no segment crosses at x."""
    found = []
    start, low, high = 0, x - 0.5, x - LEAST_GAP * usual
    for index, row in enumerate([*rows, None]):
        if (
            row is None
            or index in whole
            or any(part.left < low and part.right > high for part in row.segments)
        ):
            band = _band(rows, x, start, index - 1) if index - start >= LEAST_ROWS else None
            if band is not None:
                found.append(band)
            start = index + 1
    return found


def _centred(rows: list[Row], usual: float) -> set[int]:
    """Headings in the middle of the region, of unlike lengths: they belong to both sides of any gutter."""
    left = min(part.left for row in rows for part in row.segments)
    right = max(part.right for row in rows for part in row.segments)
    found = {
        index: row.segments[0]
        for index, row in enumerate(rows)
        if len(row.segments) == 1
        and abs(row.segments[0].left + row.segments[0].right - left - right) <= 2 * OFF_CENTRE
        and row.segments[0].left > left + 0.1 * (right - left)
        and (row.size > 1.08 * usual or row.bold or row.segments[0].text.isupper())
    }
    lengths = [part.right - part.left for part in found.values()]
    return set(found) if len(found) >= 2 and max(lengths) - min(lengths) > 4 * OFF_CENTRE else set()


def _band(rows: list[Row], x: float, first: int, last: int) -> Band | None:
    """The rows of a run with both sides filled; a run is cut to where its sides begin to stand side by side."""
    lefts = [i for i in range(first, last + 1) if rows[i].segments[0].left < x - 0.5]
    rights = [i for i in range(first, last + 1) if rows[i].segments[-1].left >= x - 0.5]
    if min(len(lefts), len(rights)) < LEAST_ROWS and not _beside(rows, lefts, rights):
        return None
    inner = max((p.right for i in lefts for p in rows[i].segments if p.left < x - 0.5), default=x)
    outer = min((p.left for i in rights for p in rows[i].segments if p.left >= x - 0.5), default=x)
    if lefts[-1] < rights[0] or rights[-1] < lefts[0]:
        return None
    if lefts[0] < rights[0]:  # what stands on the left alone is read before the band
        first = rights[0]
        lefts = [index for index in lefts if index >= first]
        if len(lefts) < LEAST_ROWS - 1:
            return None
    return Band(x, first, last, min(len(lefts), len(rights)), outer - inner)


def _beside(rows: list[Row], lefts: list[int], rights: list[int]) -> bool:
    """A name or two rows beside three or more that stand on lines of their own, as an address does."""
    few, many = sorted((lefts, rights), key=len)
    if not few or len(many) < LEAST_ROWS or set(few) & set(many):
        return False
    return len(few) == LEAST_ROWS - 1 or rows[few[0]].size > NAME_SIZE * max(
        rows[index].size for index in many
    )
