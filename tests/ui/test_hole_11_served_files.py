"""Dropped files were served as pages of ours, under the type that the browser had named."""

from collections.abc import Awaitable, Callable

import httpx

from models import User
from tests.ui.pages import ChatPage

MakeUser = Callable[..., Awaitable[User]]
SignedIn = Callable[[User], httpx.AsyncClient]
SCRIPT = b"<script>alert(document.cookie)</script>"


async def test_a_dropped_file_is_only_ever_a_download(
    signed_in: SignedIn, open_page: Callable[..., Awaitable[ChatPage]], make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    address = f"/project/file?session_id={page.session_id}"
    async with signed_in(user) as browser:
        file_id = (await browser.post(address, files={"file": ("a.html", SCRIPT, "text/html")})).json()["id"]
        answer = await browser.get(f"/project/file/{file_id}?session_id={page.session_id}")
    assert answer.content == SCRIPT
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")


async def test_nobody_fetches_anothers_file(
    signed_in: SignedIn, open_page: Callable[..., Awaitable[ChatPage]], make_user: MakeUser
) -> None:
    page = await open_page(await make_user())
    file_id = page.keep_file("cv.txt", b"words")
    async with signed_in(await make_user(role="admin")) as browser:
        answer = await browser.get(f"/project/file/{file_id}?session_id={page.session_id}")
    assert answer.status_code == 404
