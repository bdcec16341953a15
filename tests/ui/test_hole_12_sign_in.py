"""Guessing passwords is slowed, the cookie is the server's, and nothing is public that need not be."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI

from core.settings import Settings
from models import User
from services.runtime import Services
from services.throttle import ACCOUNT_LIMIT
from ui.mount import install_guards

MakeUser = Callable[..., Awaitable[User]]


async def sign_in(visitor: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    return await visitor.post("/login", data={"username": email, "password": password})


async def test_failures_close_an_account_for_a_while_with_a_sentence(
    visitor: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user = await make_user(password="correct horse")
    for _ in range(ACCOUNT_LIMIT):
        wrong = await sign_in(visitor, user.email, "guess")
        assert wrong.status_code == 401
    assert wrong.json()["detail"] == "The e-mail address or the password is not right."
    closed = await sign_in(visitor, user.email, "correct horse")
    assert closed.status_code == 429
    assert "wait" in closed.json()["detail"]


async def test_an_unknown_account_is_told_the_same(visitor: httpx.AsyncClient, make_user: MakeUser) -> None:
    known = await sign_in(visitor, (await make_user()).email, "guess")
    unknown = await sign_in(visitor, "nobody@example.com", "guess")
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())


@pytest.fixture
def behind_https(settings: Settings, running: Services) -> AsyncIterator[None]:
    install_guards(settings.model_copy(update={"public_url": "https://experts.example"}))
    yield
    install_guards(settings)


async def test_behind_https_the_cookie_is_secure(
    behind_https: None, visitor: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user = await make_user(password="correct horse")
    cookie = (await sign_in(visitor, user.email, "correct horse")).headers["set-cookie"].lower()
    assert "; secure" in cookie
    assert "; httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/health", "/copilot/index.js", "/env"])
async def test_chainlits_own_extra_pages_are_not_there(visitor: httpx.AsyncClient, path: str) -> None:
    assert (await visitor.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/user", "/project/settings", "/project/thread/x"])
async def test_nothing_is_told_to_who_has_not_signed_in(visitor: httpx.AsyncClient, path: str) -> None:
    assert (await visitor.get(path)).status_code == 401


async def test_the_mcp_route_is_gone(
    signed_in: Callable[[User], httpx.AsyncClient], make_user: MakeUser, web: FastAPI
) -> None:
    async with signed_in(await make_user()) as browser:
        answer = await browser.post("/mcp", json={"sessionId": "x", "name": "y"})
    assert answer.status_code in (404, 405)
