"""A message in the page becomes a turn: what is streamed, shown and kept."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import sqlalchemy as sa
from agents.testing import ScriptedModel, assistant_message, function_call
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, Message, User
from orchestrator.builtin.model import BuiltinModel
from orchestrator.turn import Orchestrator
from services.runtime import Services
from tests.ui.pages import ChatPage, eventually, handler
from ui import runtime

MakeUser = Callable[..., Awaitable[User]]
OpenPage = Callable[..., Awaitable[ChatPage]]
MakeCV = Callable[..., Awaitable[CVFile]]


class Hesitant(BuiltinModel):
    """The built-in model, but slow to speak."""

    async def stream_response(self, *arguments: Any, **named: Any) -> AsyncIterator[Any]:
        async for event in super().stream_response(*arguments, **named):
            await asyncio.sleep(0.05)
            yield event


def tokens(page: ChatPage) -> list[str]:
    return [data["token"] for event, data in page.events if event == "stream_token"]


async def test_the_answer_is_streamed_and_stored_under_the_same_ids(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    await page.send("What can you do?")
    shown = [data for event, data in page.events if event == "new_message"][-1]
    rows = (await session.scalars(sa.select(Message).order_by(Message.id))).all()
    assert [row.role for row in rows] == ["user", "assistant"]
    assert str(rows[1].uuid) == shown["id"]
    assert rows[1].ui["run_id"] == shown["parentId"]
    assert len(tokens(page)) > 3
    assert rows[1].content == shown["output"]


async def test_a_tool_is_a_step_with_its_row_count_live_and_after_a_reload(
    open_page: OpenPage, make_user: MakeUser, make_cv: MakeCV, running: Services
) -> None:
    user = await make_user()
    await make_cv(full_name="Ada Ahlers", skills=["COBOL"])
    call = function_call("look_up_cvs", {"skill": "COBOL"}, call_id="call-1")
    model = ScriptedModel([[call], [assistant_message("One.")]])
    runtime.begin(running, Orchestrator(running, model=model))
    page = await open_page(user)
    await page.send("Which CVs mention COBOL?")
    (live,) = page.steps()
    thread = await (await open_page(user, thread_id=page.thread_id)).resume()
    (again,) = [step for step in thread["steps"] if step["type"] == "tool"]
    assert live["name"].endswith("· 1 row")
    assert again["name"] == live["name"]
    assert json.loads(again["input"]) == json.loads(live["input"]) == {"skill": "COBOL"}
    assert live["parentId"] == again["parentId"]


async def test_stop_keeps_the_partial_answer_and_says_so_live_and_after_a_reload(
    open_page: OpenPage, make_user: MakeUser, running: Services
) -> None:
    user = await make_user()
    page = await open_page(user)
    runtime.begin(running, Orchestrator(running, model=Hesitant()))
    sending = asyncio.create_task(page.send("What can you do?"))
    await eventually(lambda: len(tokens(page)) >= 5)
    await handler("stop")(page.sid)
    await sending
    assert page.said()[-1].endswith("*Stopped.*")
    assert "manually" not in json.dumps(page.events, default=str)
    thread = await (await open_page(user, thread_id=page.thread_id)).resume()
    answer = thread["steps"][-1]["output"]
    assert answer.endswith("*Stopped.*")
    assert len(answer) > len("*Stopped.*") + 5


async def test_a_message_that_is_too_long_gets_one_sentence(open_page: OpenPage, make_user: MakeUser) -> None:
    page = await open_page(await make_user())
    await page.send("x" * 100_000)
    assert len(page.said()) == 1
    assert "20,000" in page.said()[0]


async def test_a_message_beyond_all_measure_is_not_stored(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    await page.send("x" * 400_000)
    assert "not stored" in page.said()[0]
    assert await session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0


async def test_text_that_no_database_holds_is_answered_all_the_same(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    await page.send("What can\x00 you \ud800 do?")
    assert page.said()[-1]
    assert (
        await session.scalar(sa.select(Message.content).where(Message.role == "user")) == "What can you  do?"
    )


async def test_a_second_question_waits_for_the_first(
    open_page: OpenPage, make_user: MakeUser, running: Services, session: AsyncSession
) -> None:
    page = await open_page(await make_user())
    runtime.begin(running, Orchestrator(running, model=Hesitant()))
    first = asyncio.create_task(page.send("What can you do?"))
    await eventually(lambda: bool(tokens(page)))
    await page.send("And this?")
    await first
    assert any("One question at a time" in said for said in page.said())
    assert await session.scalar(sa.select(sa.func.count()).where(Message.role == "user")) == 1


async def test_a_page_that_was_closed_does_not_end_the_turn(
    open_page: OpenPage, make_user: MakeUser, session: AsyncSession
) -> None:
    page = await open_page(await make_user())

    async def gone(_event: str, _data: Any) -> None:
        return None

    page.session.emit = gone
    await page.send("What can you do?")
    assert await session.scalar(sa.select(sa.func.count()).where(Message.role == "assistant")) == 1
