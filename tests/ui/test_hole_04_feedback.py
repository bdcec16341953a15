"""Ratings carried no owner: each is checked against the conversation's user."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Feedback, User
from services.conversations import open_conversation, record_answer, record_user_message

MakeUser = Callable[..., Awaitable[User]]
SignedIn = Callable[[User], httpx.AsyncClient]


async def answered(session: AsyncSession, user: User) -> str:
    """A conversation with one answer; the id of its turn."""
    conversation = await open_conversation(session, user.id, uuid4())
    run_id = str(uuid4())
    await record_user_message(session, conversation, message_id=uuid4(), text="Who knows COBOL?")
    await record_answer(session, conversation, message_id=uuid4(), text="Nobody.", ui={"run_id": run_id})
    await session.commit()
    return run_id


def thumb(run_id: str, value: int = 1) -> dict[str, object]:
    return {"feedback": {"forId": run_id, "value": value, "comment": "well"}, "sessionId": str(uuid4())}


async def ratings(session: AsyncSession) -> list[int]:
    return list((await session.scalars(sa.select(Feedback.value))).all())


async def test_one_rates_and_rerates_answers_of_ones_own(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    run_id = await answered(session, user)
    async with signed_in(user) as browser:
        first = await browser.put("/feedback", json=thumb(run_id, 1))
        await browser.put("/feedback", json=thumb(run_id, 0))
    assert first.json()["success"] is True
    assert await ratings(session) == [0]


async def test_nobody_rates_anothers_answer(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    run_id = await answered(session, await make_user())
    async with signed_in(await make_user(role="admin")) as browser:
        answer = await browser.put("/feedback", json=thumb(run_id, 0))
    assert answer.status_code == 404
    assert await ratings(session) == []


async def test_nobody_takes_anothers_rating_back(
    signed_in: SignedIn, make_user: MakeUser, session: AsyncSession
) -> None:
    user = await make_user()
    run_id = await answered(session, user)
    async with signed_in(user) as browser:
        feedback_id = (await browser.put("/feedback", json=thumb(run_id))).json()["feedbackId"]
    async with signed_in(await make_user()) as browser:
        refused = await browser.request("DELETE", "/feedback", json={"feedbackId": feedback_id})
    assert refused.status_code == 404
    assert await ratings(session) == [1]
    async with signed_in(user) as browser:
        done = await browser.request("DELETE", "/feedback", json={"feedbackId": feedback_id})
    assert done.status_code == 200
    assert await ratings(session) == []
