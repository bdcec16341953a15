"""Searching over the API."""

import json
from uuid import uuid4

import pytest

SEARCH = "/api/v1/search"


async def test_a_search_answers_people_verdicts_and_how_it_was_understood(
    client, make_user, make_cv, as_user
):
    ana = await make_cv(full_name="Ana Example", skills=["Kubernetes"])
    await make_cv(full_name="Bo Sample", skills=["Accounting"])
    found = (
        await client.post(
            SEARCH, headers=as_user(await make_user()), json={"query": "Kubernetes", "limit": 5}
        )
    ).json()
    assert (found["total"], found["people"]) == (1, 2)
    person = found["results"][0]
    assert (person["cv_id"], person["person_id"], person["full_name"]) == (
        ana.id,
        ana.person_id,
        "Ana Example",
    )
    assert 0 <= person["score"] <= 100
    verdict = person["verdicts"][0]
    assert (verdict["verdict"], verdict["quote"], verdict["page"]) == ("met", "Kubernetes", 1)
    assert verdict["criterion"] == found["understood"]["criteria"][0]["id"]


async def test_edited_criteria_are_used_as_they_are(client, make_user, make_cv, as_user):
    await make_cv(skills=["Kubernetes"])
    bo = await make_cv(skills=["Accounting"])
    wanted = {
        "id": "c1",
        "kind": "skill",
        "text": "Accounting",
        "value": ["accounting"],
        "importance": "required",
    }
    asked = {"query": "Kubernetes", "criteria": [wanted]}
    found = (await client.post(SEARCH, headers=as_user(await make_user()), json=asked)).json()
    assert [person["cv_id"] for person in found["results"]] == [bo.id]


async def test_a_run_is_shown_again_to_whoever_asked(client, make_user, make_cv, as_user):
    await make_cv(skills=["Kubernetes"])
    headers = as_user(await make_user())
    found = (await client.post(SEARCH, headers=headers, json={"query": "Kubernetes"})).json()
    assert (await client.get(f"{SEARCH}/{found['run_id']}", headers=headers)).json() == found
    other = as_user(await make_user())
    for run_id in (found["run_id"], uuid4()):
        answer = await client.get(f"{SEARCH}/{run_id}", headers=other)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_candidates_do_not_search(client, make_user, as_user):
    headers = as_user(await make_user(role="candidate"))
    answer = await client.post(SEARCH, headers=headers, json={"query": "Kubernetes"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_nobody_searches_without_signing_in(client):
    assert (await client.post(SEARCH, json={"query": "Kubernetes"})).status_code == 401
    assert (await client.get(f"{SEARCH}/{uuid4()}")).status_code == 401


@pytest.mark.parametrize(
    "asked",
    [{"query": "x", "limit": 0}, {"query": "x", "limit": 101}, {"query": "x" * 20_001}, {"query": "\ud800"},
     {"query": 7}, {"query": "x", "criteria": [{"id": "c1", "kind": "nonsense", "text": "x"}]}, []],
)  # fmt: skip
async def test_a_search_that_is_none_is_a_problem(client, make_user, as_user, asked):
    headers = as_user(await make_user()) | {"Content-Type": "application/json"}
    answer = await client.post(SEARCH, headers=headers, content=json.dumps(asked))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_nul_in_a_search_is_left_out(client, make_user, make_cv, as_user):
    await make_cv(skills=["Kubernetes"])
    found = await client.post(SEARCH, headers=as_user(await make_user()), json={"query": "Kuber\0netes"})
    assert (found.status_code, found.json()["total"]) == (200, 1)
