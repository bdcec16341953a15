"""The tools that search, on real CVs: exact numbers, bounded words, cards, and closed to candidates."""

import json
from typing import Any
from uuid import uuid4

import pytest

from core.errors import InvalidInput, NotAllowed, NotFound
from services.runtime import Services
from tests.tools.calls import called, run_of, turn_of
from tools.answers import LONGEST_QUOTE, MOST_PEOPLE, bounded
from tools.caller import Card
from tools.compare_experts import compare_experts
from tools.registry import TOOLS
from tools.search_experts import search_experts

QUESTION = "Who knows Kubernetes?"


@pytest.fixture
async def people(make_cv: Any) -> Any:
    """Two who know Kubernetes, one who does not."""
    return [
        await make_cv(full_name="Ann Lee", skills=["Kubernetes", "Go"]),
        await make_cv(full_name="Bo Chen", skills=["Kubernetes"]),
        await make_cv(full_name="Cy Fox", skills=["COBOL"]),
    ]


async def test_a_search_counts_exactly_and_shows_its_card(
    services: Services, make_user: Any, people: Any
) -> None:
    turn = turn_of(services, await make_user())

    found = await search_experts(run_of(turn), QUESTION)

    assert (found.total, found.people) == (2, 3)
    assert {person.name for person in found.results} == {"Ann Lee", "Bo Chen"}
    assert all(person.verdicts[0].verdict == "met" for person in found.results)
    assert all(person.verdicts[0].quote for person in found.results)
    assert turn.cards == [Card("results", found.run_id)]
    assert {person.id for person in people[:2]} <= turn.cv_ids
    assert (found.rows(), found.note()) == (2, "2 of 3 people")


async def test_a_model_sees_few_people_and_short_quotes(
    services: Services, make_user: Any, make_cv: Any
) -> None:
    for number in range(MOST_PEOPLE + 2):
        await make_cv(full_name=f"Person {number}", skills=["Kubernetes"])

    result = await called(
        TOOLS["search_experts"], turn_of(services, await make_user()), json.dumps({"question": QUESTION})
    )

    assert result["total"] == MOST_PEOPLE + 2
    assert len(result["results"]) == MOST_PEOPLE
    assert len(bounded("x" * 900) or "") <= LONGEST_QUOTE


async def test_candidates_search_nothing(services: Services, make_user: Any, people: Any) -> None:
    run = run_of(turn_of(services, await make_user("candidate")))

    with pytest.raises(NotAllowed):
        await search_experts(run, QUESTION)
    with pytest.raises(NotAllowed):
        await compare_experts(run, [people[0].person_id, people[1].person_id], question=QUESTION)
    assert run.context.cards == []


async def test_people_are_compared_by_the_search_that_found_them(
    services: Services, make_user: Any, people: Any
) -> None:
    turn = turn_of(services, await make_user())
    found = await search_experts(run_of(turn), QUESTION)

    compared = await compare_experts(
        run_of(turn), [person.person_id for person in people[1:]], run_id=found.run_id
    )

    assert {person.name: person.required for person in compared.results} == {
        "Bo Chen": "1 of 1",
        "Cy Fox": "0 of 1",
    }
    assert turn.cards[-1].kind == "comparison"
    assert compared.rows() == 2


async def test_people_are_compared_by_the_numbers_of_their_cvs(
    services: Services, make_user: Any, people: Any
) -> None:
    turn = turn_of(services, await make_user())
    arguments = {"cv_ids": [people[0].id, people[2].id], "question": QUESTION}

    compared = await called(TOOLS["compare_experts"], turn, json.dumps(arguments))

    assert [person["name"] for person in compared["results"]] == ["Ann Lee", "Cy Fox"]


async def test_one_person_alone_is_not_compared(services: Services, make_user: Any, people: Any) -> None:
    turn = turn_of(services, await make_user())

    with pytest.raises(InvalidInput, match="Two to 5 people"):
        await compare_experts(run_of(turn), [people[0].person_id], cv_ids=[people[0].id], question=QUESTION)


async def test_another_users_search_is_not_taken_up(services: Services, make_user: Any, people: Any) -> None:
    found = await search_experts(run_of(turn_of(services, await make_user())), QUESTION)
    ids = [person.person_id for person in people[:2]]

    for run_id in (found.run_id, str(uuid4())):
        with pytest.raises(NotFound):
            await compare_experts(run_of(turn_of(services, await make_user())), ids, run_id=run_id)
    with pytest.raises(InvalidInput, match="run_id"):
        await compare_experts(run_of(turn_of(services, await make_user())), ids, run_id="the last one")
