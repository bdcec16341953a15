"""Sharing worked although it was switched off, and anyone could read a shared conversation then."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from models import User
from services.conversations import open_conversation


async def test_a_conversation_cannot_be_shared(
    signed_in: Callable[[User], httpx.AsyncClient],
    visitor: httpx.AsyncClient,
    make_user: Callable[..., Awaitable[User]],
    session: AsyncSession,
) -> None:
    user = await make_user()
    conversation_id: UUID = uuid4()
    conversation = await open_conversation(session, user.id, conversation_id)
    conversation.details = {"is_shared": True}
    await session.commit()
    async with signed_in(user) as browser:
        shared = await browser.put(
            "/project/thread/share", json={"threadId": str(conversation_id), "isShared": True}
        )
    assert shared.status_code in (404, 405)
    assert (await visitor.get(f"/project/share/{conversation_id}")).status_code == 404


async def test_another_user_cannot_open_rename_or_delete_it(
    signed_in: Callable[[User], httpx.AsyncClient],
    make_user: Callable[..., Awaitable[User]],
    session: AsyncSession,
) -> None:
    conversation_id = uuid4()
    owner = await make_user()
    await open_conversation(session, owner.id, conversation_id)
    await session.commit()
    thread = {"threadId": str(conversation_id)}
    async with signed_in(await make_user(role="admin")) as browser:
        answers = [
            await browser.get(f"/project/thread/{conversation_id}"),
            await browser.put("/project/thread", json={**thread, "name": "mine now"}),
            await browser.request("DELETE", "/project/thread", json=thread),
        ]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
