"""Columns and reading order from geometry.

A region is cut at its best gutter: a vertical strip that no segment crosses for many rows. What stands above and
below such a band is read before and after it. Inside it the two sides are either columns, read one after the other,
or they belong together row by row: dates or labels beside an entry, the cells of a table.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.reading.glyphs import BULLETS, Segment
from services.reading.rows import Row, rows_of

LEAST_ROWS = 3  # on each side of a gutter
LEAST_GAP = 0.5  # of the usual size
OUTDENT = 2.5
ALIGNED = 2.0  # points between baselines that belong together
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{2,4}\b|\b(?:present|current|heute|today|ongoing|aktuell|actual(?:idad)?|"
    r"aujourd.hui|présent|now)\b",
    re.IGNORECASE,
)
BARE_MONTH = re.compile(
    r"(?:jan|ene|feb|fév|mar|mär|mrz|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aoû|ago|sep|oct|okt|nov|dec|dez|déc|dic)"
    r"[^\W\d_]{0,7}\.?",
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
    """All rows of a page in reading order; rows of one column share a block number."""
    return _region(segments, iter(range(2, 1_000_000)), 1, 0)


def _region(segments: list[Segment], blocks: Iterator[int], block: int, depth: int) -> list[Row]:
    if not segments:
        return []
    rows = rows_of(segments)
    band = _best_band(rows) if depth < MAX_DEPTH else None
    if band is None:
        return _numbered(rows, block)
    chapters = _chapters(rows, band)
    if chapters:
        return [row for chapter in chapters for row in _region(chapter, blocks, block, depth + 1)]
    left, right = _sides(rows, band)
    side = _companion(rows_of(left), rows_of(right))
    if side != "columns":  # what stands below the last row on the right annotates nothing
        band.last = max(
            index
            for index in range(band.first, band.last + 1)
            if rows[index].segments[-1].left >= band.x - 0.5
        )
        left, right = _sides(rows, band)
    above = [part for row in rows[: band.first] for part in row.segments]
    below = [part for row in rows[band.last + 1 :] for part in row.segments]
    ordered = _region(above, blocks, block, depth + 1)
    if side == "columns":
        ordered += _region(left, blocks, next(blocks), depth + 1) + _region(
            right, blocks, next(blocks), depth + 1
        )
        block = next(blocks)
    elif side == "rows":
        ordered += _numbered(rows_of(_celled([*left, *right], band.x)), block)
    elif side == "left":
        ordered += _attached(
            _region(_celled(right, band.x), blocks, block, depth + 1), rows_of(left), before=True
        )
    else:
        ordered += _attached(
            _region(left, blocks, block, depth + 1), rows_of(_celled(right, band.x)), before=False
        )
    return ordered + _region(below, blocks, block, depth + 1)


def _sides(rows: list[Row], band: Band) -> tuple[list[Segment], list[Segment]]:
    inside = [part for row in rows[band.first : band.last + 1] for part in row.segments]
    left = [part for part in inside if part.left < band.x - 0.5]
    return left, [part for part in inside if part.left >= band.x - 0.5]


def _chapters(rows: list[Row], band: Band) -> list[list[Segment]]:
    """Cut a band at the headings that stand alone in their rows, with nothing beside them on the right.

    In two columns the text on the right runs on beside the headings of the left; where it pauses at every one of
    them, the headings belong to both sides. Empty when there are none, or when one of them has text beside it.
    """
    inside = rows[band.first : band.last + 1]
    right = [part for row in inside for part in row.segments if part.left >= band.x - 0.5]
    left = [row for row in inside if row.segments[0].left < band.x - 0.5]
    usual = _usual_size(inside)
    bold = sum(row.bold for row in inside) > 0.5 * len(inside)
    heads = [
        group[0] for group in _groups(left)
        if group[0].segments[-1].left < band.x - 0.5 and len(group[0].text) < 45 and group[0].text[0] not in BULLETS
        and (group[0].size > 1.08 * usual or (group[0].bold and not bold))
    ]  # fmt: skip
    heads = [row for row in heads if not _wrapped_head(rows, row)]
    beside = [_beside_text(row, right) for row in heads]
    if any(beside) or False not in beside or len(heads) > 0.4 * len(inside):
        return []
    places = [rows.index(row) for row in heads]
    cuts = sorted({0, len(rows), *places, *(place + 1 for place in places)})
    return [[part for row in rows[begin:end] for part in row.segments] for begin, end in pairwise(cuts)]


def _wrapped_head(rows: list[Row], row: Row) -> bool:
    """The second line of a heading that began in the row above."""
    before = [other for other in rows if 0 < row.base - other.base < 1.5 * row.size]
    return any(
        abs(other.segments[0].left - row.segments[0].left) < 60 and other.bold == row.bold for other in before
    )


def _beside_text(row: Row, right: list[Segment]) -> bool | None:
    """Whether text on the right runs on beside the row; None where it stands above or below all of it."""
    top, bottom = min(part.top for part in row.segments), max(part.bottom for part in row.segments)
    if any(part.top < bottom - 1 and part.bottom > top + 1 for part in right):
        return True
    before = max((part.base for part in right if part.base < row.base), default=None)
    after = min((part.base for part in right if part.base > row.base), default=None)
    return None if before is None or after is None else after - before < 2.2 * row.size


def _celled(segments: list[Segment], x: float) -> list[Segment]:
    """Mark the first segment of each row behind the gutter as a cell of its own."""
    for row in rows_of([part for part in segments if part.left >= x - 0.5]):
        row.segments[0].cell = True
    return segments


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
    outdent = OUTDENT * _usual_size(rows)  # a column's heading may stand out to the left of its text
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


def _bands(rows: list[Row], x: float, usual: float) -> list[Band]:
    """Runs of rows that no segment crosses at x."""
    found = []
    start, low, high = 0, x - 0.5, x - LEAST_GAP * usual
    for index, row in enumerate([*rows, None]):
        if row is None or any(part.left < low and part.right > high for part in row.segments):
            band = _band(rows, x, start, index - 1) if index - start >= LEAST_ROWS else None
            if band is not None:
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
    if lefts[0] < rights[0]:  # what stands on the left alone is read before the band
        first = rights[0]
        lefts = [index for index in lefts if index >= first]
        if len(lefts) < LEAST_ROWS - 1:
            return None
    return Band(x, first, last, min(len(lefts), len(rights)), outer - inner)


def _companion(left: list[Row], right: list[Row]) -> str:
    """How two sides belong together: "columns", "rows", or the side ("left", "right") that annotates the other."""
    side, other, name = (left, right, "left") if _letters(left) <= _letters(right) else (right, left, "right")
    groups = _groups(side)
    matched = sum(_aligned(group[0].base, other) for group in groups) / len(groups)
    dated = sum(any(DATE.search(row.text) for row in group[:2]) for group in groups) / len(groups)
    long = sum(len(group) for group in groups) / len(groups)
    headed = _has_headings(side, other)
    if len(groups) >= 2 and dated >= 0.5 and matched >= 0.7 and long <= 3.5 and not headed:
        return name
    if _headed_columns(left, right):
        return "columns"
    both = min(_share_aligned(left, right), _share_aligned(right, left))
    if both >= 0.85 and not (headed and _has_headings(other, side)) and not _prose(left, right):
        return "rows"
    if _labels(left, right) and not _prose(left, right):
        return "left"
    if len(groups) >= 2 and matched >= 0.85 and len(side) <= 0.5 * len(other) and long <= 2.5:
        return name
    return "columns"


def _labels(left: list[Row], right: list[Row]) -> bool:
    """Every group on the right begins beside a row on the left and holds no heading: labels and their values."""
    groups = _groups(right)
    starts = sum(_aligned(group[0].base, left) for group in groups) / len(groups)
    short = _letters(left) / len(left) < 26
    return short and starts >= 0.9 and not _has_headings(right, left) and (
        len(groups) >= 3 or _share_aligned(right, left) >= 0.9
    )  # fmt: skip


def _headed_columns(left: list[Row], right: list[Row]) -> bool:
    """Both sides begin with a heading larger than their text, on one line, and go on below it."""
    first = (left[0], right[0])
    if abs(first[0].base - first[1].base) > ALIGNED:
        return False
    return all(
        len(rows) >= 3 and rows[0].size > 1.12 * max(row.size for row in rows[1:3]) for rows in (left, right)
    )


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


def _has_headings(rows: list[Row], others: list[Row]) -> bool:
    """At least one short line, not the first and with nothing beside it, stands out by size, weight or capitals."""
    usual = _usual_size(rows)
    bold = sum(row.bold for row in rows) > 0.5 * len(rows)
    return any(
        len(row.text) < 40 and (row.size > 1.12 * usual or (row.bold and not bold and row.text.isupper()))
        and not _aligned(row.base, others)
        for row in rows[1:]
    )  # fmt: skip


def _prose(left: list[Row], right: list[Row]) -> bool:
    return all(_letters(rows) / len(rows) > 38 for rows in (left, right))


def _attached(main: list[Row], side: list[Row], *, before: bool) -> list[Row]:
    """Put each group of side rows at the entry it stands beside.

    A group that looks like a heading is a line of its own before the entry. Otherwise its first row shares the
    entry's row, and so does each row of a list of labels.
    """
    usual = _usual_size(main)
    bold = sum(row.bold for row in main) > 0.5 * len(main)
    ahead: dict[int, list[Row]] = {}
    shared: dict[int, Row] = {}
    behind: dict[int, list[Row]] = {}
    for group in _parted([_one_period(group) for group in _groups(side)], main):
        index = _beside(main, group[0].base)
        head = group[0]
        if before and not DATE.search(head.text) and (head.size > 1.08 * usual or (head.bold and not bold)):
            title, rest = _heading_lines(group)
            ahead.setdefault(index, []).extend([title, *rest])
        elif index < len(main) and index not in shared and abs(main[index].base - head.base) <= 2 * ALIGNED:
            shared[index] = head
            behind.setdefault(index, []).extend(group[1:])
        else:
            ahead.setdefault(index, []).extend(group)
    ordered: list[Row] = []
    for index, row in enumerate([*main, None]):
        extra = [*ahead.get(index, []), *behind.get(index, [])]
        for line in extra:
            line.block = main[min(index, len(main) - 1)].block
        ordered += ahead.get(index, [])
        if row is not None:
            ordered.append(_merged(row, shared.get(index), before))
        ordered += behind.get(index, [])
    return ordered


def _heading_lines(group: list[Row]) -> tuple[Row, list[Row]]:
    """A heading over up to three lines of one look becomes one row; what follows it is apart."""
    count = 1
    while count < min(3, len(group)) and (group[count].size, group[count].bold) == (
        group[0].size,
        group[0].bold,
    ):
        count += 1
    return Row(group[0].base, [part for row in group[:count] for part in row.segments]), group[count:]


def _one_period(group: list[Row]) -> list[Row]:
    """A period that is broken over short lines ("Mar 2021 –", "Present") is one row."""
    first = group[0].text.rstrip()
    unfinished = first[-1] in "-–—" or (
        len(group) > 1 and BARE_MONTH.fullmatch(first) and group[1].text[0].isdigit()
    )
    if not 2 <= len(group) <= 4 or not unfinished or any(len(row.text) > 18 for row in group):
        return group
    if not any(DATE.search(row.text) for row in group):
        return group
    return [Row(group[0].base, [part for row in group for part in row.segments])]


def _parted(groups: list[list[Row]], main: list[Row]) -> Iterator[list[Row]]:
    """A group whose every row stands beside an entry of its own is a list of labels: one group each."""
    for group in groups:
        places = [_beside(main, row.base) for row in group]
        exact = all(
            place < len(main) and abs(main[place].base - row.base) <= ALIGNED
            for place, row in zip(places, group, strict=True)
        )
        plain = exact and all(_is_name(main[place]) for place in places)
        if len(group) > 1 and exact and (plain or not any(DATE.search(row.text) for row in group)):
            yield from ([row] for row in group)
        else:
            yield group


def _is_name(row: Row) -> bool:
    """A short row without a bullet: a date beside it belongs to it, not to the row above."""
    return row.text[0] not in BULLETS and len(row.text) <= 50


def _beside(main: list[Row], base: float) -> int:
    """The entry on the same baseline, or else the first one below it."""
    near = min(range(len(main)), key=lambda index: abs(main[index].base - base))
    if abs(main[near].base - base) <= 2 * ALIGNED:
        return near
    return next((index for index, row in enumerate(main) if row.base > base), len(main))


def _merged(row: Row, extra: Row | None, before: bool) -> Row:
    if extra is None:
        return row
    later = row if before else extra
    later.segments[0].cell = True
    parts = extra.segments + row.segments if before else row.segments + extra.segments
    return Row(row.base, parts, row.block)
