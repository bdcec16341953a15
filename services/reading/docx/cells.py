"""Cells of a table's row become lines, as the table is laid out."""

import re
from collections.abc import Sequence

from services.reading.assemble import Line
from services.reading.styled import side_by_side

NOTE_LINES, NOTE_LENGTH = 3, 40  # a cell beside an entry holds at most so many short lines


def laid_out(
    cells: Sequence[list[Line]], lines: list[Line], *, block: int | None = None
) -> tuple[list[Line], bool]:
    """The lines of one row, and whether it became a single line.

    A row of single lines is one line with tabs, in `block` where one is named; so is the head of an entry with the
    note beside it. Other cells follow each other, as `lines` has them.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
        line = side_by_side([cell[0] for cell in filled])
        line.block = line.block if block is None else block
        return [line], True
    if len(filled) > 1 and _has_notes(filled):
        return _beside(filled), False
    return lines, False


def _has_notes(cells: list[list[Line]]) -> bool:
    """Whether all cells but one of the longest are notes beside it, such as the dates of an entry.

    Of three cells and more, short ones beside a longer one are the columns of a table, whatever they say.
    """
    most = max(len(cell) for cell in cells)
    small = _is_small if len(cells) > 2 else _is_note
    return any(len(main) == most and all(cell is main or small(cell) for cell in cells) for main in cells)


def _is_small(cell: list[Line]) -> bool:
    return len(cell) < NOTE_LINES and not any(
        line.heading or len(line.text) > 2 * NOTE_LENGTH for line in cell
    )


def _is_note(cell: list[Line]) -> bool:
    if len(cell) > NOTE_LINES or any(line.heading or len(line.text) > NOTE_LENGTH for line in cell):
        return False
    return re.search(r"\d", cell[0].text) is not None and not any("@" in line.text for line in cell)


def _beside(cells: list[list[Line]]) -> list[Line]:
    """Line by line of all cells, as they stand beside each other."""
    block = max(cells, key=len)[0].block
    rows = []
    for number in range(max(len(cell) for cell in cells)):
        row = [cell[number] for cell in cells if number < len(cell)]
        line = side_by_side(row) if len(row) > 1 else row[0]
        line.block = block
        rows.append(line)
    return rows
