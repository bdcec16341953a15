"""Another site's page must not speak to the chat with its reader's cookie."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from models import User
from tests.ui.pages import ChatPage

ELSEWHERE = "https://elsewhere.example"
MakeUser = Callable[..., Awaitable[User]]


async def test_a_socket_from_another_site_is_refused(
    running: object, web: object, make_user: MakeUser
) -> None:
    with pytest.raises(ConnectionRefusedError, match="not ours"):
        await ChatPage(await make_user()).connect(origin=ELSEWHERE)


async def test_the_socket_transport_from_another_site_is_refused(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get(
        "/ws/socket.io/?EIO=4&transport=polling", headers={"Origin": ELSEWHERE, "Host": "testserver"}
    )
    assert answer.status_code == 403


def test_a_websocket_from_another_site_is_closed(running: object, web: object) -> None:
    client = TestClient(web)  # type: ignore[arg-type]
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/ws/socket.io/?EIO=4&transport=websocket", headers={"Origin": ELSEWHERE}),
    ):
        pass


@pytest.mark.parametrize(
    "headers", [{"Origin": ELSEWHERE}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
async def test_a_request_that_changes_something_from_another_site_is_refused(
    signed_in: Callable[[User], httpx.AsyncClient], make_user: MakeUser, headers: dict[str, str]
) -> None:
    async with signed_in(await make_user()) as browser:
        answer = await browser.post("/project/threads", json={}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://testserver:80"}, 200),
        ({"Origin": "http://testserver:8000"}, 403),
    ],
)
async def test_a_change_needs_a_word_of_where_it_comes_from(
    signed_in: Callable[[User], httpx.AsyncClient],
    make_user: MakeUser,
    headers: dict[str, str],
    status: int,
) -> None:
    body = {"pagination": {"first": 10}, "filter": {}}
    async with signed_in(await make_user()) as browser:
        del browser.headers["Origin"]
        answer = await browser.post("/project/threads", json=body, headers=headers)
    assert answer.status_code == status


async def test_no_other_site_may_read_answers(
    signed_in: Callable[[User], httpx.AsyncClient], make_user: MakeUser
) -> None:
    async with signed_in(await make_user()) as browser:
        answer = await browser.get("/user", headers={"Origin": ELSEWHERE})
    assert "access-control-allow-origin" not in answer.headers


async def test_our_own_page_is_let_through(
    signed_in: Callable[[User], httpx.AsyncClient], make_user: MakeUser
) -> None:
    body = {"pagination": {"first": 10}, "filter": {}}
    async with signed_in(await make_user()) as browser:
        answer = await browser.post(
            "/project/threads",
            json=body,
            headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        )
    assert answer.status_code == 200
