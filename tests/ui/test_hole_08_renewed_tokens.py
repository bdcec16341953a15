"""An old token could be renewed with its old role: the role lives in the accounts table alone."""

import datetime as dt
from collections.abc import Awaitable, Callable

import httpx
import jwt
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.security import issue_token
from models import User
from services.accounts import set_active, set_password, set_role
from tests.ui.pages import SECRET, ChatPage

MakeUser = Callable[..., Awaitable[User]]
SignedIn = Callable[[User], httpx.AsyncClient]


@pytest.mark.parametrize("path", ["/auth/jwt", "/auth/header", "/auth/oauth/github/callback"])
async def test_no_way_leads_from_a_token_to_a_new_one(
    visitor: httpx.AsyncClient, make_user: MakeUser, path: str
) -> None:
    user = await make_user()
    token = issue_token(SECRET, email=user.email, token_version=0)
    answer = await visitor.post(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in (404, 405)
    assert "set-cookie" not in answer.headers


async def test_a_role_in_the_token_is_not_believed(visitor: httpx.AsyncClient, make_user: MakeUser) -> None:
    user = await make_user(role="candidate")
    now = dt.datetime.now(dt.UTC)
    claims = {
        "identifier": user.email, "display_name": None, "metadata": {"token_version": 0, "role": "admin"},
        "iat": now, "exp": now + dt.timedelta(hours=1),
    }  # fmt: skip
    token = jwt.encode(claims, SECRET, algorithm="HS256")
    answer = await visitor.get("/user", cookies={"access_token": token})
    assert answer.json()["metadata"] == {"role": "candidate"}


async def test_a_new_role_counts_from_the_next_request(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user(role="recruiter")
    async with signed_in(user) as browser:
        assert (await browser.get("/user")).json()["metadata"]["role"] == "recruiter"
        await set_role(session, user, "candidate")
        await session.commit()
        assert (await browser.get("/user")).json()["metadata"]["role"] == "candidate"


@pytest.mark.parametrize("ended", ["disabled", "new password"])
async def test_an_ended_session_is_refused_in_requests_and_in_the_open_socket(
    signed_in: SignedIn,
    open_page: Callable[..., Awaitable[ChatPage]],
    make_user: MakeUser,
    session: AsyncSession,
    ended: str,
) -> None:
    user = await make_user()
    browser, page = signed_in(user), await open_page(user)
    if ended == "disabled":
        await set_active(session, user, False)
    else:
        await set_password(session, user, "another horse")
    await session.commit()
    async with browser:
        assert (await browser.get("/user")).status_code == 401
        assert (await browser.get("/project/settings")).status_code == 401
    await page.send("Who knows COBOL?")
    assert page.said() == ["Please sign in again."]
    with pytest.raises(ConnectionRefusedError, match="sign in"):
        await ChatPage(user).connect(token=issue_token(SECRET, email=user.email, token_version=0))


async def test_a_page_that_comes_back_after_a_new_sign_in_goes_on(
    open_page: Callable[..., Awaitable[ChatPage]], make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    page = await open_page(user)
    await set_password(session, user, "another horse")
    await session.commit()
    back = ChatPage(user)
    await back.connect(session_id=page.session_id)
    await back.send("What can you do?")
    assert "sign in again" not in back.said()[-1]


async def test_the_cookie_carries_the_version_and_no_role(
    visitor: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user = await make_user(role="admin", password="correct horse")
    answer = await visitor.post("/login", data={"username": user.email, "password": "correct horse"})
    claims = jwt.decode(answer.cookies["access_token"], SECRET, algorithms=["HS256"])
    assert claims["metadata"] == {"token_version": 0}
    assert claims["exp"] - claims["iat"] <= 12 * 3600
