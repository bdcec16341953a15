"""A user who stops a turn or leaves in its middle: what was said and done until then is stored whole."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import pytest
from agents import Model, ModelSettings
from agents.testing import ScriptedModel

from models import Message
from orchestrator.builtin.model import _call, _events, _response
from orchestrator.events import Event, StepFinished, StepStarted, TextDelta
from tests.orchestrator.turns import Chat, Endless, call

Begin = Callable[..., Awaitable[Chat]]


class Silent(Model):
    """Never says a word; `asked` is set once somebody waits for one."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def get_response(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    async def stream_response(self, *args: Any, **kwargs: Any) -> Any:
        self.asked.set()
        await asyncio.Event().wait()
        yield None


class LooksThenTalks(Endless):
    """Lists the uploads, then talks for ever."""

    def __init__(self) -> None:
        self.looked = False

    async def stream_response(
        self, system_instructions: str | None, input: Any, model_settings: ModelSettings, *args: Any, **more: Any
    ) -> Any:  # fmt: skip
        if self.looked:
            async for event in super().stream_response(system_instructions, input, model_settings):
                yield event
        self.looked = True
        for event in _events(_response(), [_call("list_my_uploads", {})]):
            yield event


async def stored(talk: Chat, count: int) -> list[Message]:
    """The rows, once there are so many: storing goes on after the user has left."""
    async with asyncio.timeout(10):
        while len(rows := await talk.rows()) < count:  # noqa: ASYNC110  # the database tells nobody
            await asyncio.sleep(0.02)
    return rows


async def listen(talk: Chat, heard: list[Event], enough: asyncio.Event | None = None) -> None:
    async with aclosing(talk.turn("Tell me everything")) as events:
        async for event in events:
            heard.append(event)
            if enough is not None and isinstance(event, TextDelta):
                enough.set()


async def cancel_again_and_again(task: asyncio.Task[None]) -> None:
    """As a web server does for a client that is gone: at each step, until the task has ended."""
    while not task.done():
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_cancelling_again_and_again_does_not_lose_the_answer(chat: Begin) -> None:
    talk = await chat(model=Endless())
    heard: list[Event] = []
    enough = asyncio.Event()
    task = asyncio.create_task(listen(talk, heard, enough))
    await enough.wait()

    await cancel_again_and_again(task)

    question, answer = await stored(talk, 2)
    assert question.role == "user"
    assert answer.ui["stopped"] is True
    assert answer.content == "".join(event.text for event in heard if isinstance(event, TextDelta))


async def test_a_turn_left_before_its_first_word_has_a_stopped_answer(chat: Begin) -> None:
    model = Silent()
    talk = await chat(model=model)
    task = asyncio.create_task(listen(talk, []))
    await model.asked.wait()

    await cancel_again_and_again(task)

    _, answer = await stored(talk, 2)
    assert (answer.role, answer.content, answer.ui["stopped"]) == ("assistant", "", True)


async def test_leaving_while_the_message_is_being_stored_leaves_a_whole_turn(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([]))
    task = asyncio.create_task(listen(talk, []))
    await asyncio.sleep(0.001)

    await cancel_again_and_again(task)

    question, answer = await stored(talk, 2)
    assert question.content == "Tell me everything"
    assert (answer.content, answer.ui["stopped"]) == ("", True)


@pytest.mark.parametrize("at", [StepStarted, StepFinished, TextDelta])
async def test_the_tools_used_until_then_are_rows_in_their_order(chat: Begin, at: type[Event]) -> None:
    talk = await chat(model=LooksThenTalks())

    async with aclosing(talk.turn("What are my uploads?")) as events:
        async for event in events:
            if isinstance(event, at):
                break

    rows = await talk.rows()
    assert [row.role for row in rows] == ["user", "tool_call", "tool_result", "assistant"]
    assert rows[1].item is not None
    assert rows[2].item is not None
    assert rows[1].item["call_id"] == rows[2].item["call_id"]
    assert rows[3].ui["stopped"] is True


async def test_nothing_goes_on_after_the_listener_has_left(chat: Begin) -> None:
    talk = await chat(model=LooksThenTalks())
    async with aclosing(talk.turn("What are my uploads?")) as events:
        async for event in events:
            if isinstance(event, TextDelta):
                break
    before = await talk.rows()

    running = [
        task for task in asyncio.all_tasks() if "run_streamed" in repr(task) or "read_stream" in repr(task)
    ]

    assert running == []
    await asyncio.sleep(0.1)
    assert [row.content for row in await talk.rows()] == [row.content for row in before]


async def test_a_turn_that_fails_after_a_tool_keeps_the_tools_rows(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([[call("list_my_uploads")], RuntimeError("gone")]))

    await talk.say("What are my uploads?")

    rows = await talk.rows()
    assert [row.role for row in rows] == ["user", "tool_call", "tool_result", "assistant"]
    assert rows[3].ui["error"]["message"]
