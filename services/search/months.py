"""How long somebody has worked: months of jobs, overlaps counted once, the same arithmetic as in SQL."""

import datetime as dt
from collections.abc import Iterable

from services.search.material import Row

Span = tuple[int, int]


def span_of(job: Row, as_of: dt.date) -> Span | None:
    """A job's months, numbered from year 0: the first one and the one it ended in (not counted).

    None without a start, without an end unless the job is current, and for less than a month.
    """
    start, current = job["start_date"], job["is_current"]
    end = as_of if current else job["end_date"]
    if start is None or end is None:
        return None
    exact = job["start_precision"] == "day" and (current or job["end_precision"] == "day")
    first = start.year * 12 + start.month
    last = end.year * 12 + end.month - (1 if exact and end.day < start.day else 0)
    return (first, last) if last > first else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlaps, in order; neighbours become one."""
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def total_months(spans: Iterable[Span]) -> int:
    """Months that are covered by at least one of the spans."""
    return sum(last - first for first, last in merged(spans))


def told(spans: Iterable[Span]) -> str:
    """ "6 years 2 months: 2018-03 to 2024-05"."""
    parts = merged(spans)
    years, months = divmod(total_months(parts), 12)
    length = " ".join(
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((years, "year"), (months, "month"))
        if count
    )
    return f"{length or 'less than a month'}: {', '.join(f'{_month(a)} to {_month(b)}' for a, b in parts)}"


def _month(number: int) -> str:
    year, month = divmod(number - 1, 12)
    return f"{year:04d}-{month + 1:02d}"
