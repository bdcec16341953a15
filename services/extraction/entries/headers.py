"""The rows that can head an entry of a section, and the dates that they state."""

import re

from services.extraction.dates.written import Period
from services.extraction.entries.naming import is_duration
from services.extraction.sections.view import Row

AROUND_DATES = " \t()[]{}|,;:–—-•·/"
PREPOSITION = re.compile(
    r"(?:^|(?<=[\s(,;|]))(?:from|between|von|vom|zwischen|de|du|entre|desde|del|dal|van|since|seit|depuis|ab)\s+$",
    re.IGNORECASE,
)
LONGEST_HEADER = 130


def dated(row: Row) -> Period | None:
    """The period of a header row: at the beginning or end of one of its cells, not inside running text."""
    if not row.periods or len(row.text) > LONGEST_HEADER or (row.bullet and not _pure(row)):
        return None
    best = None
    for period in row.periods:
        if _at_edge(row, period) and (best is None or _weight(period) > _weight(best)):
            best = period
    leads = best is not None and leading(row, best) and not best.single and row.words <= 28
    running = best is not None and row.sentence and not leads and not _pure(row) and "\t" not in row.text
    if best is None or (running and not _closes(row, best)) or _says_when(row, best):
        return None
    return best


def _closes(row: Row, period: Period) -> bool:
    """ "…, Acme Ltd, Leeds (March 2019 – June 2021)": a period behind a comma or in brackets ends a long header."""
    before, after = row.text[: period.begin].rstrip(), row.text[period.end :].strip(AROUND_DATES + ".")
    before = PREPOSITION.sub("", before + " ").rstrip()
    return not period.single and not after and before[-1:] in ",(|–—·" and row.text[:1].isupper()


def _says_when(row: Row, period: Period) -> bool:
    """ "Since 2021 also in charge of safety" tells more about a job that has begun before."""
    behind = row.text[period.end :].lstrip(" ,:")
    return leading(row, period) and len(behind.split()) >= 3 and behind[0].islower()


def leading(row: Row, period: Period) -> bool:
    """Whether a row begins with these dates, or with "from" and these dates."""
    return not PREPOSITION.sub("", row.text[: period.begin]).strip(AROUND_DATES)


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
        before = PREPOSITION.sub("", row.text[cell.begin : period.begin]).strip(AROUND_DATES)
        after = row.text[period.end : end].strip(AROUND_DATES + ".")
        return not before or not after or is_duration(after) or before[-1:] in ",;:"
    return False


def without_periods(text: str, periods: list[Period]) -> str:
    for period in sorted(periods, key=lambda found: -found.begin):
        text = text[: period.begin] + "\t" + text[period.end :]
    return text


def headlike(row: Row) -> bool:
    """Whether a row can belong to a header: short, no bullet, no sentence."""
    return not row.bullet and len(row.text) <= LONGEST_HEADER and not row.sentence
