"""Asking for duplicates in the chat: what the tool tells, and that it joins nothing."""

import pytest

from orchestrator.builtin.intents import Intent, intent_of
from orchestrator.builtin.moves import Say
from orchestrator.builtin.plan import plan
from services.people.suggesting import suggest_same_person
from tests.orchestrator.talk import CANDIDATE, RECRUITER, said, used
from tests.tools.calls import called, turn_of
from tools.caller import Card
from tools.registry import TOOLS

MAIL = {"email": "ana@example.com", "email_normalised": "ana@example.com", "full_name": "Ana Example"}


@pytest.fixture
async def two(make_cv, session):
    cvs = [await make_cv(text=text, **MAIL) for text in ("one", "two")]
    for cv in cvs:
        await suggest_same_person(session, cv.id)
    await session.commit()
    return cvs


async def test_a_recruiter_is_told_the_pairs_and_gets_the_card(services, make_user, two):
    turn = turn_of(services, await make_user())
    told = await called(TOOLS["list_same_person"], turn)
    older, newer = two
    (pair,) = told["pairs"]
    assert (told["total"], pair["why"], pair["newer"]["cv_id"]) == (1, "same e-mail", newer.id)
    assert turn.cards == [Card("same_person", "all")]
    assert turn.cv_ids == {older.id, newer.id}


async def test_a_candidate_is_told_nothing_of_others(services, make_user, two):
    turn = turn_of(services, await make_user(role="candidate"))
    assert await called(TOOLS["list_same_person"], turn) == {"total": 0, "pairs": []}
    assert turn.cv_ids == set()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Are there duplicates?", True), ("Which CVs are of the same person?", True), ("duplicates", True),
        ("Gibt es Dubletten?", True), ("Is CV 3 the same person as CV 5?", True),
        ("Who has experience with duplicate detection?", False), ("Delete all duplicates", False),
        ("Find one person in Berlin", False), ("Show me one person who knows Java", False),
        ("Who founded one person companies?", False), ("Which of them worked in one person companies", False),
    ],
)  # fmt: skip
def test_asking_for_duplicates_is_told_from_searching(words, meant):
    assert (intent_of(words) is Intent.DUPLICATES) is meant


def test_the_built_in_model_asks_the_tool_and_names_the_pairs():
    words = "Are there duplicates?"
    for tools in (RECRUITER, CANDIDATE):
        assert plan([said(words)], tools).calls == (("list_same_person", {}),)
    cvs = {side: {"cv_id": n, "person_id": n, "name": "Ana", "filename": "a.pdf"} for side, n in
           (("newer", 2), ("older", 1))}  # fmt: skip
    found = {"total": 1, "pairs": [{**cvs, "why": "same e-mail"}]}
    step = plan([said(words), *used("list_same_person", {}, found)], RECRUITER)
    assert isinstance(step, Say)
    assert "1 pair of CVs looks like the same person" in step.text
    assert "**Ana**: CV 2 and CV 1, same e-mail" in step.text
