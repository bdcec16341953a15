"""What the two sides of a gutter are to each other: columns, the cells of a table, or entries and their notes."""

import re
from itertools import pairwise

from services.reading.layout.gutters import usual_size
from services.reading.layout.rows import Row

NEAR = 0.4  # of the size: how far a date's baseline may lie from its entry's
LONGEST_DATE = 45  # characters
ALIGNED = 2.0  # points between baselines that belong together
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{2,4}\b|\b(?:present|current|heute|today|ongoing|aktuell|actual(?:idad)?|"
    r"aujourd.hui|présent|now)\b",
    re.IGNORECASE,
)


def companion(left: list[Row], right: list[Row]) -> str:
    """How two sides belong together: "columns", "rows", or the side ("left", "right") that annotates the other."""
    side, other, name = (left, right, "left") if _letters(left) <= _letters(right) else (right, left, "right")
    groups = groups_of(side)
    matched = sum(_aligned(group[0].base, other) for group in groups) / len(groups)
    beside = sum(_aligned(group[0].base, other, NEAR * group[0].size) for group in groups) / len(groups)
    dated = sum(any(DATE.search(row.text) for row in group[:2]) for group in groups) / len(groups)
    long = sum(len(group) for group in groups) / len(groups)
    headed = _has_headings(side, other)
    if _cards(left, right):
        return "columns"
    if len(groups) >= 2 and dated >= 0.5 and beside >= 0.7 and long <= 3.5 and not headed:
        return name
    if _only_headings(left, right):
        return "left"
    if _headed_columns(left, right):
        return "columns"
    both = min(_share_aligned(left, right), _share_aligned(right, left))
    plain = not headed and not _has_headings(other, side)
    if (
        both >= (0.75 if plain else 0.85)
        and not (headed and _has_headings(other, side))
        and not _prose(left, right)
    ):
        return "rows"
    if _labels(left, right) and not _prose(left, right):
        return "left"
    if len(groups) >= 2 and matched >= 0.85 and len(side) <= 0.5 * len(other) and long <= 2.5:
        return name
    return "columns"


def _cards(left: list[Row], right: list[Row]) -> bool:
    """Entries beside entries: where one side states a date in a row of its own, so does the other, beside it."""
    dated = [[row for row in rows if DATE.search(row.text)] for rows in (left, right)]
    if not dated[1] or any(
        len(part) * 2 >= len(rows) for part, rows in zip(dated, (left, right), strict=True)
    ):
        return False
    if len(left) < 3 or len(right) < 3:
        return False
    return all(_aligned(row.base, dated[0]) for row in dated[1]) and all(
        len(row.text) < LONGEST_DATE for part in dated for row in part
    )


def _only_headings(left: list[Row], right: list[Row]) -> bool:
    """The left holds nothing but headings of what stands beside them."""
    groups = groups_of(left)
    if len(groups) < 2 or len(left) > 0.6 * len(right):
        return False
    usual = usual_size(right)
    bold = sum(row.bold for row in right) > 0.5 * len(right)
    return all(row.size > 1.08 * usual or (row.bold and not bold) for row in left) and all(
        any(abs(row.base - group[0].base) <= max(ALIGNED, 0.6 * group[0].size) for row in right)
        for group in groups
    )


def _labels(left: list[Row], right: list[Row]) -> bool:
    """Every group on the right begins beside a row on the left and holds no heading: labels and their values."""
    groups = groups_of(right)
    starts = sum(_aligned(group[0].base, left) for group in groups) / len(groups)
    short = _letters(left) / len(left) < 26
    return short and len(left) <= len(right) and starts >= 0.9 and not _has_headings(right, left) and (
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


def groups_of(rows: list[Row]) -> list[list[Row]]:
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


def _aligned(base: float, rows: list[Row], near: float = ALIGNED) -> bool:
    return any(abs(row.base - base) <= max(ALIGNED, near) for row in rows)


def _share_aligned(these: list[Row], those: list[Row]) -> float:
    return sum(_aligned(row.base, those) for row in these) / len(these)


def _has_headings(rows: list[Row], others: list[Row]) -> bool:
    """At least one short line, not the first and with nothing beside it, stands out by size, weight or capitals."""
    usual = usual_size(rows)
    bold = sum(row.bold for row in rows) > 0.5 * len(rows)
    return any(
        len(row.text) < 40 and (row.size > 1.12 * usual or (row.bold and not bold and row.text.isupper()))
        and not _aligned(row.base, others)
        for row in rows[1:]
    )  # fmt: skip


def _prose(left: list[Row], right: list[Row]) -> bool:
    return all(_letters(rows) / len(rows) > 38 for rows in (left, right))
