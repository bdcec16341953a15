"""Columns and reading order from geometry.

A region is cut at its best gutter: a vertical strip that no segment crosses for many rows. What stands above and
below such a band is read before and after it. Inside it the two sides are either columns, read one after the other,
or they belong together row by row: dates or labels beside an entry, the cells of a table.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from services.reading.layout.columns import NEAR, companion, groups_of
from services.reading.layout.gutters import Band, best_band, usual_size
from services.reading.layout.rows import Row, rows_of
from services.reading.layout.segments import BULLETS, Segment
from services.reading.layout.side_notes import attached
from services.reading.layout.tables import Rules, grid_rows, grids, is_wrapped_table, strip_rows, strips

MAX_DEPTH = 8
LEAST_IN_TABLE = 4  # segments


def arrange(segments: list[Segment], rules: Rules | None = None) -> list[Row]:
    """All rows of a page in reading order; rows of one column share a block number.

    `rules` are the lines that the page draws: a table between them is read by its cells.
    """
    blocks = iter(range(2, 1_000_000))
    block = 1
    ordered: list[Row] = []
    for grid in grids(rules) if rules else []:
        inside = [part for part in segments if grid.holds(part)]
        beside = [
            part
            for part in segments
            if part.bottom > grid.top and part.top < grid.bottom and part not in inside
        ]
        if len(inside) < LEAST_IN_TABLE or beside:
            continue
        above = [part for part in segments if part.bottom <= grid.top + 1 and not grid.holds(part)]
        ordered += _region(above, blocks, block, 0)
        block = next(blocks)
        ordered += _numbered(
            grid_rows(grid, inside, partial(_region, blocks=blocks, block=block, depth=1)), block
        )
        taken = {id(part) for part in (*inside, *above)}
        segments, block = [part for part in segments if id(part) not in taken], next(blocks)
    return ordered + _region(segments, blocks, block, 0)


def _region(segments: list[Segment], blocks: Iterator[int], block: int, depth: int) -> list[Row]:
    if not segments:
        return []
    rows = rows_of(segments)
    band = best_band(rows) if depth < MAX_DEPTH else None
    if band is None:
        return _numbered(rows, block)
    chapters = _chapters(rows, band)
    if chapters:
        return [row for chapter in chapters for row in _region(chapter, blocks, block, depth + 1)]
    band.last -= _parted_tail(rows, band)
    left, right = _sides(rows, band)
    side = companion(rows_of(left), rows_of(right))
    if side != "columns":  # what stands below the last row on the right annotates nothing
        band.last = _last_beside(rows, band)
        left, right = _sides(rows, band)
    above = [part for row in rows[: band.first] for part in row.segments]
    below = [part for row in rows[band.last + 1 :] for part in row.segments]
    ordered = _region(above, blocks, block, depth + 1)
    if side == "columns":
        ordered += _region(left, blocks, next(blocks), depth + 1) + _region(
            right, blocks, next(blocks), depth + 1
        )
        block = next(blocks)
    elif side == "rows" and is_wrapped_table(rows[band.first : band.last + 1], band.x):
        for strip in strips(rows[band.first : band.last + 1]):
            cells = [
                [part for row in strip for part in row.segments if (part.left < band.x - 0.5) == here]
                for here in (True, False)
            ]
            deeper = partial(_region, blocks=blocks, block=next(blocks), depth=depth + 1)
            ordered += strip_rows([cell for cell in cells if cell], deeper)
        block = next(blocks)
    elif side == "rows":
        ordered += _numbered(rows_of(_celled([*left, *right], band.x)), block)
    elif side == "left":
        ordered += attached(
            _region(_celled(right, band.x), blocks, block, depth + 1), rows_of(left), before=True
        )
    else:
        ordered += attached(
            _region(left, blocks, block, depth + 1), rows_of(_celled(right, band.x)), before=False
        )
    return ordered + _region(below, blocks, block, depth + 1)


def _parted_tail(rows: list[Row], band: Band) -> int:
    """How many rows at the band's end stand closer to the full line below than to their own column."""
    if band.last + 1 >= len(rows):
        return 0
    tail = 0
    below = rows[band.last + 1].base
    for index in range(band.last, max(band.first + 3, band.last - 3), -1):
        row = rows[index]
        if row.segments[-1].left >= band.x - 0.5 or below - row.base >= 0.9 * (
            row.base - rows[index - 1].base
        ):
            break
        tail, below = tail + 1, row.base
    return tail


def _last_beside(rows: list[Row], band: Band) -> int:
    """The last row of a band with something on the right, or the one that this stands beside, a little higher."""
    ends = (
        index for index in range(band.last, band.first, -1) if rows[index].segments[-1].left >= band.x - 0.5
    )
    last = next(ends, band.first)
    near = last < band.last and rows[last + 1].base - rows[last].base <= NEAR * rows[last + 1].size
    return last + near


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
    usual = usual_size(inside)
    bold = sum(row.bold for row in inside) > 0.5 * len(inside)
    heads = [
        group[0] for group in groups_of(left)
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
