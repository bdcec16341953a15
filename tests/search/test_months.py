"""Months of work: overlaps count once, by the same arithmetic in Python and in the database."""

import datetime as dt
import itertools
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.criteria import Bounds, Criterion
from services.search.material import Row
from services.search.months import merged, span_of, told, total_months
from tests.search.conftest import MakeCV, Search

SPANS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 120)).map(lambda s: (s[0], s[0] + s[1])), max_size=12
)


@given(SPANS)
def test_a_month_is_counted_once_however_many_jobs_cover_it(spans: list[tuple[int, int]]) -> None:
    covered = {month for first, last in spans for month in range(first, last)}
    assert total_months(spans) == len(covered)
    parts = merged(spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(parts))


@given(SPANS, st.randoms())
def test_the_order_of_jobs_does_not_matter(spans: list[tuple[int, int]], random: random.Random) -> None:
    shuffled = list(spans)
    random.shuffle(shuffled)
    assert told(shuffled) == told(spans)


def row(start: dt.date | None, end: dt.date | None, **more: Any) -> Row:
    usual = {
        "start_date": start,
        "end_date": end,
        "is_current": False,
        "start_precision": "month",
        "end_precision": "month",
    }
    return Row({**usual, **more}, {})


def test_a_started_month_is_not_a_month() -> None:
    exact = {"start_precision": "day", "end_precision": "day"}
    span = span_of(row(dt.date(2020, 1, 15), dt.date(2021, 1, 14), **exact), dt.date(2026, 1, 1))
    assert span is not None
    assert total_months([span]) == 11


def test_a_job_without_dates_tells_no_duration() -> None:
    assert span_of(row(None, dt.date(2020, 1, 1)), dt.date(2026, 1, 1)) is None
    assert span_of(row(dt.date(2020, 1, 1), None), dt.date(2026, 1, 1)) is None


async def test_the_database_counts_as_python_does(make_cv: MakeCV, search: Search) -> None:
    dice = random.Random(20261122)
    for number in range(12):
        starts = [dice.randrange(2000 * 12, 2020 * 12) for _ in range(dice.randint(1, 5))]
        spans = [(start, start + dice.randint(1, 60)) for start in starts]
        jobs = [
            {"job_title": "Cook", "start_date": month(first), "end_date": month(last), "is_current": False}
            for first, last in spans
        ]
        cv = await make_cv(full_name=f"Person {number}", employment=jobs)
        years = total_months(spans) // 12
        for lower, expected in ((years, True), (years + 1, False)):
            criterion = Criterion(id="a", kind="years", text="", bounds=Bounds(lower=lower))
            found = [candidate.cv_id for candidate in (await search(criteria=[criterion], limit=100)).results]
            assert (cv.id in found) is expected, (spans, lower)


def month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
