"""What every tool shares: arguments are checked, failures become sentences, refusals are recorded."""

import asyncio
import json
from typing import Annotated, Any

import pytest
import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotAllowed, NotFound
from models import AuditEvent
from services.access import GRANTED, Permission, Role
from services.runtime import Services
from tests.tools.calls import called, turn_of
from tools.answers import ToolAnswer
from tools.caller import Run
from tools.registry import TOOLS, tool_named
from tools.wrapping import ToolSpec


class Echo(ToolAnswer):
    words: str


async def echo(run: Run, words: str = "", count: Annotated[int, Field(ge=1, le=3)] = 1) -> Echo:
    """Say it again.

    Args:
        words: What to say.
        count: How often.
    """
    if words == "forbidden":
        raise NotAllowed()
    if words == "missing":
        raise NotFound("There is no CV 7. Yours: 1, 2.")
    if words == "slow":
        await asyncio.sleep(5)
    if words == "broken":
        raise RuntimeError("SELECT password FROM users")
    return Echo(words=words * count)


ECHO = ToolSpec(echo, "Echoing", timeout=0.2)


@pytest.fixture
async def turn(services: Services, make_user: Any) -> Any:
    return turn_of(services, await make_user())


async def test_an_answer_is_one_json_object(turn: Any) -> None:
    assert await called(ECHO, turn, '{"words": "hi", "count": 2}') == {"words": "hihi"}
    assert turn.steps["call-1"].failed is False


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ('{"count": 9}', "count: Input should be less than or equal to 3"),
        ("not json", "not a JSON object"),
        ('{"words": []}', "words: Input should be a valid string"),
        ("[1]", "arguments"),
    ],
)
async def test_arguments_that_do_not_fit_are_named(arguments: str, complaint: str, turn: Any) -> None:
    result = await called(ECHO, turn, arguments)

    assert complaint in result["error"]
    assert turn.steps["call-1"].failed is True


async def test_what_the_database_cannot_hold_is_cut_from_arguments(turn: Any) -> None:
    assert await called(ECHO, turn, json.dumps({"words": "a\x00b\ud800"})) == {"words": "ab"}


async def test_our_own_errors_say_what_would_be_valid(turn: Any) -> None:
    assert await called(ECHO, turn, '{"words": "missing"}') == {"error": "There is no CV 7. Yours: 1, 2."}


async def test_unexpected_errors_are_never_shown(turn: Any) -> None:
    result = await called(ECHO, turn, '{"words": "broken"}')

    assert "reference" in result["error"]
    assert "SELECT" not in json.dumps(result) + turn.steps["call-1"].note


async def test_a_tool_that_takes_too_long_is_stopped(turn: Any) -> None:
    result = await called(ECHO, turn, '{"words": "slow"}')

    assert "took longer than" in result["error"]


async def test_a_refusal_is_recorded_with_ids_only(turn: Any, session: AsyncSession) -> None:
    await called(ECHO, turn, '{"words": "forbidden", "count": 2}')

    event = (await session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "tool.refused"))).one()
    assert (event.actor_id, event.subject) == (turn.user_id, "tool:echo")
    assert event.details == {"code": "not_allowed", "count": 2}


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_tells_a_model_what_it_does_and_takes(name: str) -> None:
    tool = tool_named(name)

    assert len(tool.description) > 40
    assert all(about.get("description") for about in tool.params_json_schema["properties"].values())
    assert tool.params_json_schema["additionalProperties"] is False


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", TOOLS)
async def test_a_tool_is_offered_to_those_who_may_use_it(name: str, role: Role, turn: Any) -> None:
    turn.role = role
    offered = tool_named(name).is_enabled
    assert callable(offered)

    from agents import RunContextWrapper

    needed = TOOLS[name].permission
    assert offered(RunContextWrapper(turn), None) is (needed is None or needed in GRANTED[role])  # type: ignore[arg-type]


def test_only_searching_is_closed_to_candidates() -> None:
    closed = {name for name, spec in TOOLS.items() if spec.permission not in {None, *GRANTED[Role.CANDIDATE]}}

    assert closed == {"search_experts", "compare_experts"}
    assert TOOLS["search_experts"].permission is Permission.SEARCH
