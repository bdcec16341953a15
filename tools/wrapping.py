"""Turns a plain tool function into one that the Agents SDK can offer to a model."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from agents import FunctionTool, RunContextWrapper
from agents.agent import AgentBase
from agents.function_schema import FuncSchema, function_schema
from agents.tool_context import ToolContext
from pydantic import ValidationError

from core.errors import AppError, InvalidInput, NotAllowed, NotFound
from core.log import get_logger, log_unexpected
from services.access import GRANTED, Permission
from services.audit import record_event
from services.conversations import storable_json
from tools.answers import ToolAnswer
from tools.caller import StepRecord, TurnContext

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool: its function, what the page calls it, who is offered it, and how long it may take (seconds)."""

    function: Callable[..., Awaitable[ToolAnswer]]
    title: str
    permission: Permission | None = None
    timeout: float = 30.0

    @property
    def name(self) -> str:
        return self.function.__name__


def as_function_tool(spec: ToolSpec) -> FunctionTool:
    """The SDK's tool. Its output is always one JSON object: an answer, or {"error": a sentence}."""
    schema = function_schema(spec.function)

    async def invoke(run: ToolContext[Any], arguments: str) -> str:
        return await _invoke(spec, schema, run, arguments)

    def offered(run: RunContextWrapper[Any], _agent: AgentBase) -> bool:
        return spec.permission is None or spec.permission in GRANTED[run.context.role]

    return FunctionTool(
        name=spec.name,
        description=schema.description or "",
        params_json_schema=schema.params_json_schema,
        on_invoke_tool=invoke,
        strict_json_schema=True,
        is_enabled=offered,
    )


async def _invoke(spec: ToolSpec, schema: FuncSchema, run: ToolContext[TurnContext], arguments: str) -> str:
    started = time.perf_counter()
    rows, failed = None, False
    try:
        async with asyncio.timeout(spec.timeout):
            answer = await spec.function(run, **_checked(schema, arguments))
        rows, note, output = answer.rows(), answer.note(), answer.for_model()
    except Exception as problem:  # every failure becomes a sentence: a model must never see an internal text
        failed, note = True, await _sentence(spec, run.context, arguments, problem)
        output = json.dumps({"error": note}, ensure_ascii=False)
    took = round((time.perf_counter() - started) * 1000)
    run.context.steps[run.tool_call_id] = StepRecord(rows, note, failed, took)
    return output


def _checked(schema: FuncSchema, arguments: str) -> dict[str, Any]:
    """The arguments as the function's own types; raises InvalidInput that says what would be valid."""
    try:
        given = storable_json(json.loads(arguments or "{}"))
        checked = schema.params_pydantic_model.model_validate(given)
    except ValidationError as problem:
        wrong = [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in problem.errors()[:5]]
        raise InvalidInput("The arguments do not fit: " + "; ".join(wrong)) from None
    except ValueError:
        raise InvalidInput("The arguments are not a JSON object.") from None
    return {name: getattr(checked, name) for name in schema.params_pydantic_model.model_fields}


async def _sentence(spec: ToolSpec, turn: TurnContext, arguments: str, problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return f"This took longer than {spec.timeout:.0f} seconds and was stopped. Try something narrower."
    if not isinstance(problem, AppError):
        reference = log_unexpected(log, f"tool {spec.name}", problem)
        return f"Something went wrong on our side. Nothing was changed. The reference is {reference}."
    if isinstance(problem, NotAllowed | NotFound):
        await record_event(
            turn.services.database,
            actor_id=turn.user_id,
            action="tool.refused",
            subject=f"tool:{spec.name}",
            details={"code": problem.code} | _ids(arguments),
        )
    return problem.message


def _ids(arguments: str) -> dict[str, int]:
    """The numbers among the arguments: the record of a refusal keeps ids, never words."""
    try:
        given = json.loads(arguments or "{}")
    except ValueError:
        return {}
    return {name: value for name, value in given.items() if isinstance(value, int)} if given else {}
