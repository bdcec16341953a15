"""Tokens, cookies, and who is believed."""

import pytest
import sqlalchemy as sa

from models import AuditEvent, User
from services import throttle

ME = "/api/v1/conversations"


async def sign_in(client, email, password="correct horse"):
    return await client.post("/api/v1/auth/token", json={"email": email, "password": password})


async def test_a_token_opens_the_api(client, make_user):
    user = await make_user()
    answer = await sign_in(client, user.email)
    assert answer.status_code == 200
    assert answer.json()["token_type"] == "bearer"
    assert answer.json()["expires_in"] > 0
    me = await client.get(ME, headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.status_code == 200


async def test_a_wrong_password_is_a_problem_with_a_code(client, make_user):
    user = await make_user()
    answer = await sign_in(client, user.email, "wrong")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "wrong_credentials"


async def test_the_throttle_answers_429_and_when_to_come_back(client, make_user):
    user = await make_user()
    for _ in range(throttle.ACCOUNT_LIMIT):
        assert (await sign_in(client, user.email, "wrong")).status_code == 401
    answer = await sign_in(client, user.email)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic YTpi"},
        {"Cookie": "access_token=nonsense"},
    ],
)
async def test_without_a_token_of_ours_nobody_is_signed_in(client, headers):
    answer = await client.get(ME, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_the_chats_cookie_opens_the_api_whole_and_in_pieces(client, make_user, token):
    whole = token(await make_user())
    pieces = f"access_token_0={whole[:40]}; access_token_1={whole[40:80]}; access_token_2={whole[80:]}"
    assert (await client.get(ME, headers={"Cookie": f"access_token={whole}"})).status_code == 200
    assert (await client.get(ME, headers={"Cookie": pieces})).status_code == 200


async def test_a_role_is_read_from_the_table_on_every_request(client, session, make_user, as_user):
    user = await make_user(role="admin")
    headers = as_user(user)
    assert (await client.get("/admin", headers=headers)).status_code == 200
    await session.execute(sa.update(User).where(User.id == user.id).values(role="candidate"))
    await session.commit()
    assert (await client.get("/admin", headers=headers)).status_code == 403


async def test_a_disabled_account_is_out_at_once(client, session, make_user, as_user):
    user = await make_user()
    await session.execute(sa.update(User).where(User.id == user.id).values(active=False))
    await session.commit()
    assert (await client.get(ME, headers=as_user(user))).status_code == 401


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://experts.test.evil.test", "", None])
async def test_another_site_cannot_use_the_cookie_to_change_anything(
    client, session, make_user, make_cv, with_cookie, origin
):
    user = await make_user(role="candidate")
    cv = await make_cv(uploaded_by=user)
    headers = with_cookie(user, None)
    if origin is not None:
        headers["Origin"] = origin
    answer = await client.delete(f"/api/v1/cv/{cv.id}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert (await client.get(f"/api/v1/cv/{cv.id}", headers=headers)).status_code == 200


@pytest.mark.parametrize("origin", ["http://experts.test", "http://experts.test:80", "https://experts.test"])
async def test_our_own_pages_can(client, make_user, make_cv, with_cookie, origin):
    user = await make_user(role="candidate")
    cv = await make_cv(uploaded_by=user)
    assert (await client.delete(f"/api/v1/cv/{cv.id}", headers=with_cookie(user, origin))).status_code == 204


async def test_the_public_address_counts_as_our_own(client, app, make_user, make_cv, with_cookie):
    services = app.state.services
    settings = services.settings.model_copy(update={"public_url": "https://experts.example.com"})
    app.state.services = type(services)(settings, services.database, services.embedder, services.progress)
    user = await make_user(role="candidate")
    cv = await make_cv(uploaded_by=user)
    headers = with_cookie(user, "https://experts.example.com")
    assert (await client.delete(f"/api/v1/cv/{cv.id}", headers=headers)).status_code == 204


async def test_changing_ones_password_ends_other_sessions_and_answers_a_new_token(client, make_user, as_user):
    user = await make_user()
    change = {"current_password": "correct horse", "new_password": "battery staple"}
    answer = await client.post("/api/v1/auth/password", headers=as_user(user), json=change)
    assert answer.status_code == 200
    assert (await client.get(ME, headers=as_user(user))).status_code == 401
    fresh = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await client.get(ME, headers=fresh)).status_code == 200
    assert (await sign_in(client, user.email, "battery staple")).status_code == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"current_password": "wrong", "new_password": "battery staple"}, 401),
        ({"current_password": "correct horse", "new_password": "short"}, 422),
        ({"current_password": "correct horse"}, 422),
    ],
)
async def test_a_password_is_not_changed_by_halves(client, make_user, as_user, change, status):
    user = await make_user()
    answer = await client.post("/api/v1/auth/password", headers=as_user(user), json=change)
    assert answer.status_code == status
    assert "horse" not in answer.text
    assert (await client.get(ME, headers=as_user(user))).status_code == 200


async def test_a_refusal_leaves_an_event(client, session, make_user, make_cv, as_user):
    user, cv = await make_user(role="recruiter"), await make_cv()
    await client.post(f"/api/v1/cv/{cv.id}/retry", headers=as_user(user))
    event = (await session.scalars(sa.select(AuditEvent))).one()
    assert (event.actor_id, event.action) == (user.id, "request.refused")
    assert event.subject == f"POST /api/v1/cv/{cv.id}/retry"
