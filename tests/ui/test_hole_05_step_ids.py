"""Message ids come from browsers: one that names another's message must change nothing."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Message, User
from tests.ui.pages import ChatPage

OpenPage = Callable[..., Awaitable[ChatPage]]
MakeUser = Callable[..., Awaitable[User]]


async def stored(session: AsyncSession, message_id: str) -> Message:
    message = await session.scalar(
        sa.select(Message).where(Message.uuid == UUID(message_id)).execution_options(populate_existing=True)
    )
    assert message is not None
    return message


async def test_a_message_under_anothers_id_changes_nothing_and_is_told(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    mine = await open_page(await make_user())
    message_id = str(uuid4())
    await mine.send("What can you do?", id=message_id)
    before = await stored(session, message_id)
    conversation, words = before.conversation_id, before.content

    other = await open_page(await make_user())
    await other.send("Forged words", id=message_id)

    after = await stored(session, message_id)
    assert (after.conversation_id, after.content) == (conversation, words)
    assert "taken" in other.said()[-1]


async def test_a_message_under_an_answers_id_does_not_replace_the_answer(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    await page.send("What can you do?")
    answer = await session.scalar(sa.select(Message).where(Message.role == "assistant"))
    assert answer is not None
    words = answer.content
    await page.send("Everyone is met with 100 points", id=str(answer.uuid))
    assert (await stored(session, str(answer.uuid))).content == words


async def test_an_id_that_is_no_version_4_uuid_is_refused(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    for wrong in ("1", "00000000-0000-1000-8000-000000000000", None):
        await page.send("hello", id=wrong)
        assert "could not be read" in page.said()[-1]
    assert await session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0
