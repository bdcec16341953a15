"""Columns and reading order from geometry.

A region is cut at its best gutter: a vertical strip that no segment crosses for many rows. What stands above and
below such a band is read before and after it. Inside it the two sides are either columns, read one after the other,
or they belong together row by row: dates or labels beside an entry, the cells of a table.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.reading.glyphs import Segment
from services.reading.rows import Row, rows_of

LEAST_ROWS = 3  # on each side of a gutter
LEAST_GAP = 0.7  # of the usual size
ALIGNED = 2.0  # points between baselines that belong together
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{2,4}\b|\b(?:present|current|heute|today|ongoing|aktuell|actual(?:idad)?|"
    r"aujourd.hui|présent|now)\b",
    re.IGNORECASE,
)
MAX_DEPTH = 8


@dataclass(slots=True)
class Band:
    """Rows `first` to `last` of a region have a gutter at x."""

    x: float
    first: int
    last: int
    weight: int
    gap: float


def arrange(segments: list[Segment]) -> list[Row]:
    """All rows of a page in reading order; rows of one region share a block number."""
    blocks = iter(range(1, 1_000_000))
    return _region(segments, blocks, 0)


def _region(segments: list[Segment], blocks: Iterator[int], depth: int) -> list[Row]:
    rows = rows_of(segments)
    band = _best_band(rows) if depth < MAX_DEPTH else None
    if band is None:
        return _numbered(rows, next(blocks))
    above = [part for row in rows[: band.first] for part in row.segments]
    below = [part for row in rows[band.last + 1 :] for part in row.segments]
    inside = [part for row in rows[band.first : band.last + 1] for part in row.segments]
    left = [part for part in inside if part.left < band.x - 0.5]
    right = [part for part in inside if part.left >= band.x - 0.5]
    ordered = _region(above, blocks, depth + 1) if above else []
    side = _companion(rows_of(left), rows_of(right))
    if side == "columns":
        ordered += _region(left, blocks, depth + 1) + _region(right, blocks, depth + 1)
    elif side == "table":
        ordered += _numbered(rows_of(inside), next(blocks))
    elif side == "left":
        ordered += _attached(_region(right, blocks, depth + 1), rows_of(left), before=True)
    else:
        ordered += _attached(_region(left, blocks, depth + 1), rows_of(right), before=False)
    return ordered + (_region(below, blocks, depth + 1) if below else [])


def _numbered(rows: list[Row], block: int) -> list[Row]:
    for row in rows:
        row.block = block
    return rows


def _best_band(rows: list[Row]) -> Band | None:
    """The gutter with most rows on its poorer side; among equals the wider one."""
    if len(rows) < LEAST_ROWS:
        return None
    usual = _usual_size(rows)
    best: Band | None = None
    for x in _candidates(rows):
        for band in _bands(rows, x, usual):
            if best is None or (band.weight, band.gap) > (best.weight, best.gap):
                best = band
    return best


def _usual_size(rows: list[Row]) -> float:
    sizes = Counter(round(part.size, 1) for row in rows for part in row.segments for _ in part.text[:40])
    return sizes.most_common(1)[0][0]


def _candidates(rows: list[Row]) -> list[float]:
    """Left edges at which segments of several rows begin, with room before them in their row."""
    edges = Counter(round(part.left / 3) for row in rows for part in row.segments)
    leftmost = min(part.left for row in rows for part in row.segments)
    common = [edge for edge, count in edges.most_common(24) if count >= 2]
    found = {min(p.left for row in rows for p in row.segments if round(p.left / 3) == edge) for edge in common}
    found |= _clear_strips(rows)
    return sorted(x for x in found if x > leftmost + 5)


def _clear_strips(rows: list[Row]) -> set[float]:
    """Right ends of strips that no segment of the region crosses."""
    spans = sorted((part.left, part.right) for row in rows for part in row.segments)
    strips, reach = set(), spans[0][1]
    for left, right in spans:
        if left > reach + 4:
            strips.add(left)
        reach = max(reach, right)
    return strips


def _bands(rows: list[Row], x: float, usual: float) -> list[Band]:
    found = []
    start = 0
    for index in range(len(rows) + 1):
        if index == len(rows) or any(part.left < x - 0.5 and part.right > x + 0.5 for part in rows[index].segments):
            band = _band(rows, x, start, index - 1)
            if band is not None and band.gap >= LEAST_GAP * usual:
                found.append(band)
            start = index + 1
    return found


def _band(rows: list[Row], x: float, first: int, last: int) -> Band | None:
    """The rows of a run with both sides filled; a run is cut to where its sides begin to stand side by side."""
    lefts = [i for i in range(first, last + 1) if rows[i].segments[0].left < x - 0.5]
    rights = [i for i in range(first, last + 1) if rows[i].segments[-1].left >= x - 0.5]
    if len(lefts) < LEAST_ROWS or len(rights) < LEAST_ROWS:
        return None
    inner = max((p.right for i in lefts for p in rows[i].segments if p.left < x - 0.5), default=x)
    outer = min((p.left for i in rights for p in rows[i].segments if p.left >= x - 0.5), default=x)
    if lefts[-1] < rights[0] or rights[-1] < lefts[0]:
        return None
    return Band(x, first, last, min(len(lefts), len(rights)), outer - inner)


def _companion(left: list[Row], right: list[Row]) -> str:
    """How two sides belong together: "columns", "table", or the side ("left", "right") that annotates the other."""
    side, other, name = (left, right, "left") if _letters(left) <= _letters(right) else (right, left, "right")
    groups = _groups(side)
    matched = sum(_aligned(group[0].base, other) for group in groups) / len(groups)
    dated = sum(any(DATE.search(row.text) for row in group) for group in groups) / len(groups)
    long = sum(len(group) for group in groups) / len(groups)
    if len(groups) >= 2 and dated >= 0.5 and matched >= 0.7 and long <= 4:
        return name
    both = min(_share_aligned(left, right), _share_aligned(right, left))
    if both >= 0.85 and not (_has_headings(left) and _has_headings(right)) and not _prose(left, right):
        return "table"
    if len(groups) >= 2 and matched >= 0.85 and len(side) <= 0.5 * len(other) and long <= 2.5:
        return name
    return "columns"


def _letters(rows: list[Row]) -> int:
    return sum(len(part.text) for row in rows for part in row.segments)


def _groups(rows: list[Row]) -> list[list[Row]]:
    """Rows that follow each other at the side's own closest line distance."""
    steps = sorted(after.base - before.base for before, after in pairwise(rows))
    pitch = steps[len(steps) // 4] if steps else 0.0
    near = min(max(pitch * 1.25, rows[0].size * 1.3), rows[0].size * 1.9)
    groups = [[rows[0]]]
    for before, after in pairwise(rows):
        if after.base - before.base <= near:
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _aligned(base: float, rows: list[Row]) -> bool:
    return any(abs(row.base - base) <= ALIGNED for row in rows)


def _share_aligned(these: list[Row], those: list[Row]) -> float:
    return sum(_aligned(row.base, those) for row in these) / len(these)


def _has_headings(rows: list[Row]) -> bool:
    """At least one short line, not the first, stands out by size, weight or capitals."""
    usual = _usual_size(rows)
    bold = sum(row.bold for row in rows) > 0.5 * len(rows)
    return any(
        len(row.text) < 40 and (row.size > 1.12 * usual or (row.bold and not bold and row.text.isupper()))
        for row in rows[1:]
    )


def _prose(left: list[Row], right: list[Row]) -> bool:
    return all(_letters(rows) / len(rows) > 38 for rows in (left, right))


def _attached(main: list[Row], side: list[Row], *, before: bool) -> list[Row]:
    """Put each group of side rows at the entry it stands beside; its first row shares the entry's row."""
    taken: dict[int, list[Row]] = {}
    for group in _groups(side):
        nearest = min(range(len(main)), key=lambda index: abs(main[index].base - group[0].base))
        taken.setdefault(nearest, []).extend(group)
    ordered: list[Row] = []
    for index, row in enumerate(main):
        extra = taken.get(index, [])
        shares = bool(extra) and abs(extra[0].base - row.base) <= ALIGNED * 2
        if shares:
            first, extra = extra[0], extra[1:]
            merged = first.segments + row.segments if before else row.segments + first.segments
            row = Row(row.base, merged, row.block)
        for line in extra:
            line.block = row.block
        ordered += [*extra, row] if before and not shares else [row, *extra]
    return ordered
