"""Dates that stand in a column of their own: beside what they belong to, and often over several lines."""

import re
from dataclasses import dataclass, field, replace

from schemas.draft import Pointer
from services.extraction.dates.written import ATOM, NOW, Period, find_periods, same_length_fold
from services.extraction.sections.view import Row, cells_of

LINKING = re.compile(
    r"[\s()\[\].,:;–—−~>→/-]|\b(?:to|until|till|bis|zum|heute|and|a|à|au|hasta|al|la|le|el|de|del|seit|since|from|ab|von|"
    r"depuis|desde|des|du|d|l|y|dal|tot|do)\b",
    re.IGNORECASE,
)
LONGEST = 34
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """When an entry was; `single` when one date is all that is said."""

    start: Pointer | None
    end: Pointer | None
    single: bool
    span: tuple[str, str] = ("", "")  # the first and the last date, as they compare


@dataclass(slots=True)
class Cell:
    """A cell that holds dates and nothing else."""

    row: Row
    index: int
    text: str
    begin: int
    alone: bool  # the row holds nothing else
    host: int | None = None  # the row beside it, where that is another one
    parts: list["Cell"] = field(default_factory=list)


def only_dates(text: str) -> bool:
    """Whether a cell holds nothing but dates, parts of dates and the words between them."""
    if len(text) > LONGEST or not any(map(str.isalnum, text)):
        return False
    folded = same_length_fold(text)
    rest, count = ATOM.subn(" ", folded)
    rest, now = NOW.subn(" ", rest)
    return count + now > 0 and not LINKING.sub("", rest).strip()


def stated_by(row: Row, period: Period) -> Stated:
    """Pointers at the words of a period that stands in one row. A lone date is both its ends."""
    if period.first is None:
        return Stated(None, None, True)
    start = row.pointer(row.text[period.first.begin : period.first.end], 0.95)
    if period.present is not None:
        end = row.pointer(row.text[period.present[0] : period.present[1]], 0.95)
    else:
        last = period.last or period.first
        end = row.pointer(row.text[last.begin : last.end], 0.95 if period.last else 0.7)
    return Stated(start, end, period.single, _span(period))


def _span(period: Period) -> tuple[str, str]:
    last = period.last or period.first
    return (
        period.first.value if period.first else "",
        "9999" if period.current or last is None else last.value,
    )


def read_columns(rows: list[Row]) -> tuple[list[Row], dict[int, Stated]]:
    """Rows without the dates that stand beside them, and those dates by the line of the row they belong to.

    Only what one row does not say by itself is touched: dates over several lines, and dates that were read apart
    from the row beside them.
    """
    cells = [cell for index, row in enumerate(rows) if (cell := _date_cell(rows, index)) is not None]
    if not cells:
        return rows, {}
    stacks = _stacks(sorted(cells, key=_height))
    stated: dict[int, Stated] = {}
    result: list[Row | None] = list(rows)
    for cell in stacks:
        if not cell.parts and cell.host is None:
            continue
        said = _stated(cell)
        if said is None:
            continue
        target = rows[cell.host] if cell.host is not None else cell.row
        stated[target.line] = said
        for part in (cell, *cell.parts):
            kept = cell is part and cell.host is None
            result[part.index] = _blank(part.row) if kept and part.alone else _without(part)
    return [row for row in result if row is not None], stated


def _height(cell: Cell) -> tuple[int, float, int]:
    box = cell.row.source.box
    return cell.row.source.page, round(box[1]) if box else 0.0, cell.index


def _date_cell(rows: list[Row], index: int) -> Cell | None:
    row = rows[index]
    if row.bullet or not row.cells:
        return None
    for part in (row.cells[0], row.cells[-1]):
        if only_dates(part.text):
            alone = len(row.cells) == 1
            cell = Cell(row, index, part.text, part.begin, alone)
            cell.host = _beside(rows, index) if alone else None
            return cell
    return None


def _beside(rows: list[Row], index: int) -> int | None:
    """The row that stands at the same height beside a row of dates."""
    row = rows[index].source
    if row.box is None:
        return None
    best: tuple[float, int] | None = None
    for other in range(max(0, index - 60), min(len(rows), index + 60)):
        place = rows[other].source
        if other == index or place.box is None or place.page != row.page or rows[other].bullet:
            continue
        apart = place.box[0] >= row.box[2] - 1 or place.box[2] <= row.box[0] + 1
        shift = min(abs(place.box[1] - row.box[1]), abs(place.box[3] - row.box[3]))
        if (
            apart
            and shift <= 3
            and not only_dates(rows[other].cells[0].text)
            and (best is None or shift < best[0])
        ):
            best = (shift, other)
    return best[1] if best else None


def _stacks(cells: list[Cell]) -> list[Cell]:
    """Cells whose dates go on in the cells below them take those as their parts."""
    found: list[Cell] = []
    index = 0
    while index < len(cells):
        cell = cells[index]
        index += 1
        found.append(cell)
        alone = find_periods(cell.text)
        if any(not period.single and not period.current for period in alone):
            continue
        if alone and alone[0].current and not _open_end(cell.text, alone[0]):
            continue
        for count in range(1, MOST_LINES):
            parts = cells[index : index + count]
            if len(parts) < count or not _below(cell, parts):
                break
            joined = find_periods(" ".join(part.text for part in (cell, *parts)))
            before = sum(len(part.text) + 1 for part in (cell, *parts[:-1]))
            if len(joined) == 1 and not joined[0].single and joined[0].end > before:
                cell.parts = parts
                index += count
                break
    return found


def _open_end(text: str, period: Period) -> bool:
    """Whether a period seems open only because its line ends with a dash or with "to"."""
    if re.search(r"\b(?:to|until|bis|a|à|au|hasta|al|tot)\s*$", text, re.IGNORECASE):
        return True
    return text.rstrip()[-1:] in "-–—" and period.end >= len(text.rstrip()) - 1


def _below(cell: Cell, parts: list[Cell]) -> bool:
    above = cell
    for part in parts:
        one, other = above.row.source, part.row.source
        if one.page != other.page:
            return False
        if one.box is None or other.box is None:
            if not 0 < part.index - above.index <= 1:
                return False
        elif not 0 < other.box[1] - one.box[1] < 2.0 * max(8.0, one.box[3] - one.box[1]) or (
            abs(other.box[0] - one.box[0]) > 90 and abs(other.box[2] - one.box[2]) > 90
        ):
            return False
        above = part
    return True


def _stated(cell: Cell) -> Stated | None:
    parts = [cell, *cell.parts]
    joined = find_periods(" ".join(part.text for part in parts))
    if not joined or joined[0].first is None:
        return None
    period = joined[0]
    start = _pointer(parts, period.first.begin, period.first.end) if period.first else None
    if period.present is not None:
        end = _pointer(parts, *period.present)
    else:
        last = period.last or period.first
        end = _pointer(parts, last.begin, last.end) if last else None
    return Stated(start, end, period.single, _span(period))


def _pointer(parts: list[Cell], begin: int, end: int) -> Pointer | None:
    """A pointer at text[begin:end] of the cells' joined text; words over two lines take what lies between them."""
    spans: list[tuple[Cell, int, int]] = []
    offset = 0
    for part in parts:
        first, last = max(begin - offset, 0), min(end - offset, len(part.text))
        if first < last:
            spans.append((part, first, last))
        offset += len(part.text) + 1
    if not spans:
        return None
    cell, first, last = spans[-1]
    if len(spans) == 2 and spans[1][0].row.line == spans[0][0].row.line + 1:
        upper, start, _ = spans[0]
        words = f"{upper.row.text[upper.begin + start :]} {cell.row.text[: cell.begin + last]}"
        return Pointer(line=upper.row.line, last_line=cell.row.line, words=words, confidence=0.9)
    return cell.row.pointer(cell.text[first:last], 0.9)


def _blank(row: Row) -> Row:
    """A row that is dates from end to end."""
    return replace(row, _periods=[Period(0, len(row.text), None, None)])


def _without(cell: Cell) -> Row | None:
    """The row without its cell of dates; nothing when that is all it holds."""
    if cell.alone:
        return None
    row = cell.row
    text = row.text[: cell.begin] if cell.begin else row.text[cell.begin + len(cell.text) :]
    text = text.strip(" \t|¦│·•")
    if not text:
        return None
    begin = row.text.find(text)
    base = row.source.end - len(row.text)
    left = next((word.left for word in row.source.words if word.start >= base + begin), None)
    box = row.source.box
    if box is not None and left is not None:
        box = (left, *box[1:])
    source = replace(row.source, box=box, start=base + begin, end=base + begin + len(text))
    return replace(row, text=text, source=source, cells=cells_of(text), _periods=None)
