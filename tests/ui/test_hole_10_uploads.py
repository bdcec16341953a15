"""Limits that were the browser's word hold on the server, before a body is read into memory."""

import os
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from models import User
from tests.ui.pages import ChatPage

MakeUser = Callable[..., Awaitable[User]]
OpenPage = Callable[..., Awaitable[ChatPage]]
SignedIn = Callable[[User], httpx.AsyncClient]


async def drop(
    browser: httpx.AsyncClient, page: ChatPage, data: bytes, name: str = "cv.pdf"
) -> httpx.Response:
    files = {"file": (name, data, "text/html")}
    return await browser.post(f"/project/file?session_id={page.session_id}", files=files)


async def test_a_file_over_the_limit_gets_413_and_a_sentence(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser, settings: Settings
) -> None:
    user = await make_user()
    page = await open_page(user)
    async with signed_in(user) as browser:
        answer = await drop(browser, page, b"x" * (settings.max_file_size + 100_000))
    assert answer.status_code == 413
    assert "10 MB" in answer.json()["detail"]
    assert page.session.files == {}


async def test_a_body_without_a_stated_length_is_cut_at_the_limit(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        head = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: a/b\r\n\r\n'
        )
        yield head
        for _ in range(400):
            sent += 1
            yield b"x" * 100_000

    async with signed_in(user) as browser:
        answer = await browser.post(
            f"/project/file?session_id={page.session_id}",
            content=endless(),
            headers={"Content-Type": "multipart/form-data; boundary=b"},
        )
    assert answer.status_code == 413
    assert page.session.files == {}


async def test_any_other_body_is_limited_too(signed_in: SignedIn, make_user: MakeUser) -> None:
    async with signed_in(await make_user()) as browser:
        answer = await browser.post("/project/threads", content=b"x" * 3_000_000)
    assert answer.status_code == 413


async def test_an_empty_file_is_taken_so_that_it_gets_its_own_sentence(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    async with signed_in(user) as browser:
        answer = await drop(browser, page, b"")
    assert answer.status_code == 200
    await page.send("", files=[answer.json()["id"]])
    files = page.elements()[-1]["props"]["files"]
    assert [(file["state"], file["sentence"]) for file in files] == [("refused", "The file is empty.")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.pdf", "x" * 4000 + ".pdf", "..", ""])
async def test_a_file_name_never_becomes_a_path(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser, name: str
) -> None:
    user = await make_user()
    page = await open_page(user)
    async with signed_in(user) as browser:
        answer = await drop(browser, page, b"words", name)
    if answer.status_code == 200:
        (file,) = page.session.files.values()
        assert file["path"].parent == page.session.files_dir
        assert len(file["name"]) <= 255
        assert "\x00" not in file["name"]
    else:  # a part without a name is no file
        assert answer.status_code in (400, 422)


async def test_nobody_drops_files_into_anothers_page(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser
) -> None:
    page = await open_page(await make_user())
    async with signed_in(await make_user()) as browser:
        answer = await drop(browser, page, b"words")
    assert answer.status_code == 404
    assert page.session.files == {}


async def test_more_files_than_allowed_at_once_are_refused(open_page: OpenPage, make_user: MakeUser) -> None:
    page = await open_page(await make_user())
    await page.send("my CVs", files=[page.keep_file(f"{number}.txt", b"words") for number in range(101)])
    assert "at most 100 files" in page.said()[-1]


def modes_below(folder: Path) -> dict[str, int]:
    """The permissions of everything in a folder, and of itself."""
    return {str(path): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


async def test_only_our_own_user_may_read_a_dropped_file(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    earlier = os.umask(0o022)
    try:
        async with signed_in(user) as browser:
            answer = await drop(browser, page, b"words")
    finally:
        os.umask(earlier)
    path = page.session.files[answer.json()["id"]]["path"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {mode & 0o077 for mode in modes_below(path.parents[1]).values()} == {0}


async def test_a_dropped_file_is_removed_with_the_end_of_its_turn(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user(role="candidate")
    page = await open_page(user)
    async with signed_in(user) as browser:
        taken = (
            await drop(browser, page, b"Ana Example\nEngineer, Example Ltd, 2019 to today", "cv.txt")
        ).json()
        kept = (await drop(browser, page, b"for the next message", "later.txt")).json()
        path = page.session.files[taken["id"]]["path"]
        await page.send("", files=[taken["id"]])
        assert not path.exists()
        assert list(page.session.files) == [kept["id"]]
        assert page.session.files[kept["id"]]["path"].exists()
        links = [
            data["url"] for event, data in page.events if event == "element" and data["id"] == taken["id"]
        ]
    assert links[-1].startswith("/api/v1/cv/")
    assert page.elements()[-1]["props"]["files"][0]["state"] != "refused"
