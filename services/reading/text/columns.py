"""Two columns of plain text, kept apart by a gutter of blanks: read one after the other."""

from collections.abc import Callable, Sequence

LEFTMOST, RIGHTMOST = 12, 70  # where a gutter may lie
GUTTER = 3  # blanks
LEAST_ROWS = 6  # with words on both sides


def in_columns(rows: Sequence[str], is_heading: Callable[[str], bool]) -> list[str]:
    """The rows with two-column stretches parted: the left column, an empty row, the right one.

    Only where both sides have a heading: dates beside entries and tables of words and years stay rows.
    """
    rows = [row.expandtabs(8) if "\t" in row[:200] and len(row) < 1000 else row for row in rows]
    found = _best(rows)
    if found is None:
        return list(rows)
    start, end, gutter = found
    left = [row[:gutter].rstrip() for row in rows[start:end]]
    right = [row[gutter:].strip() for row in rows[start:end]]
    if not all(any(is_heading(row.strip()) for row in side) for side in (left, right)):
        return list(rows)
    return [*rows[:start], *left, "", *right, "", *rows[end:]]


def _best(rows: Sequence[str]) -> tuple[int, int, int] | None:
    """The longest stretch of rows that one gutter runs through: its first row, the row after it, the gutter's end."""
    best: tuple[int, int, int] | None = None
    most = LEAST_ROWS - 1
    for gutter in range(LEFTMOST, RIGHTMOST):
        start, both, first_both, last_both = 0, 0, 0, 0
        for number, row in enumerate([*rows, "x" * RIGHTMOST]):
            if row[gutter - GUTTER : gutter].strip():
                if both > most:
                    best, most = (max(start, first_both), last_both + 1, gutter), both
                start, both = number + 1, 0
            elif row[:gutter].strip() and row[gutter : gutter + 1].strip():
                both += 1
                first_both = number if both == 1 else first_both
                last_both = number
    if best is None:
        return None
    start, end, gutter = best
    while end < len(rows) and rows[end].strip() and not rows[end][:gutter].strip():
        end += 1
    return start, end, gutter
