"""The side bar and a reload: what the page is told of stored conversations."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotFound
from models import Conversation, User
from services import threads
from services.conversations import open_conversation, record_answer, record_user_message
from tests.ui.pages import ChatPage

MakeUser = Callable[..., Awaitable[User]]
SignedIn = Callable[[User], httpx.AsyncClient]
OpenPage = Callable[..., Awaitable[ChatPage]]


async def conversation_of(session: AsyncSession, user: User, *words: str) -> UUID:
    """A conversation with one question and answer for each of `words`."""
    conversation_id = uuid4()
    conversation = await open_conversation(session, user.id, conversation_id)
    for said in words:
        run = {"run_id": str(uuid4())}
        await record_user_message(session, conversation, message_id=uuid4(), text=said, ui=run)
        await record_answer(session, conversation, message_id=uuid4(), text=f"About {said}", ui=run)
    await session.commit()
    return conversation_id


async def listed(
    browser: httpx.AsyncClient, first: int = 10, cursor: str | None = None, **filters: Any
) -> Any:
    body = {"pagination": {"first": first, "cursor": cursor}, "filter": filters}
    return (await browser.post("/project/threads", json=body)).json()


async def test_the_side_bar_lists_ones_own_latest_first(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user, other = await make_user(), await make_user()
    await conversation_of(session, user, "COBOL")
    await conversation_of(session, other, "secret")
    await conversation_of(session, user, "Fortran")
    async with signed_in(user) as browser:
        page = await listed(browser, userId=str(other.id))
    assert [thread["name"] for thread in page["data"]] == ["Fortran", "COBOL"]


async def test_the_side_bar_goes_on_where_it_ended(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    for number in range(5):
        await conversation_of(session, user, f"question {number}")
    async with signed_in(user) as browser:
        first = await listed(browser, first=3)
        second = await listed(browser, first=3, cursor=first["pageInfo"]["endCursor"])
    names = [thread["name"] for thread in first["data"] + second["data"]]
    assert names == [f"question {number}" for number in (4, 3, 2, 1, 0)]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize(
    ("words", "found"), [("about cobol", 1), ("100%", 1), ("%", 1), ("_", 0), ("absent", 0)]
)
async def test_the_search_looks_into_questions_and_answers_and_takes_words_as_they_are(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession, words: str, found: int
) -> None:
    user = await make_user()
    await conversation_of(session, user, "who is 100% remote?")
    await conversation_of(session, user, "COBOL")
    async with signed_in(user) as browser:
        assert len((await listed(browser, search=words))["data"]) == found


async def test_one_renames_and_deletes_and_admins_keep_the_deleted(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    conversation_id = await conversation_of(session, user, "COBOL")
    thread = {"threadId": str(conversation_id)}
    async with signed_in(user) as browser:
        await browser.put("/project/thread", json={**thread, "name": "Mainframe people"})
        assert [one["name"] for one in (await listed(browser))["data"]] == ["Mainframe people"]
        gone = await browser.request("DELETE", "/project/thread", json=thread)
        assert gone.status_code == 200
        assert (await listed(browser))["data"] == []
        assert (await browser.get(f"/project/thread/{conversation_id}")).status_code == 404
    with pytest.raises(NotFound):
        await threads.own_thread(session, user.id, conversation_id)
    kept = await session.scalar(
        sa.select(Conversation.deleted_at).where(Conversation.uuid == conversation_id)
    )
    assert kept is not None


async def test_a_deleted_conversation_is_not_written_on(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    page = await open_page(user)
    await page.send("What can you do?")
    await threads.delete_thread(session, user.id, UUID(page.thread_id))
    await session.commit()
    await page.send("And now?")
    assert "no conversation under this number" in page.said()[-1]
    with pytest.raises(ConnectionRefusedError, match="no conversation"):
        await ChatPage(user).connect(thread_id=page.thread_id)


async def test_the_dialog_says_that_admins_keep_a_deleted_conversation(visitor: httpx.AsyncClient) -> None:
    words = (await visitor.get("/project/translations?language=de-DE")).json()["translation"]
    dialog = words["threadHistory"]["thread"]["actions"]["delete"]["description"]
    assert "Admins keep a deleted conversation for review" in dialog


async def test_a_malformed_thread_id_is_not_found(signed_in: SignedIn, make_user: MakeUser) -> None:
    async with signed_in(await make_user()) as browser:
        for wrong in ("x", "1; DROP TABLE", "0" * 500):
            assert (await browser.get(f"/project/thread/{wrong}")).status_code == 404


async def test_a_reload_rebuilds_messages_below_their_runs_with_ratings(
    signed_in: SignedIn, open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    page = await open_page(user)
    await page.send("What can you do?")
    live = next(data for event, data in page.events if event == "new_message" and data["type"] == "run")
    async with signed_in(user) as browser:
        rating = {"forId": live["id"], "value": 0, "comment": "too short"}
        await browser.put("/feedback", json={"feedback": rating, "sessionId": page.session_id})

    thread = await (await open_page(user, thread_id=page.thread_id)).resume()
    question, run, answer = thread["steps"]
    assert [step["type"] for step in thread["steps"]] == ["user_message", "run", "assistant_message"]
    assert (run["id"], run["parentId"]) == (live["id"], question["id"])
    assert answer["parentId"] == run["id"]
    assert answer["output"] == page.said()[-1]
    assert (run["feedback"]["value"], run["feedback"]["comment"]) == (0, "too short")


async def test_a_reloaded_conversation_goes_on_and_remembers(
    open_page: OpenPage, make_user: MakeUser
) -> None:
    user = await make_user()
    page = await open_page(user)
    await page.send("What can you do?")
    again = await open_page(user, thread_id=page.thread_id)
    await again.resume()
    await again.send("Thank you")
    thread = await (await open_page(user, thread_id=page.thread_id)).resume()
    asked = [step["output"] for step in thread["steps"] if step["type"] == "user_message"]
    assert asked == ["What can you do?", "Thank you"]
