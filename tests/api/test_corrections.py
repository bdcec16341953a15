"""Corrections over the API: values, entries, refusals, and that erasing takes them along."""

import pytest
import sqlalchemy as sa

import models

FACTS = {
    "full_name": "Ada Exmaple", "email": "ada@example.org", "location": "Berlin, Germany", "skills": ["Python"],
    "employment": [{"job_title": "Enginer", "company_name": "Nordlicht GmbH", "start_date": "2019"}],
}  # fmt: skip


@pytest.fixture
async def cv(make_cv, make_user):
    owner = await make_user(role="candidate")
    return owner, await make_cv(**FACTS, uploaded_by=owner)


async def test_a_value_is_corrected_listed_and_undone(client, as_user, cv) -> None:
    owner, row = cv
    url, headers = f"/api/v1/cv/{row.id}", as_user(owner)
    wish = {"field": "employment/0/job_title", "value": "Engineer"}
    made = (await client.patch(f"{url}/profile", json=wish, headers=headers)).json()
    assert (made["kind"], made["old"], made["new"]) == (
        "changed", {"job_title": "Enginer"}, {"job_title": "Engineer"},
    )  # fmt: skip
    profile = (await client.get(f"{url}/profile", headers=headers)).json()
    assert profile["employment"][0]["job_title"] == "Engineer"
    assert profile["employment"][0]["evidence"]["job_title"]["source"] == "human"
    listed = (await client.get(f"{url}/corrections", headers=headers)).json()
    assert [(one["id"], one["author"], one["label"]) for one in listed["items"]] == [
        (made["id"], "you", "Experience: Enginer")
    ]
    assert (listed["total"], listed["limit"], listed["offset"]) == (1, 20, 0)
    undone = await client.delete(f"{url}/corrections/{made['id']}", headers=headers)
    assert undone.json()["undone_at"]
    profile = (await client.get(f"{url}/profile", headers=headers)).json()
    assert profile["employment"][0]["job_title"] == "Enginer"
    again = await client.delete(f"{url}/corrections/{made['id']}", headers=headers)
    assert (again.status_code, again.json()["code"]) == (404, "not_found")


async def test_entries_are_added_and_removed(client, as_user, cv) -> None:
    owner, row = cv
    url, headers = f"/api/v1/cv/{row.id}/profile", as_user(owner)
    added = await client.patch(url, json={"field": "skills", "value": {"name": "Go"}}, headers=headers)
    assert added.json()["field"] == "skills/1"
    await client.patch(url, json={"field": "skills/0", "value": None}, headers=headers)
    assert [one["name"] for one in (await client.get(url, headers=headers)).json()["skills"]] == ["Go"]


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"field": "employment/0/job_title", "value": "x", "old": {"job_title": "Engineer"}}, 409),
        ({"field": "employment/0", "value": None, "old": {"start_date": None}}, 409),
        ({"field": "employment/0/start_date", "value": "long ago"}, 422),
        ({"field": "employment/7/job_title", "value": "x"}, 404),
        ({"field": "employment/0/job_title/x", "value": "x"}, 422),
        ({"field": "personal_info", "value": {"email": "x"}}, 422),
        ({"field": "../0", "value": "x"}, 422),
        ({"field": "skills", "value": {"name": {"x": 1}}}, 422),
        ({"value": "x"}, 422),
    ],
)
async def test_a_wish_that_cannot_be_met_is_a_problem_with_a_sentence(
    client, as_user, cv, wish, status
) -> None:
    owner, row = cv
    answer = await client.patch(f"/api/v1/cv/{row.id}/profile", json=wish, headers=as_user(owner))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


async def test_others_cannot_correct_it_and_a_foreign_page_cannot_either(
    client, as_user, with_cookie, make_user, cv
) -> None:
    owner, row = cv
    url, wish = f"/api/v1/cv/{row.id}/profile", {"field": "personal_info/email", "value": "x@example.org"}
    other = as_user(await make_user(role="candidate"))
    assert (await client.patch(url, json=wish, headers=other)).status_code == 404
    assert (await client.get(f"/api/v1/cv/{row.id}/corrections", headers=other)).status_code == 404
    foreign = with_cookie(owner, origin="https://elsewhere.example")
    assert (await client.patch(url, json=wish, headers=foreign)).status_code == 403


async def test_a_search_quotes_a_corrected_value_as_a_persons_word(client, as_user, cv, make_user) -> None:
    owner, row = cv
    wish = {"field": "personal_info/location", "value": "Hamburg, Germany"}
    await client.patch(f"/api/v1/cv/{row.id}/profile", json=wish, headers=as_user(owner))
    recruiter = as_user(await make_user(role="recruiter"))
    found = await client.post("/api/v1/search", json={"query": "Who lives in Hamburg?"}, headers=recruiter)
    [person] = found.json()["results"]
    [verdict] = person["verdicts"]
    assert (verdict["quote"], verdict["page"]) == ("Hamburg, Germany", None)
    assert "corrected by a person" in verdict["note"]


async def test_erasing_a_cv_takes_its_corrections_and_both_names_along(
    client, session, as_user, cv, make_user
) -> None:
    owner, row = cv
    wish = {"field": "personal_info/full_name", "value": "Ada Example"}
    await client.patch(f"/api/v1/cv/{row.id}/profile", json=wish, headers=as_user(owner))
    talk = models.Conversation(user_id=owner.id, name="Ada Exmaple or Ada Example?")
    session.add(talk)
    await session.commit()
    await client.delete(f"/api/v1/cv/{row.id}", headers=as_user(owner))
    await session.refresh(talk)
    assert talk.name == "[withdrawn] or [withdrawn]?"
    for table in (models.FieldCorrection, models.ProfileAsRead):
        assert await session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
