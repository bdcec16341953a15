"""Wishes that are easily misread: CV numbers, deleting, candidates' other wishes, and questions for everybody."""

from typing import Any

import pytest

from orchestrator.builtin.moves import Calls, Say
from orchestrator.builtin.plan import plan
from orchestrator.builtin.small_talk import BEST_AT_WHAT, DELETE_MORE, NO_SEARCH, NOT_UNDERSTOOD
from tests.orchestrator.talk import (
    BERLIN,
    CANDIDATE,
    RECRUITER,
    RUN,
    people_found,
    person,
    said,
    searched,
    used,
)

NEW: list[Any] = []
THREE = searched(person(1, "Ann Lee"), person(2, "Bo Chen"), person(3, "Carla Díaz"))


@pytest.mark.parametrize(
    ("so_far", "now", "tool", "arguments"),
    [
        (NEW, "compare CV 19 and CV 21", "compare_experts", {"cv_ids": [19, 21]}),
        (NEW, "Compare CVs 19, 20 and 21", "compare_experts", {"cv_ids": [19, 20, 21]}),
        (NEW, "Vergleiche CV 19 und CV 21", "compare_experts", {"cv_ids": [19, 21]}),
        (THREE, "compare CV 19 and CV 21", "compare_experts", {"cv_ids": [19, 21], "run_id": RUN}),
        (NEW, "compare CV 19 and CV 21 on Java and German", "compare_experts",
            {"cv_ids": [19, 21], "question": "Java and German"}),
        (THREE, "compare Ann Lee and Bo Chen on Java", "compare_experts",
            {"person_ids": [1, 2], "question": "Java"}),
        (NEW, "compare them\n\n(About CV 3, CV 4.)", "compare_experts", {"cv_ids": [3, 4]}),
        (NEW, "summarize CV 5", "show_profile", {"cv_id": 5}),
        (NEW, "Please summarise CV 5.", "show_profile", {"cv_id": 5}),
        (NEW, "tell me about CV 5", "show_profile", {"cv_id": 5}),
        (NEW, "Fasse CV 5 zusammen", "show_profile", {"cv_id": 5}),
        (THREE, "tell me more about the second one", "show_profile", {"cv_id": 102}),
        (THREE, "Tell me about Ann Lee", "show_profile", {"cv_id": 101}),
        (NEW, "Tell me about Ann Lee", "look_up_cvs", {"name": "Ann Lee"}),
        (NEW, "tell me about this person\n\n(About CV 3.)", "show_profile", {"cv_id": 3}),
        (THREE, "tell me about this person\n\n(About CV 3.)", "show_profile", {"cv_id": 3}),
        (THREE, "tell me about this person", "show_profile", {"cv_id": 101}),
        (NEW, "Is it read yet?\n\n(About CV 3.)", "extract_cv", {"cv_id": 3}),
        (NEW, "Who knows Go?\n\n(About CV 3.)", "search_experts", {"question": "Who knows Go?"}),
        (NEW, "list all candidates", "look_up_cvs", {}),
        (NEW, "Please show me all candidates", "look_up_cvs", {}),
        (NEW, "list everybody", "look_up_cvs", {}),
        (NEW, "show all CVs", "look_up_cvs", {}),
        (NEW, "Who is the best nurse in Berlin?", "search_experts", {"question": "Who is the best nurse in Berlin?"}),
        (NEW, "What is the weather?", "search_experts", {"question": "What is the weather?"}),
        (THREE, "Who is the best candidate?", "show_profile", {"cv_id": 101}),
        (THREE, "show me the best one", "show_profile", {"cv_id": 101}),
        (NEW, "Find people who delete all logs", "search_experts", None),
        (NEW, "Wer kann alle Akten löschen?", "search_experts", None),
        (NEW, "Gibt es Pfleger, die nach Berlin ziehen?", "search_experts", None),
        (NEW, "Wer kann Lebensläufe lesen und Akten löschen?", "search_experts", None),
    ],
)  # fmt: skip
def test_a_recruiter_is_understood(
    so_far: list[Any], now: str, tool: str, arguments: dict[str, Any] | None
) -> None:
    step = plan([*so_far, said(now)], RECRUITER)

    assert isinstance(step, Calls), step
    ((called, given),) = step.calls
    assert called == tool
    assert arguments is None or given == arguments


@pytest.mark.parametrize(
    "now",
    [
        "delete everything", "Please delete all CVs", "wipe the database", "delete all candidates", "Lösche alles",
        "Bitte alle Daten löschen", "remove every user", "drop all tables", "delete my account",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tools", [RECRUITER, CANDIDATE])
def test_deleting_more_than_ones_own_cv_calls_nothing(now: str, tools: frozenset[str]) -> None:
    assert plan([said(now)], tools) == Say(DELETE_MORE)


@pytest.mark.parametrize(
    "now",
    ["Who is the best candidate?", "who is the best?", "Show me the best candidates", "Wer ist der Beste?"],
)
def test_the_best_at_nothing_is_asked_back(now: str) -> None:
    assert plan([said(now)], RECRUITER) == Say(BEST_AT_WHAT)


@pytest.mark.parametrize(
    "now",
    [
        "Wie kann ich meinen Lebenslauf löschen?", "Ich möchte meinen Lebenslauf zurückziehen",
        "Kann ich meinen CV entfernen?", "Zieh meinen Lebenslauf zurück", "How can my CV be deleted?",
        "Bitte ziehen Sie meinen Lebenslauf zurück", "withdraw all my CVs",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tools", [RECRUITER, CANDIDATE])
def test_a_wish_to_withdraw_is_understood_wherever_its_verb_stands(now: str, tools: frozenset[str]) -> None:
    assert plan([said(now)], tools) == Calls((("list_my_uploads", {}),))


@pytest.mark.parametrize(
    "now", ["correct my title", "What is the weather?", "My phone number is wrong", "banana"]
)
def test_a_candidate_who_is_not_understood_hears_what_they_can_do(now: str) -> None:
    assert plan([said(now)], CANDIDATE) == Say(NOT_UNDERSTOOD)
    assert "recruiters" not in NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "now",
    ["Who knows Go?", "Find me nurses", "list all candidates", "Wer spricht Deutsch?", "Who is the best?"],
)
def test_a_candidate_who_searches_hears_that_recruiters_do(now: str) -> None:
    assert plan([said(now)], CANDIDATE) == Say(NO_SEARCH)


def test_a_sentence_with_which_a_search_refuses_is_the_answer() -> None:
    sentence = "I do not sort people by age."
    items = [said("Who is under 30?"), *used("search_experts", {}, {"error": sentence})]

    assert plan(items, RECRUITER) == Say(sentence)


def test_of_many_near_misses_three_are_named() -> None:
    misses = [person(id, f"Name{id} Lee", missing="has worked in Berlin") for id in range(1, 6)]
    found = people_found(near_misses=misses, near_misses_total=14)

    step = plan([said(BERLIN), *used("search_experts", {}, found)], RECRUITER)

    assert isinstance(step, Say)
    assert step.text.count(" Lee**") == 3
    assert "; and 11 more." in step.text
