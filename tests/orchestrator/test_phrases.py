"""The built-in model's sentences: exact numbers, the names of few, and what would help."""

from typing import Any

from orchestrator.builtin.moves import Say
from orchestrator.builtin.plan import plan
from tests.orchestrator.talk import BERLIN, CANDIDATE, RECRUITER, people_found, person, said, used


def answer_to(question: str, tool: str, result: dict[str, Any], tools: frozenset[str] = RECRUITER) -> str:
    step = plan([said(question), *used(tool, {}, result)], tools)
    assert isinstance(step, Say)
    return step.text


def test_a_search_answers_with_exact_numbers() -> None:
    people = [
        person(1, "Ann Lee", title="Engineer", location="Potsdam"),
        person(2, "Bo Chen"),
        person(3, "Cy Fox"),
    ]

    text = answer_to(BERLIN, "search_experts", people_found(*people, unread=2, unread_samples=2))

    first = text.split("\n")[0]
    assert (
        first == "3 of 24 people know Kubernetes and have worked in Berlin; 2 samples are still being read."
    )
    assert "**Ann Lee** (Engineer, Potsdam)" in text


def test_one_person_is_spoken_of_in_the_singular() -> None:
    text = answer_to(BERLIN, "search_experts", people_found(person(1, "Ann Lee"), unread=1))

    assert text.startswith(
        "1 of 24 people knows Kubernetes and has worked in Berlin; 1 CV is still being read."
    )
    assert "It is **Ann Lee**." in text


def test_nobody_comes_with_who_nearly_fits_and_what_to_drop() -> None:
    misses = [person(1, "Ann Lee", missing="has worked in Berlin")]
    found = people_found(near_misses=misses)
    found["understood"][1]["more_without"] = 4

    text = answer_to(BERLIN, "search_experts", found)

    assert text.startswith("None of 24 people know Kubernetes and have worked in Berlin.")
    assert "**Ann Lee**, all but “has worked in Berlin”" in text
    assert "Without “has worked in Berlin” there would be 4 more." in text


def test_words_that_were_not_used_are_named() -> None:
    assert "I did not use: “awesome”." in answer_to(
        BERLIN, "search_experts", people_found(ignored=["awesome"])
    )


def test_meaning_alone_says_so() -> None:
    wish = {"id": "c1", "kind": "meaning", "text": "calm under pressure", "importance": "required"}
    found = people_found(
        person(1, "Ann Lee"), person(2, "Bo"), understood=[wish], question="calm under pressure"
    )

    assert answer_to("x", "search_experts", found).startswith(
        "2 of 24 people come close to “calm under pressure” in meaning."
    )


def test_dropped_files_are_answered_one_by_one() -> None:
    taken = {
        "filename": "ann.pdf",
        "cv_id": 7,
        "status": "pending",
        "duplicate": False,
        "sentence": "Waiting.",
    }
    refused = {
        "filename": "b.xyz",
        "status": "refused",
        "duplicate": False,
        "sentence": "This type is not accepted.",
    }
    items = [
        said("", ("1", "ann.pdf"), ("2", "b.xyz")),
        *used("upload_cv", {}, taken, call="1"),
        *used("upload_cv", {}, refused, call="2"),
    ]

    step = plan(items, CANDIDATE)

    assert isinstance(step, Say)
    assert "taken in **ann.pdf**" in step.text
    assert "**b.xyz** was not taken in. This type is not accepted." in step.text


def test_an_error_is_said_as_the_tool_put_it() -> None:
    assert (
        answer_to("open CV 3", "show_profile", {"error": "There is nothing here."})
        == "There is nothing here."
    )


def test_a_profile_says_how_much_was_read_and_what_is_unsure() -> None:
    counts = {
        "employment": 3,
        "education": 1,
        "skills": 14,
        "certifications": 0,
        "projects": 0,
        "languages": 2,
    }
    shown = {"cv_id": 7, "name": "Ann Lee", "counts": counts, "unsure": ["employment: end date"]}

    text = answer_to("show me what you read in it", "show_profile", shown)

    assert "CV 7: **Ann Lee** – 3 jobs, 1 degree or course, 14 skills and 2 languages." in text
    assert "Unsure, please check: employment: end date." in text


def test_a_look_up_counts_and_lists() -> None:
    cvs = [{"cv_id": 9, "name": "Ann Lee", "location": "Berlin", "sample": True}]

    text = answer_to(
        "list CVs from Berlin", "look_up_cvs", {"asked": {"location": "Berlin"}, "total": 3, "cvs": cvs}
    )

    assert text == "There are 3 CVs from “Berlin”.\n\n- **Ann Lee** (Berlin) – CV 9, sample\n- and 2 more"


def test_words_of_a_cv_make_no_markdown() -> None:
    found = people_found(person(1, "**Ann** [x](https://evil.example) `Lee`\n# Big"))

    assert "**Ann x(https://evil.example) Lee Big**" in answer_to(BERLIN, "search_experts", found)
