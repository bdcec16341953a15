"""Tables: cells from drawn lines or from clear strips, read row by row; what is wrapped in a cell stays together."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from services.reading.layout.columns import DATE
from services.reading.layout.rows import Row, rows_of
from services.reading.layout.segments import Segment

SAME_LINE = 2.0  # points between lines that are one
LEAST_CELLS = 2
LEAST_PROSE = 20  # letters of a line that may go on in the next one
LONG_CELL = 90  # letters: a longer cell is read below its row
PADDING = 3.0  # points
WRAPPED = 1.45  # of the size: lines of one cell are no further apart
Rule = tuple[float, float, float]  # where it stands, and from where to where it runs


@dataclass(slots=True)
class Rules:
    """Lines that a page draws: across (y, left, right) and down (x, top, bottom)."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table: its box, the lines between its columns and those between its rows."""

    left: float
    top: float
    right: float
    bottom: float
    columns: list[float]
    rows: list[float]

    def holds(self, part: Segment) -> bool:
        middle, line = (part.left + part.right) / 2, (part.top + part.bottom) / 2
        return self.left - 1 <= middle <= self.right + 1 and self.top - 1 <= line <= self.bottom + 1


def grids(rules: Rules) -> list[Grid]:
    """Tables with lines between their columns and their rows, from top to bottom."""
    found = []
    for down in _clusters(rules.down):
        top, bottom = min(rule[1] for rule in down), max(rule[2] for rule in down)
        places = _places([rule[0] for rule in down])
        left, right = places[0], places[-1]
        across = [
            rule for rule in rules.across
            if top - SAME_LINE <= rule[0] <= bottom + SAME_LINE and rule[1] < right - 5 and rule[2] > left + 5
        ]  # fmt: skip
        left, right = min([left, *(rule[1] for rule in across)]), max([right, *(rule[2] for rule in across)])
        inner = [x for x in places if left + 10 < x < right - 10]
        lines = _places([rule[0] for rule in across])
        if inner and len(lines) >= 3:
            found.append(Grid(left, top, right, bottom, inner, lines))
    return sorted(found, key=lambda grid: grid.top)


def _clusters(down: list[Rule]) -> list[list[Rule]]:
    """Upright lines whose heights overlap or touch belong to one table."""
    clusters: list[list[Rule]] = []
    reach = 0.0
    for rule in sorted(down, key=lambda rule: rule[1]):
        if clusters and rule[1] <= reach + 2 * SAME_LINE:
            clusters[-1].append(rule)
            reach = max(reach, rule[2])
        else:
            clusters.append([rule])
            reach = rule[2]
    return [cluster for cluster in clusters if len(cluster) >= LEAST_CELLS]


def _places(values: list[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > SAME_LINE:
            distinct.append(value)
    return distinct


def grid_rows(grid: Grid, segments: list[Segment], region: Callable[[list[Segment]], list[Row]]) -> list[Row]:
    """The rows of a ruled table; `region` reads a cell that holds a layout of its own."""
    table: dict[int, dict[int, list[Segment]]] = {}
    for part in segments:
        strip = table.setdefault(bisect_right(grid.rows, (part.top + part.bottom) / 2), {})
        strip.setdefault(bisect_right(grid.columns, part.left + 1), []).append(part)
    for place in range(len(grid.columns) + 1):
        column = [table[number][place] for number in sorted(table) if place in table[number]]
        if column:
            _part_lines(column)
    read = []
    edges = [*grid.columns, grid.right]
    for number in sorted(table):
        cells = table[number]
        places = sorted(cells)
        read += strip_rows(
            [cells[place] for place in places], region, [edges[place] - PADDING for place in places]
        )
    return read


def _part_lines(column: list[list[Segment]]) -> None:
    """Where a column's cells have two lines each, which begin with a capital, the second one says something else."""
    lines = [rows_of(cell) for cell in column]
    body = lines if _is_doubled(lines[0]) else lines[1:]
    if len(body) >= LEAST_CELLS and all(_is_doubled(rows) for rows in body):
        for rows in body:
            rows[1].segments[0].cell = True


def _is_doubled(rows: list[Row]) -> bool:
    return len(rows) == 2 and rows[1].text[0].isupper() and not DATE.search(rows[0].text + rows[1].text)


def strip_rows(
    cells: Sequence[list[Segment]],
    region: Callable[[list[Segment]], list[Row]],
    edges: Sequence[float] | None = None,
) -> list[Row]:
    """One row of a table: cells of few words in one row, then what is long, cell by cell.

    Where several cells hold lines of their own (cards side by side) they are read one after the other. `edges` are
    the cells' right ends, where they are known.
    """
    ends = edges or [max([part.right for part in cell]) for cell in cells]
    lines = [rows_of(cell) for cell in cells]
    stacked = [
        len(rows) > 1 and (rows[1].segments[0].cell or not _is_wrapped(rows, end))
        for rows, end in zip(lines, ends, strict=True)
    ]
    if len(cells) == 1 or sum(stacked) > 1:
        return [row for cell in cells for row in region(cell)]
    head: list[Segment] = []
    below: list[Row] = []
    for cell, rows, own in zip(cells, lines, stacked, strict=True):
        length = sum(len(part.text) for part in cell)
        if len(cells) > 1 and own:
            first, rest = rows[0].segments, [part for row in rows[1:] for part in row.segments]
            head += _celled(first, bool(head))
            below += region(rest)
        elif length > LONG_CELL and len(rows) > 1:
            below += rows
        else:
            head += _celled([part for row in rows for part in row.segments], bool(head))
    return [*([Row(head[0].base, head)] if head else []), *below]


def _celled(parts: list[Segment], follows: bool) -> list[Segment]:
    parts[0].cell = follows
    return parts


def _is_wrapped(rows: list[Row], edge: float) -> bool:
    """Whether each line of a cell goes on in the next one: no line had room for the next one's first word."""
    for row, after in pairwise(rows):
        word = after.segments[0].words[0]
        if after.base - row.base > WRAPPED * max(row.size, after.size) or row.bold != after.bold:
            return False
        if row.segments[-1].right + word.right - word.left < edge - 0.25 * row.size:
            return False
    return True


def is_wrapped_table(rows: list[Row], x: float) -> bool:
    """Whether rows at a gutter hold cells that go on in the next row."""
    for side in (True, False):
        parts = [[part for part in row.segments if (part.left < x - 0.5) == side] for row in rows]
        texts = [Row(row.base, cell) for row, cell in zip(rows, parts, strict=True) if cell]
        goes_on = [
            after
            for row, after in pairwise(texts)
            if after.text[:1].islower() and len(row.text) >= LEAST_PROSE
            and after.base - row.base <= WRAPPED * row.size
        ]  # fmt: skip
        if len(goes_on) >= 2:
            return True
    return False


def strips(rows: list[Row]) -> list[list[Row]]:
    """Rows of text as rows of a table: cut where the distance of lines is larger than inside of a cell."""
    steps = sorted(after.base - before.base for before, after in pairwise(rows))
    if not steps:
        return [rows]
    near = steps[len(steps) // 4] * 1.2
    found = [[rows[0]]]
    for before, after in pairwise(rows):
        if after.base - before.base > near:
            found.append([after])
        else:
            found[-1].append(after)
    return found
