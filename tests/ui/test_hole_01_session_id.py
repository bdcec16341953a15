"""Chainlit makes a folder of the session's id and removes it recursively when the session ends."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import pytest

from models import User
from tests.ui.pages import ChatPage

MakeUser = Callable[..., Awaitable[User]]


@pytest.mark.parametrize(
    "session_id", ["../precious", "..", "/etc", "a\x00b", "", "x" * 400, str(uuid4()) + "/.."]
)
async def test_a_session_id_that_is_no_uuid_is_refused(
    running: object, web: object, make_user: MakeUser, session_id: str
) -> None:
    page = ChatPage(await make_user())
    page.session_id = session_id
    with pytest.raises(ConnectionRefusedError, match="cannot be used"):
        await page.connect()


async def test_a_thread_id_that_is_no_uuid_is_refused(
    running: object, web: object, make_user: MakeUser
) -> None:
    with pytest.raises(ConnectionRefusedError, match="cannot be used"):
        await ChatPage(await make_user()).connect(thread_id="../../etc")


async def test_an_ending_session_removes_its_own_folder_only(
    open_page: Callable[..., Awaitable[ChatPage]], make_user: MakeUser
) -> None:
    page = await open_page(await make_user())
    page.keep_file("cv.txt", b"words")
    folder: Path = page.session.files_dir
    neighbour = folder.parent / "neighbour"
    neighbour.mkdir()
    await page.session.delete()
    assert not folder.exists()
    assert neighbour.exists()
    neighbour.rmdir()


async def test_nobody_takes_over_a_session_of_another(
    open_page: Callable[..., Awaitable[ChatPage]], make_user: MakeUser
) -> None:
    page = await open_page(await make_user())
    other = ChatPage(await make_user())
    with pytest.raises(ConnectionRefusedError):
        await other.connect(session_id=page.session_id)
