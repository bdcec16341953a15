"""Calling tools in tests, as plain functions and as a model does."""

import json
from typing import Any
from uuid import uuid4

from agents import RunContextWrapper
from agents.tool_context import ToolContext

from models import User
from services.access import Role
from services.runtime import Services
from tools.caller import Run, TurnContext
from tools.wrapping import ToolSpec, as_function_tool


def turn_of(services: Services, user: User, words: str = "", **given: Any) -> TurnContext:
    """A turn of this user, outside any stored conversation."""
    return TurnContext(
        services=services, user_id=user.id, conversation_id=uuid4(), message_id=uuid4(),
        role=Role(user.role), words=words, **given,
    )  # fmt: skip


def run_of(turn: TurnContext) -> Run:
    return RunContextWrapper(turn)


async def called(spec: ToolSpec, turn: TurnContext, arguments: str = "{}") -> dict[str, Any]:
    """What a model gets when it calls the tool with these arguments."""
    tool = as_function_tool(spec)
    context = ToolContext(context=turn, tool_name=spec.name, tool_call_id="call-1", tool_arguments=arguments)
    result: dict[str, Any] = json.loads(await tool.on_invoke_tool(context, arguments))
    return result
