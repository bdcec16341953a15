"""What the built-in model does, as tables: conversation so far, what is said now, by whom -> tool and arguments."""

from typing import Any

import pytest

from orchestrator.builtin.moves import Calls, Say
from orchestrator.builtin.plan import plan
from services.reading.accepted import named_types
from tests.orchestrator.talk import (
    BERLIN,
    CANDIDATE,
    RECRUITER,
    RUN,
    asked_to_withdraw,
    dropped,
    people_found,
    person,
    said,
    searched,
    used,
)

THREE = searched(person(1, "Ann Lee"), person(2, "Bo Chen"), person(3, "Carla Díaz"))
NEW: list[Any] = []


def planned(items: list[Any], tools: frozenset[str] = RECRUITER) -> list[tuple[str, dict[str, Any]]]:
    step = plan(items, tools)
    assert isinstance(step, Calls), step
    return list(step.calls)


@pytest.mark.parametrize(
    ("so_far", "now", "tool", "arguments"),
    [
        (NEW, BERLIN, "search_experts", {"question": BERLIN}),
        (NEW, "Show me people who speak German", "search_experts", {"question": "Show me people who speak German"}),
        (NEW, "great developers in Berlin", "search_experts", {"question": "great developers in Berlin"}),
        (NEW, "Who has read the profile of a server?", "search_experts", None),
        (NEW, "Who can read German contracts?", "search_experts", {"question": "Who can read German contracts?"}),
        (NEW, "Which nurses speak German?", "search_experts", {"question": "Which nurses speak German?"}),
        (NEW, "Who knows Go?\n\n(About CV 3, CV 4.)", "search_experts", {"question": "Who knows Go?"}),
        (THREE, "only those in Hamburg", "search_experts", {"question": f"{BERLIN[:-1]}. In Hamburg."}),
        (THREE, "and without Java?", "search_experts", {"question": f"{BERLIN[:-1]}. Without Java."}),
        (THREE, "But who of them speaks German?", "search_experts", {"question": f"{BERLIN[:-1]}. Speaks German."}),
        (THREE, "und ohne Java?", "search_experts", {"question": f"{BERLIN[:-1]}. Ohne Java."}),
        (THREE, "Who knows COBOL?", "search_experts", {"question": "Who knows COBOL?"}),
        (THREE, "In Rome, who knows COBOL?", "search_experts", {"question": "In Rome, who knows COBOL?"}),
        (NEW, "and without Java?", "search_experts", {"question": "and without Java?"}),
        (dropped() + asked_to_withdraw(), "ok, find me nurses instead", "search_experts", None),
        (NEW, "We withdraw files, compare people and show profiles. " * 10, "search_experts", None),
        (NEW, "How many CVs are there?", "look_up_cvs", {}),
        (NEW, "List CVs from Berlin", "look_up_cvs", {"location": "Berlin"}),
        (NEW, "list all CVs with Java from Hamburg", "look_up_cvs", {"location": "Hamburg", "skill": "Java"}),
        (NEW, "Who is called Anna?", "look_up_cvs", {"name": "Anna"}),
        (NEW, "Who is Anna-Maria Sørensen?", "look_up_cvs", {"name": "Anna-Maria Sørensen"}),
        (NEW, "Who is available in Berlin?", "search_experts", {"question": "Who is available in Berlin?"}),
        (NEW, "which CVs need review?", "look_up_cvs", {"status": "needs_review"}),
        (THREE, "open the first one", "show_profile", {"cv_id": 101}),
        (THREE, "show me the second", "show_profile", {"cv_id": 102}),
        (THREE, "show me the profile of Carla Diaz", "show_profile", {"cv_id": 103}),
        (THREE, "open Ann Lee", "show_profile", {"cv_id": 101}),
        (THREE, "open Chen's profile", "show_profile", {"cv_id": 102}),
        (THREE, "Open the profile of Dora Fox", "look_up_cvs", {"name": "Dora Fox"}),
        (NEW, "show CV 12", "show_profile", {"cv_id": 12}),
        (dropped(), "Show me what you read in it", "show_profile", {"cv_id": 7}),
        (dropped(), "zeig mir, was du gelesen hast", "show_profile", {"cv_id": 7}),
        (dropped(7) + THREE, "open anna.pdf", "show_profile", {"cv_id": 7}),
        (dropped(7) + THREE, "open the profile of zoe.pdf", "look_up_cvs", {"name": "zoe.pdf"}),
        (dropped(), "is it read yet?", "extract_cv", {"cv_id": 7}),
        (dropped(), "What is the state of CV 9?", "extract_cv", {"cv_id": 9}),
        (dropped(), "please read it again", "extract_cv", {"cv_id": 7, "read_again": True}),
        (dropped(), "the phone is wrong, it is 030 99", "correct_cv", {"cv_id": 7, "what": "phone", "new": "030 99"}),
        (NEW, "correct the phone in CV 12 to 030 99", "correct_cv", {"cv_id": 12, "what": "phone", "new": "030 99"}),
        (THREE, "the phone in CV 102 should be 030 99", "correct_cv", {"cv_id": 102, "what": "phone", "new": "030 99"}),
        (NEW, "my e-mail is wrong, it is a@example.org", "list_my_uploads", {}),
        (NEW, "my uploads", "list_my_uploads", {}),
        (NEW, "what did I upload?", "list_my_uploads", {}),
        (NEW, "show me my CV", "list_my_uploads", {}),
        (dropped(), "withdraw it", "withdraw_cv", {"cv_id": 7}),
        (NEW, "withdraw my CV", "list_my_uploads", {}),
        (NEW, "withdraw 12", "withdraw_cv", {"cv_id": 12}),
        (THREE, "show number 3", "show_profile", {"cv_id": 103}),
        (dropped() + asked_to_withdraw(), "yes", "withdraw_cv", {"cv_id": 7}),
        (dropped() + asked_to_withdraw(), "ja, bitte", "withdraw_cv", {"cv_id": 7}),
        (NEW, "Yes, withdraw CV 12", "withdraw_cv", {"cv_id": 12}),
        (THREE, "compare the first two", "compare_experts", {"person_ids": [1, 2], "run_id": RUN}),
        (THREE, "compare the first and the third", "compare_experts", {"person_ids": [1, 3], "run_id": RUN}),
        (THREE, "Compare Ann Lee and Bo Chen", "compare_experts", {"person_ids": [1, 2], "run_id": RUN}),
        (THREE, "compare them", "compare_experts", {"person_ids": [1, 2, 3], "run_id": RUN}),
    ],
)  # fmt: skip
def test_a_recruiter_is_understood(
    so_far: list[Any], now: str, tool: str, arguments: dict[str, Any] | None
) -> None:
    ((called, given),) = planned([*so_far, said(now)])

    assert called == tool
    assert arguments is None or given == arguments


@pytest.mark.parametrize(
    ("so_far", "now", "tool", "arguments"),
    [
        (dropped(), "Show me what you read in it", "show_profile", {"cv_id": 7}),
        (dropped(), "withdraw it", "withdraw_cv", {"cv_id": 7}),
        (NEW, "What are my uploads?", "list_my_uploads", {}),
        (NEW, "Show me what I have handed in.", "list_my_uploads", {}),
        (NEW, "withdraw my cv", "list_my_uploads", {}),
    ],
)
def test_a_candidate_is_understood(so_far: list[Any], now: str, tool: str, arguments: dict[str, Any]) -> None:
    assert planned([*so_far, said(now)], CANDIDATE) == [(tool, arguments)]


@pytest.mark.parametrize("now", ["Who knows Kubernetes?", "compare the first two", "List CVs from Berlin"])
def test_a_candidate_who_wants_to_search_gets_one_kind_sentence(now: str) -> None:
    step = plan([said(now)], CANDIDATE)

    assert isinstance(step, Say)
    assert "recruiters" in step.text
    assert step.text.count(".") == 1


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("Hello!", "Hello"),
        ("help", "You can"),
        ("What can you do?", "You can"),
        ("thanks a lot", "welcome"),
        ("", "You can"),
        ("compare", "Whom shall I compare"),
        ("What can you do, and how do you rank people?", "ranked by arithmetic"),
        ("I would like to hand in my CV. What do I do?", "Drop the file"),
        ("Who can see my CV, and how do I take it back?", "Recruiters and admins"),
    ],
)
def test_small_talk_needs_no_tool(now: str, answer: str) -> None:
    step = plan([said(now)], RECRUITER)

    assert isinstance(step, Say)
    assert answer in step.text


@pytest.mark.parametrize("tools", [RECRUITER, CANDIDATE])
@pytest.mark.parametrize(
    "now",
    ["Which files can I send?", "what kinds of documents do you take?", "Welche Dateien kann ich schicken?"],
)
def test_the_files_that_are_taken_are_those_that_the_settings_allow(now: str, tools: frozenset[str]) -> None:
    step = plan([said(now)], tools, file_types=named_types(("pdf", "jpeg", "zip")))
    assert isinstance(step, Say)
    assert "I take PDF, pictures (JPEG), ZIP of these." in step.text


def test_every_dropped_file_is_filed() -> None:
    calls = planned([said("here they are", ("id-1", "a.pdf"), ("id-2", "b.docx"))])

    assert calls == [("upload_cv", {"attachment_id": "id-1"}), ("upload_cv", {"attachment_id": "id-2"})]


def test_a_question_beside_a_dropped_file_is_answered_after_filing_it() -> None:
    drop = dropped()
    items = [said("Who knows COBOL?", ("id-1", "anna.pdf")), *drop[1:3]]

    assert planned(items) == [("search_experts", {"question": "Who knows COBOL?"})]


def test_no_is_an_answer_to_withdrawing() -> None:
    step = plan([*dropped(), *asked_to_withdraw(), said("no, keep it")], RECRUITER)

    assert step == Say("All right, nothing was withdrawn.")


def test_yes_means_nothing_when_nothing_was_asked() -> None:
    ((tool, _),) = planned([*THREE, said("yes, Java would be nice")])

    assert tool == "search_experts"


def test_a_name_that_was_looked_up_once_is_opened() -> None:
    found = used(
        "look_up_cvs",
        {"name": "Dora"},
        {"asked": {"name": "Dora"}, "total": 1, "cvs": [{"cv_id": 9, "name": "Dora Fox"}]},
    )

    assert planned([said("open the profile of Dora"), *found]) == [("show_profile", {"cv_id": 9})]


def test_a_name_that_several_bear_is_asked_about() -> None:
    cvs = [{"cv_id": 8, "name": "Dora Fox"}, {"cv_id": 9, "name": "Dora Wolf"}]
    found = used("look_up_cvs", {"name": "Dora"}, {"asked": {"name": "Dora"}, "total": 2, "cvs": cvs})

    step = plan([said("open the profile of Dora"), *found], RECRUITER)

    assert isinstance(step, Say)
    assert "Which one?" in step.text
    assert "CV 8" in step.text
    assert "CV 9" in step.text


def test_of_several_uploads_none_is_withdrawn_by_guess() -> None:
    uploads = [{"cv_id": id, "name": None, "filename": f"{id}.pdf", "status": "processed"} for id in (8, 9)]
    found = used("list_my_uploads", {}, {"total": 2, "uploads": uploads})

    step = plan([said("withdraw my cv"), *found], CANDIDATE)

    assert isinstance(step, Say)
    assert "Which one?" in step.text


def test_names_not_spoken_of_yet_are_looked_up_and_then_compared() -> None:
    question = said("Compare Ann Lee and Bo Chen")
    lookups = planned([question])
    found = [
        used(
            "look_up_cvs",
            arguments,
            {"asked": arguments, "total": 1, "cvs": [person(id, arguments["name"])]},
            call=str(id),
        )
        for id, (_, arguments) in enumerate(lookups, start=1)
    ]

    assert [tool for tool, _ in lookups] == ["look_up_cvs", "look_up_cvs"]
    assert planned([question, *found[0], *found[1]]) == [("compare_experts", {"person_ids": [1, 2]})]


def test_refinements_add_up() -> None:
    second = f"{BERLIN[:-1]}. In Hamburg."
    items = [
        *THREE,
        said("only those in Hamburg"),
        *used("search_experts", {"question": second}, people_found(), call="s2"),
    ]

    assert planned([*items, said("and with Go")]) == [("search_experts", {"question": f"{second} With Go."})]


def test_of_several_dropped_files_the_first_that_was_read_is_shown() -> None:
    both = [*dropped(7, "broken.pdf")[:-1], *dropped(8, "ann.pdf")[1:]]
    question = said("Show me what you read in it")
    failed = used("show_profile", {"cv_id": 7}, {"error": "The file is damaged."}, call="p7")

    assert planned([*both, question]) == [("show_profile", {"cv_id": 7})]
    assert planned([*both, question, *failed]) == [("show_profile", {"cv_id": 8})]


def test_when_none_of_the_dropped_files_can_be_shown_the_first_reason_is_given() -> None:
    failed = used("show_profile", {"cv_id": 7}, {"error": "The file is damaged."}, call="p7")

    assert plan([*dropped(7), said("Show me what you read in it"), *failed], RECRUITER) == Say(
        "The file is damaged."
    )


def test_the_state_of_all_dropped_files_is_told() -> None:
    both = [*dropped(7, "a.pdf")[:-1], *dropped(8, "b.pdf")[1:]]

    assert planned([*both, said("are they read yet?")]) == [
        ("extract_cv", {"cv_id": 7}),
        ("extract_cv", {"cv_id": 8}),
    ]


def test_of_several_dropped_files_none_is_withdrawn_by_guess() -> None:
    both = [*dropped(7, "a.pdf")[:-1], *dropped(8, "b.pdf")[1:]]

    assert planned([*both, said("withdraw it")]) == [("list_my_uploads", {})]


def test_after_a_comparison_places_still_count_in_the_list() -> None:
    compared = people_found(person(1, "Ann Lee"), person(2, "Bo Chen"))
    items = [
        *THREE,
        said("compare the first two"),
        *used("compare_experts", {"person_ids": [1, 2]}, compared, call="k1"),
    ]

    assert planned([*items, said("compare the first and the third")]) == [
        ("compare_experts", {"person_ids": [1, 3], "run_id": RUN})
    ]


def test_a_look_up_on_the_way_is_not_part_of_the_answer() -> None:
    uploads = [{"cv_id": 8, "name": None, "filename": "8.pdf", "status": "processed"}]
    asks = {"cv_id": 8, "done": False, "erased": False, "sentence": "Withdraw 8.pdf?"}
    items = [
        said("withdraw my cv"),
        *used("list_my_uploads", {}, {"total": 1, "uploads": uploads}, call="1"),
        *used("withdraw_cv", {"cv_id": 8}, asks, call="2"),
    ]

    assert plan(items, CANDIDATE) == Say("Withdraw 8.pdf?")


@pytest.mark.parametrize("found", [searched(person(1, "Ann Lee")), THREE])
@pytest.mark.parametrize(
    "now",
    [
        "the phone is wrong, it is 030 99", "change the location to Hamburg", "change their location to Hamburg",
        "change the city to Hamburg, this one must speak German", "update the title to Lead and show them all",
    ],
)  # fmt: skip
def test_nobody_is_corrected_on_a_guess(found: list[Any], now: str) -> None:
    step = plan([*found, said(now)], RECRUITER)
    assert isinstance(step, Say)
    assert "Whose CV is it?" in step.text


def test_whoever_was_opened_or_named_is_corrected() -> None:
    one = searched(person(1, "Ann Lee"))
    opened = [
        said("open it"),
        *used("show_profile", {"cv_id": 101}, {"cv_id": 101, "name": "Ann Lee"}, call="o"),
    ]
    corrects = ("correct_cv", {"cv_id": 101, "what": "location", "new": "Hamburg"})
    assert planned([*one, *opened, said("change her location to Hamburg")]) == [corrects]
    assert planned([*one, said("change Ann Lee's location to Hamburg")]) == [corrects]


def test_a_number_that_is_no_phone_number_is_no_correction() -> None:
    assert planned([said("the number in CV 3 should be at least 5")])[0][0] == "search_experts"
