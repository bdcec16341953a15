"""The conversation over the API, with the model that is built in."""

import asyncio
import json
from uuid import uuid4

import pytest
import sqlalchemy as sa
from agents.testing import ScriptedModel, assistant_message, function_call

from models import Conversation, Message
from orchestrator.turn import Orchestrator

CHAT = "/api/v1/chat"


@pytest.fixture
async def people(make_cv):
    """Ana fits, Bo does not."""
    ana = await make_cv(full_name="Ana Example", skills=["Kubernetes", "Python"], location="Berlin, Germany")
    bo = await make_cv(full_name="Bo Sample", skills=["Accounting"], location="Oslo, Norway")
    return ana, bo


async def test_a_question_is_answered_with_people_quotes_and_steps(client, make_user, as_user, people):
    headers = as_user(await make_user())
    answer = (await client.post(CHAT, headers=headers, json={"message": "Who knows Kubernetes?"})).json()
    assert [person["cv_id"] for person in answer["results"]] == [people[0].id]
    assert {"cv_id": people[0].id, "page": 1, "quote": "Kubernetes"} in answer["citations"]
    assert answer["steps"] == [{"tool": "search_experts", "rows": 1}]
    assert "Kubernetes" in answer["answer"]
    again = (await client.get(f"/api/v1/search/{answer['run_id']}", headers=headers)).json()
    assert again["results"] == answer["results"]


async def test_the_turn_is_a_conversation_that_goes_on(client, session, make_user, as_user, people):
    headers = as_user(await make_user())
    first = (await client.post(CHAT, headers=headers, json={"message": "Who knows Kubernetes?"})).json()
    more = {"message": "And who knows Accounting?", "conversation_id": first["conversation_id"]}
    second = (await client.post(CHAT, headers=headers, json=more)).json()
    assert second["conversation_id"] == first["conversation_id"]
    rows = (await client.get(f"/api/v1/conversations/{first['conversation_id']}", headers=headers)).json()
    roles = [row["role"] for row in rows["messages"]]
    assert roles == ["user", "tool_call", "tool_result", "assistant"] * 2
    assert rows["messages"][-1]["message_id"] == second["message_id"]


async def test_the_answer_comes_as_events_when_asked_for(client, make_user, as_user, people):
    headers = as_user(await make_user()) | {"Accept": "text/event-stream"}
    answer = await client.post(CHAT, headers=headers, json={"message": "Who knows Kubernetes?"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n") for event in answer.text.strip().split("\n\n")]
    named = [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]
    kinds = [name for name, _ in named]
    assert kinds[-1] == "done"
    assert {"step", "results", "text"} <= set(kinds)
    said = "".join(data["text"] for name, data in named if name == "text")
    assert said == named[-1][1]["answer"]
    assert [person["cv_id"] for person in named[-1][1]["results"]] == [people[0].id]


async def test_a_candidate_is_told_kindly_and_shown_nobody(client, make_user, as_user, people):
    headers = as_user(await make_user(role="candidate"))
    answer = await client.post(CHAT, headers=headers, json={"message": "Who knows Kubernetes?"})
    assert answer.status_code == 200
    assert answer.json()["results"] == []
    assert "Ana" not in answer.text


async def test_another_users_conversation_cannot_be_joined(client, session, make_user, as_user, people):
    owner = as_user(await make_user())
    mine = (await client.post(CHAT, headers=owner, json={"message": "Hello"})).json()["conversation_id"]
    before = await session.scalar(sa.select(sa.func.count(Message.id)))
    for role in ("recruiter", "admin"):
        answer = await client.post(
            CHAT, headers=as_user(await make_user(role=role)), json={"message": "Hi", "conversation_id": mine}
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert await session.scalar(sa.select(sa.func.count(Message.id))) == before


async def test_a_cv_that_is_not_the_callers_cannot_be_spoken_of(client, session, make_user, as_user, people):
    headers = as_user(await make_user(role="candidate"))
    asked = {"message": "What is in it?", "cv_ids": [people[0].id]}
    assert (await client.post(CHAT, headers=headers, json=asked)).status_code == 404
    assert await session.scalar(sa.select(sa.func.count(Conversation.id))) == 0


async def test_nobody_chats_without_signing_in(client):
    assert (await client.post(CHAT, json={"message": "Hello"})).status_code == 401


@pytest.mark.parametrize(
    "asked",
    [{}, {"message": ""}, {"message": "x" * 20_001}, {"message": "x", "conversation_id": "7"},
     {"message": "x", "cv_ids": "1"}, {"message": "\ud800"}, {"message": "x", "cv_ids": [2**70]}],
)  # fmt: skip
async def test_a_message_that_is_none_is_a_problem(client, make_user, as_user, asked):
    headers = as_user(await make_user()) | {"Content-Type": "application/json"}
    answer = await client.post(CHAT, headers=headers, content=json.dumps(asked))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_nul_in_a_message_is_left_out(client, make_user, as_user, people):
    headers = as_user(await make_user())
    answer = await client.post(CHAT, headers=headers, json={"message": "Who knows\0 Kubernetes?"})
    assert answer.status_code == 200


async def test_a_failing_turn_is_a_problem_with_a_sentence(client, app, make_user, as_user, monkeypatch):
    from orchestrator.events import Failed

    async def failing(**_):
        yield Failed("The language model at model.test cannot be reached.", "abc123")

    monkeypatch.setattr(app.state.orchestrator, "run_turn", failing)
    headers = as_user(await make_user())
    asked = {"message": "Hello", "conversation_id": str(uuid4())}
    answer = await client.post(CHAT, headers=headers, json=asked)
    assert (answer.status_code, answer.json()["code"]) == (503, "turn_failed")
    assert "abc123" in answer.json()["detail"]
    events = await client.post(CHAT, headers=headers | {"Accept": "text/event-stream"}, json=asked)
    assert events.text.startswith("event: error\n")
    assert '"code":"turn_failed"' in events.text


class SessionEnds(ScriptedModel):
    """A model that takes so long that the user's sessions are ended before it calls its tool."""

    def __init__(self, session, user):
        call = function_call("look_up_cvs", {"skill": "Kubernetes"}, call_id="call-1")
        super().__init__([[call], [assistant_message("There is one.")]])
        self.session, self.user = session, user

    async def stream_response(self, *arguments, **named):
        self.user.token_version += 1
        await self.session.commit()
        async for event in super().stream_response(*arguments, **named):
            yield event


async def test_ending_a_users_sessions_stops_the_turn_that_runs(
    client, app, services, session, make_user, as_user, people
):
    user = await make_user()
    headers = as_user(user)
    app.state.orchestrator = Orchestrator(services, model=SessionEnds(session, user))
    await client.post(CHAT, headers=headers, json={"message": "Who knows Kubernetes?"})
    result = await session.scalar(sa.select(Message.content).where(Message.role == "tool_result"))
    assert result is None or "sign in again" in result
    assert "Ana" not in (result or "")


async def test_a_client_that_leaves_ends_the_turn_and_the_answer_so_far_is_kept(
    app, session, make_user, as_user, people
):
    sent = asyncio.Event()
    body = [{"type": "http.request", "body": json.dumps({"message": "What can you do?"}).encode()}]
    fields = as_user(await make_user()) | {"Accept": "text/event-stream", "Content-Type": "application/json"}
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
        "method": "POST", "path": CHAT, "raw_path": CHAT.encode(), "query_string": b"", "root_path": "",
        "scheme": "http", "server": ("experts.test", 80), "client": ("192.0.2.7", 4711),
        "headers": [(name.lower().encode(), value.encode()) for name, value in fields.items()],
    }  # fmt: skip

    async def receive():
        if body:
            return body.pop()
        await sent.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        if message.get("body", b"").startswith(b"event: text"):
            sent.set()
            await asyncio.sleep(60)  # nobody reads on the other side

    await app(scope, receive, send)
    answer = await session.scalar(sa.select(Message).where(Message.role == "assistant"))
    assert answer is not None
    assert answer.ui["stopped"]
    assert answer.content
