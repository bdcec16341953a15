"""People and their versions over the API, and on the admin's page."""

import re

import pytest
import sqlalchemy as sa

from models import CVFile
from services.people.suggesting import suggest_same_person

MAIL = {"email": "ana@example.com", "email_normalised": "ana@example.com", "full_name": "Ana Example"}


@pytest.fixture
def read_cv(make_cv, session):
    async def read(**facts):
        cv = await make_cv(**facts)
        await suggest_same_person(session, cv.id)
        await session.commit()
        return cv

    return read


async def test_suggested_joined_compared_and_undone(client, session, make_user, as_user, read_cv):
    mine = as_user(await make_user())
    old = await read_cv(skills=["Python"], text="one", **MAIL)
    new = await read_cv(skills=["Python", "Rust"], text="two", **MAIL)
    page = (await client.get("/api/v1/people/suggestions", headers=mine)).json()
    (found,) = page["items"]
    assert (page["total"], found["reasons"], found["sentence"]) == (1, ["same_email"], "same e-mail")
    assert (found["older"]["cv_id"], found["newer"]["cv_id"]) == (old.id, new.id)

    joined = await client.post(f"/api/v1/people/suggestions/{found['id']}/join", headers=mine)
    join = joined.json()
    assert (joined.status_code, join["current_cv_id"]) == (200, new.id)
    seen = (await client.get(f"/api/v1/people/{join['person_id']}/versions", headers=mine)).json()
    assert [(one["cv_id"], one["is_current"]) for one in seen["versions"]] == [
        (new.id, True),
        (old.id, False),
    ]
    assert [one["id"] for one in seen["joins"]] == [join["id"]]

    difference = (await client.get(f"/api/v1/cv/{new.id}/difference?with={old.id}", headers=mine)).json()
    assert (difference["older"]["cv_id"], difference["newer"]["cv_id"]) == (old.id, new.id)
    assert [(one["change"], one["label"]) for one in difference["entries"]] == [("added", "Rust")]

    undone = await client.post(f"/api/v1/people/joins/{join['id']}/undo", headers=mine)
    assert undone.json() == {"join_id": join["id"], "person_ids": sorted([old.person_id, new.person_id])}
    people = await session.scalars(sa.select(CVFile.person_id).order_by(CVFile.id))
    assert list(people) == [old.person_id, new.person_id]
    again = await client.post(f"/api/v1/people/joins/{join['id']}/undo", headers=mine)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


async def test_dismissing_answers_the_pair_and_it_is_listed_there(client, make_user, as_user, read_cv):
    mine = as_user(await make_user())
    await read_cv(text="one", **MAIL)
    await read_cv(text="two", **MAIL)
    (found,) = (await client.get("/api/v1/people/suggestions", headers=mine)).json()["items"]
    answer = await client.post(f"/api/v1/people/suggestions/{found['id']}/dismiss", headers=mine)
    assert answer.json()["state"] == "dismissed"
    assert (await client.get("/api/v1/people/suggestions", headers=mine)).json()["total"] == 0
    kept = (await client.get("/api/v1/people/suggestions?state=dismissed", headers=mine)).json()
    assert [one["id"] for one in kept["items"]] == [found["id"]]


async def test_what_is_not_ones_own_is_not_there(client, make_user, as_user, read_cv):
    user = await make_user(role="candidate")
    headers = as_user(user)
    own = await read_cv(uploaded_by=user, text="one", **MAIL)
    other = await read_cv(text="two", **MAIL)
    for method, path in [
        ("GET", f"/api/v1/people/{other.person_id}/versions"),
        ("GET", f"/api/v1/cv/{own.id}/difference?with={other.id}"),
        ("POST", "/api/v1/people/suggestions/1/join"),
        ("POST", "/api/v1/people/joins/1/undo"),
    ]:
        answer = await client.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    joining = await client.post(
        "/api/v1/people/join", headers=headers, json={"person_ids": [own.person_id, other.person_id]}
    )
    assert joining.status_code == 404
    assert (await client.get("/api/v1/people/suggestions", headers=headers)).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/cv/1/difference", 422), ("/api/v1/cv/1/difference?with=1", 422), ("/api/v1/people/0/versions", 422),
     ("/api/v1/people/suggestions?state=perhaps", 422), ("/api/v1/cv/1/difference?with=2", 404)],
)  # fmt: skip
async def test_errors_are_problem_details(client, make_user, as_user, path, status):
    answer = await client.get(path, headers=as_user(await make_user()))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


async def test_an_admin_joins_compares_and_undoes_on_a_page(client, session, make_user, with_cookie, read_cv):
    browser = with_cookie(await make_user(role="admin"))
    old = await read_cv(skills=["Python"], text="one", **MAIL)
    new = await read_cv(skills=["Python", "Rust"], text="two", **MAIL)
    page = (await client.get("/admin/people", headers=browser)).text
    assert "Same e-mail" in page
    number = re.findall(r"/admin/people/(\d+)/join", page)[0]
    compared = await client.get(f"/admin/people/compare?older={old.id}&newer={new.id}", headers=browser)
    assert "1 added, 0 removed, 0 changed" in compared.text
    assert "Rust" in compared.text
    answer = await client.post(f"/admin/people/{number}/join", headers=browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/people?done=joined")
    joined = (await client.get("/admin/people?state=joined", headers=browser)).text
    join = re.findall(r"/admin/people/joins/(\d+)/undo", joined)[0]
    await client.post(f"/admin/people/joins/{join}/undo", headers=browser)
    await client.post(f"/admin/people/{number}/dismiss", headers=browser)
    assert "No CVs look like" in (await client.get("/admin/people", headers=browser)).text
    outsider = await client.get("/admin/people", headers=with_cookie(await make_user()))
    assert outsider.status_code == 403


async def test_nobody_joins_without_signing_in(client):
    answer = await client.post("/api/v1/people/join", json={"person_ids": [1, 2]})
    assert answer.status_code == 401
