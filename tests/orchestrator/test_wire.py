"""Both wires of language models, over real HTTP, against a small server on this machine."""

import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from agents import Model, OpenAIResponsesModel
from openai import AsyncOpenAI
from pydantic import SecretStr

from models import User
from orchestrator.events import Failed
from orchestrator.providers import ConnectionNote, connect, connection_note
from orchestrator.turn import Orchestrator
from services.runtime import Services
from tests.orchestrator.model_server import Call, ModelServer, Refuse, Say, model_server
from tests.orchestrator.turns import Chat, answer_of, steps_of

WIRES = ["/v1/responses", "/v1/chat/completions"]
LOOK_UP = Call("look_up_cvs", {"name": "Ann"})


def connected(services: Services, server_url: str, wire: str) -> Orchestrator:
    """An orchestrator that speaks `wire`; the Responses API is OpenAI's alone, so its model is built by hand."""
    settings = services.settings.model_copy(
        update={
            "openai_base_url": server_url,
            "chat_model": "test-model",
            "openai_api_key": SecretStr("sk-test"),
        }
    )
    model: Model | None = None
    if wire == WIRES[0]:
        client = AsyncOpenAI(api_key="sk-test", base_url=server_url, max_retries=0)
        model = OpenAIResponsesModel("test-model", client)
    return Orchestrator(replace(services, settings=settings), model=model)


@pytest.fixture
def talk_over(
    services: Services, make_user: Callable[..., Awaitable[User]]
) -> Callable[..., Awaitable[Chat]]:
    async def begin(url: str, wire: str) -> Chat:
        return Chat(connected(services, url, wire), services, (await make_user()).id)

    return begin


@pytest.mark.parametrize("wire", WIRES)
async def test_a_streamed_tool_call_is_run_and_answered(wire: str, talk_over: Any, make_cv: Any) -> None:
    await make_cv(full_name="Ann Lee")
    async with model_server(LOOK_UP, Say("There is one CV of Ann Lee.")) as server:
        talk = await talk_over(server.url, wire)
        events = await talk.say("Who is called Ann?")

    assert answer_of(events) == "There is one CV of Ann Lee."
    assert [(step.tool, step.rows) for step in steps_of(events)] == [("look_up_cvs", 1)]
    assert [path for path, _ in server.requests] == [wire, wire]
    assert "Ann Lee" in str(server.requests[1][1])
    answer = (await talk.rows())[-1]
    assert (answer.input_tokens, answer.output_tokens) == (22, 14)


@pytest.mark.parametrize("wire", WIRES)
async def test_the_next_turn_sends_what_was_said(wire: str, talk_over: Any, make_cv: Any) -> None:
    await make_cv(full_name="Ann Lee")
    async with model_server(LOOK_UP, Say("One."), Say("Yes, one.")) as server:
        talk = await talk_over(server.url, wire)
        await talk.say("Who is called Ann?")
        events = await talk.say("Sure?")

    assert answer_of(events) == "Yes, one."
    heard = server.requests[2][1]
    said = heard["input"] if wire == WIRES[0] else heard["messages"]
    roles = [item.get("role", item.get("type")) for item in said]
    if wire == WIRES[0]:
        assert roles == ["user", "function_call", "function_call_output", "assistant", "user"]
    else:
        assert roles == ["system", "user", "assistant", "tool", "assistant", "user"]


async def test_responses_are_not_kept_at_the_provider(services: Services) -> None:
    settings = services.settings.model_copy(update={"openai_api_key": SecretStr("sk-test")})

    connection = connect(settings)

    assert isinstance(connection.model, OpenAIResponsesModel)
    assert connection.settings.store is False


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (401, "OPENAI_API_KEY"),
        (404, "CHAT_MODEL"),
        (429, "busy"),
        (500, "did not answer"),
        (400, "did not answer"),
    ],
)
async def test_a_failing_server_gets_a_sentence_and_the_message_is_kept(
    status: int, hint: str, talk_over: Any
) -> None:
    async with model_server(*[Refuse(status)] * 4) as server:
        talk = await talk_over(server.url, WIRES[1])
        events = await talk.say("Who knows Java?")

    assert isinstance(events[-1], Failed)
    assert hint in events[-1].message
    rows = await talk.rows()
    assert [row.role for row in rows] == ["user", "assistant"]
    assert rows[0].content == "Who knows Java?"
    assert rows[1].ui["error"]["message"] == events[-1].message


async def test_an_unreachable_server_gets_a_sentence_and_the_message_is_kept(talk_over: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        url = f"http://127.0.0.1:{closed_soon.getsockname()[1]}/v1"
    talk = await talk_over(url, WIRES[1])

    events = await talk.say("Who knows Java?")

    assert isinstance(events[-1], Failed)
    assert "cannot be reached" in events[-1].message
    assert "OPENAI_BASE_URL" in events[-1].message
    assert (await talk.rows())[0].content == "Who knows Java?"


async def test_a_conversation_goes_on_after_a_failure(talk_over: Any) -> None:
    async with model_server(*[Refuse(500)] * 3, Say("Here I am.")) as server:
        talk = await talk_over(server.url, WIRES[1])
        await talk.say("Who knows Java?")
        events = await talk.say("Still there?")

    assert answer_of(events) == "Here I am."
    assert [item["role"] for item in last_heard(server)] == ["system", "user", "user"]


def last_heard(server: ModelServer) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = server.requests[-1][1]["messages"]
    return heard


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({}, ConnectionNote(False, None, None, "nothing")),
        (
            {"openai_api_key": SecretStr("k"), "chat_model": "m"},
            ConnectionNote(True, "m", "api.openai.com", "questions and shown quotes"),
        ),
        (
            {"openai_base_url": "http://127.0.0.1:11434/v1", "chat_model": "m"},
            ConnectionNote(True, "m", "127.0.0.1", "nothing"),
        ),
        (
            {"openai_base_url": "https://models.example/v1", "chat_model": "m", "profile_reader": "agent"},
            ConnectionNote(True, "m", "models.example", "whole CVs"),
        ),
        (
            {"text_extraction_provider": "mistral", "mistral_api_key": SecretStr("k")},
            ConnectionNote(False, None, None, "nothing", scans_host="api.mistral.ai"),
        ),
    ],
)
def test_the_page_is_told_what_leaves_this_machine(
    changed: dict[str, Any], note: ConnectionNote, settings: Any
) -> None:
    assert connection_note(settings.model_copy(update=changed)) == note
