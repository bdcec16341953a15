"""Conversations over the API: one's own, and for admins all, recorded."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from models import AuditEvent, Conversation, Feedback
from services.conversations import (
    open_conversation,
    record_answer,
    record_attachment,
    record_tool_call,
    record_tool_result,
    record_user_message,
)

LIST = "/api/v1/conversations"


@pytest.fixture
def talk(session):
    """`await talk(user, "Who knows Kubernetes?")`: a conversation with a tool call, its result and an answer."""

    async def make(user, question="Who knows Kubernetes?", thumb=None, comment=None):
        conversation = await open_conversation(session, user.id, uuid4())
        ui = {"run_id": str(uuid4())}
        asked = await record_user_message(session, conversation, message_id=uuid4(), text=question, ui=ui)
        await record_attachment(
            session, asked, id=uuid4(), filename="broken.pdf", problem="The file is empty."
        )
        call = {
            "type": "function_call",
            "call_id": "c",
            "name": "search_experts",
            "arguments": '{"query": "k8s"}',
        }
        await record_tool_call(session, conversation, item=call, ui=ui)
        output = {"type": "function_call_output", "call_id": "c", "output": "three people"}
        await record_tool_result(session, conversation, item=output, ui=ui | {"rows": 3, "duration_ms": 12})
        answered = await record_answer(
            session, conversation, message_id=uuid4(), text="Three people do.", ui=ui | {"stopped": True},
            input_tokens=10, output_tokens=4,
        )  # fmt: skip
        if thumb is not None:
            session.add(Feedback(message_id=answered.id, value=thumb, comment=comment))
        await session.commit()
        return conversation

    return make


async def events(session, action):
    return (await session.scalars(sa.select(AuditEvent).where(AuditEvent.action == action))).all()


async def test_one_sees_ones_own_conversations_the_latest_first(client, make_user, as_user, talk):
    user = await make_user()
    first, second = await talk(user), await talk(user, "And who knows Java?")
    await talk(await make_user())
    page = (await client.get(LIST, headers=as_user(user))).json()
    assert [row["conversation_id"] for row in page["items"]] == [str(second.uuid), str(first.uuid)]
    assert page["total"] == 2
    assert page["items"][0]["name"] == "And who knows Java?"
    assert page["items"][0]["messages"] == 2


async def test_a_deleted_conversation_is_gone_for_its_owner_and_kept_for_admins(
    client, session, make_user, as_user, talk
):
    user, admin = await make_user(), await make_user(role="admin")
    conversation = await talk(user)
    conversation.deleted_at = sa.func.now()
    await session.commit()
    assert (await client.get(LIST, headers=as_user(user))).json()["total"] == 0
    own = await client.get(f"{LIST}/{conversation.uuid}", headers=as_user(user))
    assert own.status_code == 404
    seen = (await client.get(LIST, headers=as_user(admin))).json()
    assert seen["items"][0]["deleted_at"]


async def test_a_conversation_is_shown_with_its_tools_timing_feedback_and_files(
    client, make_user, as_user, talk
):
    user = await make_user()
    conversation = await talk(user, thumb=0, comment="Too few")
    rows = (await client.get(f"{LIST}/{conversation.uuid}", headers=as_user(user))).json()["messages"]
    assert [row["role"] for row in rows] == ["user", "tool_call", "tool_result", "assistant"]
    assert rows[0]["files"] == [{"filename": "broken.pdf", "cv_id": None, "problem": "The file is empty."}]
    assert (rows[1]["tool"], rows[1]["content"]) == ("search_experts", '{"query": "k8s"}')
    assert (rows[2]["tool"], rows[2]["rows"], rows[2]["duration_ms"]) == ("search_experts", 3, 12)
    assert rows[3]["feedback"] == {"value": "down", "comment": "Too few"}
    assert (rows[3]["stopped"], rows[3]["input_tokens"], rows[3]["output_tokens"]) == (True, 10, 4)


async def test_reading_ones_own_is_not_recorded(client, session, make_user, as_user, talk):
    admin = await make_user(role="admin")
    conversation = await talk(admin)
    assert (await client.get(f"{LIST}/{conversation.uuid}", headers=as_user(admin))).status_code == 200
    assert await events(session, "conversation.read") == []


async def test_an_admins_reading_is_recorded_with_its_reason(client, session, make_user, as_user, talk):
    admin, conversation = await make_user(role="admin"), await talk(await make_user())
    answer = await client.get(
        f"{LIST}/{conversation.uuid}", params={"reason": "complaint 12"}, headers=as_user(admin)
    )
    assert answer.status_code == 200
    (event,) = await events(session, "conversation.read")
    assert (event.actor_id, event.reason) == (admin.id, "complaint 12")
    assert event.subject == f"conversation:{conversation.uuid}"


@pytest.mark.parametrize("reason", [None, "", " ", "no", "a\0b", "why\0not"])
async def test_an_admin_reads_anothers_only_with_a_reason(client, session, make_user, as_user, talk, reason):
    admin, conversation = await make_user(role="admin"), await talk(await make_user())
    asked = {} if reason is None else {"reason": reason}
    answer = await client.get(f"{LIST}/{conversation.uuid}", params=asked, headers=as_user(admin))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert "reason" in answer.json()["detail"]
    assert "Kubernetes" not in answer.text
    assert await events(session, "conversation.read") == []


async def test_the_first_and_the_last_day_there_is_are_days(client, make_user, as_user, talk):
    user = await make_user()
    await talk(user)
    days = {"since": "0001-01-01", "until": "9999-12-31"}
    page = await client.get(LIST, params=days, headers=as_user(user))
    assert (page.status_code, page.json()["total"]) == (200, 1)


async def test_an_admins_look_at_the_list_is_recorded_without_the_words(client, session, make_user, as_user):
    admin = await make_user(role="admin")
    await client.get(LIST, params={"text": "Ana Example"}, headers=as_user(admin))
    (event,) = await events(session, "conversations.listed")
    assert event.details == {"filters": ["text"]}


@pytest.mark.parametrize("role", ["candidate", "recruiter"])
async def test_another_users_conversation_is_not_there(client, session, make_user, as_user, talk, role):
    conversation = await talk(await make_user())
    answer = await client.get(f"{LIST}/{conversation.uuid}", headers=as_user(await make_user(role=role)))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert await events(session, "conversation.read") == []


async def test_an_admin_filters_by_user_day_feedback_and_text(client, session, make_user, as_user, talk):
    one, other = await make_user(), await make_user()
    first = await talk(one, "Who knows 100% Kubernetes?", thumb=1)
    second = await talk(other, "Who speaks Danish?", thumb=0)
    await session.execute(
        sa.update(Conversation)
        .where(Conversation.id == first.id)
        .values(last_message_at=sa.text("'2024-03-05T23:59:59+00:00'"))
    )
    await session.commit()
    headers = as_user(await make_user(role="admin"))
    for wish, wanted in [
        ({"user_id": one.id}, [first]),
        ({"text": "danish"}, [second]),
        ({"text": "100% k"}, [first]),
        ({"text": "%"}, [first]),
        ({"feedback": "up"}, [first]),
        ({"feedback": "down"}, [second]),
        ({"feedback": "any"}, [second, first]),
        ({"until": "2024-03-05"}, [first]),
        ({"until": "2024-03-04"}, []),
        ({"since": "2024-03-05", "until": "2024-03-05"}, [first]),
        ({"since": "2024-03-06"}, [second]),
        ({"user_id": one.id, "feedback": "down"}, []),
    ]:
        found = (await client.get(LIST, params=wish, headers=headers)).json()
        assert [row["conversation_id"] for row in found["items"]] == [str(c.uuid) for c in wanted], wish


async def test_nobody_lists_or_reads_without_signing_in(client):
    for path in (LIST, f"{LIST}/{uuid4()}"):
        assert (await client.get(path)).status_code == 401


@pytest.mark.parametrize(
    "path", [f"{LIST}/7", f"{LIST}?since=yesterday", f"{LIST}?feedback=bad", f"{LIST}?user_id=0"]
)
async def test_input_that_is_none_is_a_problem(client, make_user, as_user, path):
    answer = await client.get(path, headers=as_user(await make_user(role="admin")))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
