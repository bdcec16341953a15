"""Where the data layer gave no answer, Chainlit trusted the token and went on: now it says so and stops."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx
import pytest

from core.errors import DatabaseUnavailable
from models import User
from tests.ui.pages import ChatPage

MakeUser = Callable[..., Awaitable[User]]


@pytest.mark.parametrize("path", ["/user", "/project/settings", f"/project/thread/{uuid4()}"])
async def test_requests_get_503_and_a_sentence(
    signed_in: Callable[[User], httpx.AsyncClient],
    dead_database: Callable[[], None],
    make_user: MakeUser,
    path: str,
) -> None:
    user = await make_user()
    dead_database()
    async with signed_in(user) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 503
    assert "database does not answer" in answer.json()["detail"]


async def test_signing_in_says_that_the_database_is_away(
    visitor: httpx.AsyncClient, dead_database: Callable[[], None], make_user: MakeUser
) -> None:
    user = await make_user()
    dead_database()
    answer = await visitor.post("/login", data={"username": user.email, "password": "correct horse"})
    assert answer.status_code == 503
    assert "set-cookie" not in answer.headers


async def test_a_socket_does_not_connect(
    dead_database: Callable[[], None], web: object, make_user: MakeUser
) -> None:
    user = await make_user()
    dead_database()
    with pytest.raises(ConnectionRefusedError, match="database does not answer"):
        await ChatPage(user).connect()


async def test_a_message_is_told_not_to_be_stored(
    open_page: Callable[..., Awaitable[ChatPage]], dead_database: Callable[[], None], make_user: MakeUser
) -> None:
    page = await open_page(await make_user())
    dead_database()
    await page.send("Who knows COBOL?")
    assert page.said() == [str(DatabaseUnavailable())]
