"""Dates, labels and headings beside entries: each is put at the entry that it stands beside."""

import re
from collections.abc import Iterator

from services.reading.layout.columns import ALIGNED, DATE, groups_of
from services.reading.layout.gutters import usual_size
from services.reading.layout.rows import Row
from services.reading.layout.segments import BULLETS

MONTH = (
    r"(?:jan|ene|feb|fév|mar|mär|mrz|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aoû|ago|sep|oct|okt|nov|dec|dez|déc|dic)"
    r"[^\W\d_]{0,7}\.?"
)
BARE_MONTH = re.compile(MONTH, re.IGNORECASE)
UNFINISHED = re.compile(  # a period whose end stands in the next line
    rf"(?:[-–—]|\b(?:to|until|till|bis|seit|since|from|von|ab|à|au|depuis|de|du|a|al|hasta|desde)"
    rf"|(?:[-–—]|\b(?:to|bis|à|a)\b)\s*{MONTH})$",
    re.IGNORECASE,
)
LONGEST_PERIOD = 28  # letters of one of its lines
RESUMED = re.compile(r"(?:[-–—]|(?:to|until|till|bis|à|au|hasta|a|al)\b)", re.IGNORECASE)


def attached(main: list[Row], side: list[Row], *, before: bool) -> list[Row]:
    """Put each group of side rows at the entry it stands beside.

    A group that looks like a heading is a line of its own before the entry. Otherwise its first row shares the
    entry's row, and so does each row of a list of labels.
    """
    usual = usual_size(main)
    bold = sum(row.bold for row in main) > 0.5 * len(main)
    ahead: dict[int, list[Row]] = {}
    shared: dict[int, Row] = {}
    behind: dict[int, list[Row]] = {}
    for group in _parted([_one_period(group) for group in groups_of(side)], main):
        index = _beside(main, group[0].base, group[0].size)
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
    joined = [group[0]]
    for row in group[1:]:
        if _continues(joined[-1].text.strip(), row.text.strip()):
            row.segments[0].cell = False
            joined[-1] = Row(joined[-1].base, joined[-1].segments + row.segments)
        else:
            joined.append(row)
    return joined


def _continues(first: str, second: str) -> bool:
    if max(len(first), len(second)) > LONGEST_PERIOD or not (DATE.search(first) or DATE.search(second)):
        return False
    month = BARE_MONTH.fullmatch(first) and second[0].isdigit()
    return bool(UNFINISHED.search(first) or RESUMED.match(second) or month)


def _parted(groups: list[list[Row]], main: list[Row]) -> Iterator[list[Row]]:
    """A group whose every row stands beside an entry of its own is a list of labels: one group each."""
    for group in groups:
        places = [_beside(main, row.base) for row in group]
        exact = all(
            place < len(main) and abs(main[place].base - row.base) <= ALIGNED
            for place, row in zip(places, group, strict=True)
        )
        dated = [DATE.search(row.text) is not None for row in group]
        plain = exact and all(_is_name(main[place]) for place in places)
        if len(group) > 1 and exact and (plain or all(dated) or not any(dated)):
            yield from ([row] for row in group)
        else:
            yield group


def _is_name(row: Row) -> bool:
    """A short row without a bullet: a date beside it belongs to it, not to the row above."""
    return row.text[0] not in BULLETS and len(row.text) <= 50


def _beside(main: list[Row], base: float, size: float = 0.0) -> int:
    """The entry on the same baseline, or else the first one below it."""
    near = min(range(len(main)), key=lambda index: abs(main[index].base - base))
    if abs(main[near].base - base) <= max(2 * ALIGNED, 0.45 * size):
        return near
    return next((index for index, row in enumerate(main) if row.base > base), len(main))


def _merged(row: Row, extra: Row | None, before: bool) -> Row:
    if extra is None:
        return row
    later = row if before else extra
    later.segments[0].cell = True
    parts = extra.segments + row.segments if before else row.segments + extra.segments
    return Row(row.base, parts, row.block)
