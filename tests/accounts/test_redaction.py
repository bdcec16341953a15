"""Cutting a CV's words out of texts and data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.redaction import WITHDRAWN, Redactor, cut, cut_runs, name_parts, runs_of, telling


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ana Example knows Java.", f"{WITHDRAWN} knows Java."),
        ("ANA  EXAMPLE, and Ana\nExample", f"{WITHDRAWN}, and {WITHDRAWN}"),
        ("Ana Examples and Diana Example", "Ana Examples and Diana Example"),
        ("(Ana Example)", f"({WITHDRAWN})"),
    ],
)
def test_words_are_cut_where_they_stand_for_themselves(text, left):
    assert cut(text, ["Ana Example"]) == left


def test_the_longer_words_go_first():
    assert cut("Ana Example Berg", ["Ana Example", "Ana Example Berg"]) == WITHDRAWN


@given(st.text(), st.lists(st.text(), max_size=5))
def test_what_is_cut_is_not_there_any_more(text, words):
    left = cut(text, words).replace(WITHDRAWN, "\0")
    assert all(cut(left, [word]) == left for word in words if word.strip("\0 "))


def test_phone_numbers_and_addresses_are_words_too():
    text = "Call +49 30 1234-5, or ana@example.com."
    assert cut(text, ["+49 30 1234-5", "ana@example.com"]) == f"Call {WITHDRAWN}, or {WITHDRAWN}."


def test_a_part_of_a_sentence_is_found_by_its_run_of_words():
    runs = runs_of("Led the migration of forty-two services to a new platform within one year, on budget.")
    said = "She led the migration of forty-two services to a new platform … (page 2)"
    assert cut_runs(said, runs) == f"She {WITHDRAWN} … (page 2)"
    assert cut_runs("led the migration of", runs) == "led the migration of"


def test_quotes_of_one_word_stay_in_prose():
    assert telling(["Python", "Site reliability", ""]) == ("Site reliability",)


def test_parts_of_a_name_that_others_bear_stay():
    assert name_parts("Ana María van Example", shared_with=["Ana Other"]) == ("María", "Example")


def test_data_about_the_cv_loses_every_string_and_nothing_else_does():
    data = {
        "total": 2,
        "results": [
            {"cv_id": 7, "name": "Ana Example", "score": 90, "cv_date": "2024-01-01",
             "verdicts": [{"criterion": "c1", "verdict": "met", "quote": "Python", "page": 1}]},
            {"cv_id": 8, "name": "Bo Sample", "verdicts": [{"criterion": "c1", "verdict": "met", "quote": "Python"}]},
        ],
    }  # fmt: skip
    left = Redactor(7, ("Ana Example",)).data(data, about_it=True)
    assert left["results"][0] == {
        "cv_id": 7, "name": WITHDRAWN, "score": 90, "cv_date": None,
        "verdicts": [{"criterion": "c1", "verdict": "met", "quote": WITHDRAWN, "page": 1}],
    }  # fmt: skip
    assert left["results"][1] == data["results"][1]


def test_data_inside_a_string_is_cut_as_data():
    left = Redactor(7, ("Ana Example",)).text('{"cv_id": 7, "quote": "Python"}', about_it=True)
    assert left == f'{{"cv_id": 7, "quote": "{WITHDRAWN}"}}'
