import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.extraction.dates.written import find_periods, means_present, months_between, normalise_date


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Sept. 2019 – to date", "2019-09", "now"),
        ("06/18–04/20", "2018-06", "2020-04"),
        ("seit 2021", "2021", "now"),
        ("2017–'19", "2017", "2019"),
        ("2017-19", "2017", "2019"),
        ("2018-2019", "2018", "2019"),
        ("01/2018-12/2019", "2018-01", "2019-12"),
        ("Jan 2020 - Present", "2020-01", "now"),
        ("03.2019 – heute", "2019-03", "now"),
        ("June – August 2019", "2019-06", "2019-08"),
        ("01.03.2019 – 31.08.2020", "2019-03-01", "2020-08-31"),
        ("septembre 2020 – aujourd’hui", "2020-09", "now"),
        ("enero de 2019 a marzo de 2020", "2019-01", "2020-03"),
        ("mar. 2020 – actualidad", "2020-03", "now"),
        ("Mai 2012 bis März 2018", "2012-05", "2018-03"),
        ("2022-09 to now", "2022-09", "now"),
        ("depuis janvier 2018", "2018-01", "now"),
        ("Aug ’19 – Dec ’20", "2019-08", "2020-12"),
        ("2018 –", "2018", "now"),
    ],
)
def test_periods_are_read_as_exactly_as_they_are_stated(words: str, start: str, end: str) -> None:
    (period,) = find_periods(words)
    assert period.first is not None
    assert period.first.value == start
    assert ("now" if period.current else period.last and period.last.value) == end


@pytest.mark.parametrize("words", ["+49 30 23125 142", "2,300 depots", "version 3.11", "Room 2099b", "A 101"])
def test_other_numbers_are_no_dates(words: str) -> None:
    assert find_periods(words) == []


def test_a_single_date_is_neither_open_nor_closed() -> None:
    (period,) = find_periods("Summer 2019")
    assert period.single
    assert period.first is not None
    assert period.first.value == "2019"


def test_the_end_of_a_period_can_be_asked_for() -> None:
    assert normalise_date("June – August 2019", last=True) == "2019-08"
    assert normalise_date("2017–'19", last=True) == "2019"
    assert normalise_date("no date") is None


@pytest.mark.parametrize(
    ("words", "present"), [("present", True), ("heute", True), ("seit 2021", True), ("2019", False)]
)
def test_words_for_today_mean_that_it_goes_on(words: str, present: bool) -> None:
    assert means_present(words) is present


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2020-01", "2020-03", 3), ("2020-01", "2020-01", 1), ("2019", "2021", 24), ("2019", "2019", 0),
        ("2020-01-15", "2020-02-14", 1), ("2020-01-15", "2020-02-10", 0), ("2021-05", "2020-01", 0),
        ("2020-01", "2026-03-31", 75),
    ],
)  # fmt: skip
def test_months_are_counted_down(start: str, end: str, months: int) -> None:
    assert months_between(start, end) == months


@given(text=st.text(alphabet="0123456789 /.-–'’JanFebtoseit", max_size=300))
@settings(max_examples=300, deadline=None)
def test_whatever_is_found_lies_in_the_text(text: str) -> None:
    for period in find_periods(text):
        assert 0 <= period.begin < period.end <= len(text)
        for date in (period.first, period.last):
            assert date is None or period.begin <= date.begin < date.end <= period.end
