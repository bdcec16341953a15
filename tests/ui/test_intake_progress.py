"""The card of dropped files follows the worker until each file is read or refused."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, User
from schemas.cv import ProcessingStatus
from services.progress import announce
from tests.ui.pages import ChatPage, eventually
from ui import intake_progress

MakeUser = Callable[..., Awaitable[User]]
OpenPage = Callable[..., Awaitable[ChatPage]]
WORDS = b"Ada Ahlers\nWelder\n\nSkills\nCOBOL\n"


def states(page: ChatPage) -> list[str]:
    return [file["state"] for element in page.elements() for file in element["props"]["files"]]


async def move_on(session: AsyncSession, cv_id: int, status: ProcessingStatus, **values: Any) -> None:
    """What a worker does to the row."""
    cv = await session.get_one(CVFile, cv_id, populate_existing=True)
    cv.processing_status = status
    for name, value in values.items():
        setattr(cv, name, value)
    await announce(session, cv_id)
    await session.commit()


async def test_a_drop_is_followed_to_its_end_and_again_after_a_reload(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user(role="candidate")
    page = await open_page(user)
    await page.send("Here is my CV", files=[page.keep_file("ada.txt", WORDS)])
    assert states(page) == ["waiting"]
    (cv_id,) = page.elements()[0]["props"]["pending"]

    await move_on(session, cv_id, ProcessingStatus.PROCESSING, processing_step="reading")
    await eventually(lambda: states(page) == ["reading"])

    again = await open_page(user, thread_id=page.thread_id)
    thread = await again.resume()
    (card,) = [element for element in thread["elements"] if element["name"] == "UploadList"]
    assert card["id"] == page.elements()[0]["id"]
    assert card["props"]["files"][0]["state"] == "reading"

    await move_on(session, cv_id, ProcessingStatus.NO_TEXT, status_detail="No text could be found in it.")
    await eventually(lambda: states(page) == ["failed"] and states(again) == ["failed"])
    await eventually(lambda: not intake_progress._following)


async def test_a_dropped_file_is_a_download_of_the_original_after_a_reload(
    open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    await page.send("Here is a CV", files=[page.keep_file("ada.txt", WORDS)])
    thread = await (await open_page(user, thread_id=page.thread_id)).resume()
    (file,) = [element for element in thread["elements"] if element["type"] == "file"]
    assert (file["name"], file["forId"]) == ("ada.txt", thread["steps"][0]["id"])
    assert file["url"].startswith("/api/v1/cv/")
    await intake_progress.stop_all()


async def test_following_ends_with_the_session(open_page: OpenPage, make_user: MakeUser) -> None:
    page = await open_page(await make_user())
    await page.send("Here is a CV", files=[page.keep_file("ada.txt", WORDS)])
    assert intake_progress._following
    await intake_progress.stop_all()
    await eventually(lambda: not intake_progress._following)
