"""Entries of a section: a header (names, places, dates) and the text below it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from services.extraction.dates import Period
from services.extraction.folding import fold
from services.extraction.naming import (
    employer_score,
    is_duration,
    kind_words,
    looks_like_name,
    place_score,
    title_score,
)  # fmt: skip
from services.extraction.view import Row

AROUND_DATES = " \t()[]{}|,;:–—-•·/"
LONGEST_HEADER = 130
MOST_ABOVE, MOST_BELOW = 3, 3


@dataclass(slots=True)
class Unit:
    """A piece of a header row between strong separators; `line` is where its words stand."""

    line: int
    text: str
    row: Row


@dataclass(slots=True)
class Entry:
    """Header rows with the period that they state, and body rows."""

    anchor: Row | None = None
    period: Period | None = None
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)


def dated(row: Row) -> Period | None:
    """The period of a header row: at the beginning or end of one of its cells, not inside running text."""
    if not row.periods or len(row.text) > LONGEST_HEADER or (row.bullet and not _pure(row)):
        return None
    best = None
    for period in row.periods:
        if _at_edge(row, period) and (best is None or _weight(period) > _weight(best)):
            best = period
    leads = best is not None and best.begin <= 2 and not best.single and row.words <= 20
    if best is not None and row.sentence and not leads and not _pure(row) and "\t" not in row.text:
        return None
    return best


def _pure(row: Row) -> bool:
    """Little but dates."""
    rest = without_periods(row.text, row.periods).strip(AROUND_DATES + ".")
    return len(rest) <= 3 or is_duration(rest)


def _weight(period: Period) -> int:
    return 2 if not period.single else 1


def _at_edge(row: Row, period: Period) -> bool:
    for cell in row.cells:
        end = cell.begin + len(cell.text)
        if not cell.begin <= period.begin < end:
            continue
        before = row.text[cell.begin : period.begin].strip(AROUND_DATES)
        after = row.text[period.end : end].strip(AROUND_DATES + ".")
        return not before or not after or is_duration(after) or before[-1:] in ",;:"
    return False


def without_periods(text: str, periods: list[Period]) -> str:
    for period in sorted(periods, key=lambda found: -found.begin):
        text = text[: period.begin] + "\t" + text[period.end :]
    return text


def cut_entries(rows: list[Row]) -> list[Entry]:
    """Entries around dated header rows; rows above the first belong to its header as far as they look like one."""
    anchors = [(index, period) for index, row in enumerate(rows) if (period := dated(row)) is not None]
    anchors = _one_each(rows, _ranked(anchors))
    if not anchors:
        return []
    above = _rows_above(rows, anchors)
    entries: list[Entry] = []
    starts = [_start(rows, anchors, position, above) for position in range(len(anchors))]
    for position, (index, period) in enumerate(anchors):
        end = starts[position + 1] if position + 1 < len(anchors) else len(rows)
        entry = Entry(rows[index], period, rows[starts[position] : index + 1], rows[index + 1 : end])
        entries.append(entry)
    return entries


def _ranked(anchors: list[tuple[int, Period]]) -> list[tuple[int, Period]]:
    """Where most entries state a period, a lone date ("2021" beside an award) begins none."""
    periods = [anchor for anchor in anchors if not anchor[1].single]
    return periods if len(periods) * 2 > len(anchors) else anchors


def _one_each(rows: list[Row], anchors: list[tuple[int, Period]]) -> list[tuple[int, Period]]:
    """A body line that begins or ends with a date, in small print between two sentences, is no anchor."""
    kept: list[tuple[int, Period]] = []
    for index, period in anchors:
        before = rows[index - 1] if index else None
        if (
            before is not None
            and rows[index].text[:1].islower()
            and before.sentence
            and not _pure(rows[index])
        ):
            continue
        kept.append((index, period))
    return kept


def headlike(row: Row) -> bool:
    """Whether a row can belong to a header: short, no bullet, no sentence."""
    return not row.bullet and len(row.text) <= LONGEST_HEADER and not row.sentence


def _look(row: Row) -> tuple[float, bool]:
    return round(row.size), row.source.bold


def _rows_above(rows: list[Row], anchors: list[tuple[int, Period]]) -> int:
    """How many header rows stand above the dates: as many as above the first, unless later entries have fewer."""
    first = anchors[0][0]
    count = 0
    while count < min(first, MOST_ABOVE) and headlike(rows[first - 1 - count]):
        count += 1
    return count


def _start(rows: list[Row], anchors: list[tuple[int, Period]], position: int, above: int) -> int:
    """The first header row of an entry: rows above its dates that look like those above the first entry's."""
    index = anchors[position][0]
    first = anchors[0][0]
    if position == 0:
        return first - above
    floor = anchors[position - 1][0] + 1
    models = [_look(rows[first - 1 - step]) for step in range(above)]
    start = index
    for step in range(above):
        candidate = index - 1 - step
        if candidate < floor or not headlike(rows[candidate]):
            break
        if _look(rows[candidate]) != models[step] and not _sounds_alike(rows[candidate], models[step]):
            if step == 0 and above > 1 and _look(rows[candidate]) == models[-1] and models[-1] != models[0]:
                start = candidate
            break
        if _continues(rows, candidate, floor):
            break
        start = candidate
    return start


def _sounds_alike(row: Row, model: tuple[float, bool]) -> bool:
    """A row half in bold may count as bold once and not the next time: its size and its words decide."""
    named = title_score(row.text) + employer_score(row.text) >= 1
    return _look(row)[0] == model[0] and row.source.heading and named and looks_like_name(row.text)


def _continues(rows: list[Row], index: int, floor: int) -> bool:
    """The second line of a wrapped bullet is no header."""
    before = rows[index - 1] if index > floor else None
    box = rows[index].source.box
    if before is None or before.source.box is None or box is None:
        return False
    indented = box[0] > before.source.box[0] + 2
    return before.bullet and (indented or rows[index].text[:1].islower())


STRONG = re.compile(
    r"\t+|\s[|•·∙●▪◆♦⋅]\s|\s*[|¦]\s*|\s[–—]\s|\s-\s|\s@\s|"
    r"\s/\s(?=[A-Z][\w.&]*\s[\w.&]+$)|\s(?:bei der|bei|at|chez)\s(?=[^\W\da-z])"
)


def units_of(rows: list[Row]) -> list[Unit]:
    """Pieces of header rows between wide gaps, bars, dashes and "at"; dates, durations and kinds of work are gone."""
    units: list[Unit] = []
    for row in rows:
        text = without_periods(row.text, [period for period in row.periods if _removable(row, period)])
        for part in STRONG.split(text):
            words = part.strip(" \t,;:|–—-•·/").strip()
            if words.startswith("(") and words.endswith(")"):
                words = words[1:-1].strip()
            words = re.sub(r"\s*\(\s*\)?\s*$|^\s*\)\s*", "", words)
            if (
                any(letter.isalnum() for letter in words)
                and not is_duration(words)
                and not _kind_of_work(words)
            ):
                units.append(Unit(row.line, words, row))
    return units


def _removable(row: Row, period: Period) -> bool:
    return _at_edge(row, period) or not period.single


def _kind_of_work(words: str) -> bool:
    spoken = re.findall(r"[\w-]+", fold(words))
    return 0 < len(spoken) <= 2 and "-".join(spoken) in kind_words() and place_score(words) == 0


def common(values: list[int]) -> int:
    return Counter(values).most_common(1)[0][0] if values else 0
