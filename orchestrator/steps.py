# ruff: noqa: ARG002  # the signatures are the SDK's
"""A run's happenings as events: tool calls when they start and end, the answer's text as it grows."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from agents import RunHooks, RunResultStreaming
from agents.tool import Tool
from agents.tool_context import ToolContext

from orchestrator.events import CardShown, Event, StepFinished, StepStarted, TextDelta
from orchestrator.guard import OutputGuard
from tools.caller import TurnContext
from tools.registry import TOOLS


@dataclass(slots=True)
class StartedCall:
    """A tool call as the model made it; `output` is None while it has not returned."""

    call_id: str
    tool: str
    arguments: str
    output: str | None = None


class StepHooks(RunHooks[TurnContext]):
    """Reports each tool call when it starts and when it ends, and the cards that it shows; keeps `calls` by id."""

    def __init__(self, events: asyncio.Queue[Event | None]) -> None:
        self._events = events
        self._cards = 0
        self.calls: dict[str, StartedCall] = {}

    async def on_tool_start(self, context: Any, agent: Any, tool: Tool) -> None:
        if isinstance(context, ToolContext):
            spec = TOOLS.get(tool.name)
            title = spec.title if spec else tool.name
            call_id, arguments = context.tool_call_id, _arguments(context.tool_arguments)
            self.calls[call_id] = StartedCall(call_id, tool.name, context.tool_arguments or "{}")
            self._events.put_nowait(StepStarted(call_id, tool.name, title, arguments))

    async def on_tool_end(self, context: Any, agent: Any, tool: Tool, result: object) -> None:
        turn: TurnContext = context.context
        if call := self.calls.get(context.tool_call_id):
            call.output = str(result)
        step = turn.steps.get(context.tool_call_id)
        if step is not None:
            self._events.put_nowait(
                StepFinished(
                    context.tool_call_id, tool.name, step.rows, step.note, step.failed, step.duration_ms
                )
            )
        for card in turn.cards[self._cards :]:
            self._events.put_nowait(CardShown(card))
        self._cards = len(turn.cards)


async def read_stream(
    result: RunResultStreaming, guard: OutputGuard, events: asyncio.Queue[Event | None]
) -> None:
    """Put the answer's text on the queue, guarded, and None at the end."""
    spoken = False
    try:
        async for event in result.stream_events():
            if event.type != "raw_response_event":
                continue
            if event.data.type == "response.output_item.added" and spoken:
                _say(events, guard.close() + "\n\n")
                spoken = False
            elif event.data.type == "response.output_text.delta":
                spoken = True
                _say(events, guard.feed(event.data.delta))
    finally:
        _say(events, guard.close())
        events.put_nowait(None)


def _say(events: asyncio.Queue[Event | None], text: str) -> None:
    if text:
        events.put_nowait(TextDelta(text))


def _arguments(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text or "{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
