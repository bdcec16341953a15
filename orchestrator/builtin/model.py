# ruff: noqa: ARG002  # the signatures are the SDK's
"""The model that needs no key: it plans tool calls by rule and phrases answers from what the tools returned.

The Agents SDK drives it like any other model; `plan` is a pure function of what the SDK hands over.
"""

import json
import re
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import uuid4

from agents import Model, ModelResponse, ModelSettings, ModelTracing, Usage
from agents.agent_output import AgentOutputSchemaBase
from agents.handoffs import Handoff
from agents.items import TResponseInputItem, TResponseStreamEvent
from agents.tool import Tool
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseCreatedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
)
from openai.types.responses.response_prompt_param import ResponsePromptParam

from orchestrator.builtin.moves import Say
from orchestrator.builtin.plan import EVERY_TYPE, plan

OutputItem = ResponseOutputMessage | ResponseFunctionToolCall


class BuiltinModel(Model):
    """Deterministic, offline, streams word by word. `file_types` are the kinds of files that are taken, in words."""

    def __init__(self, file_types: str = EVERY_TYPE) -> None:
        self._file_types = file_types

    async def get_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> ModelResponse:
        return ModelResponse(
            output=[*_output(input, tools, self._file_types)], usage=Usage(requests=1), response_id=None
        )

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> AsyncIterator[TResponseStreamEvent]:
        output = _output(input, tools, self._file_types)
        for number, event in enumerate(_events(_response(), output)):
            yield event.model_copy(update={"sequence_number": number})


def _output(
    input: str | list[TResponseInputItem], tools: Sequence[Tool], file_types: str
) -> list[OutputItem]:
    items: list[Any] = [{"role": "user", "content": input}] if isinstance(input, str) else list(input)
    step = plan(items, frozenset(tool.name for tool in tools), file_types=file_types)
    if isinstance(step, Say):
        return [_message(step.text)]
    return [_call(tool, arguments) for tool, arguments in step.calls]


def _message(text: str) -> ResponseOutputMessage:
    part = ResponseOutputText(type="output_text", text=text, annotations=[], logprobs=[])
    return ResponseOutputMessage(
        id=f"msg_{uuid4().hex}", type="message", role="assistant", status="completed", content=[part]
    )


def _call(tool: str, arguments: dict[str, Any]) -> ResponseFunctionToolCall:
    return ResponseFunctionToolCall(
        id=f"fc_{uuid4().hex}",
        type="function_call",
        status="completed",
        call_id=f"call_{uuid4().hex}",
        name=tool,
        arguments=json.dumps(arguments, ensure_ascii=False),
    )


def _response() -> Response:
    return Response(
        id=f"resp_{uuid4().hex}",
        created_at=time.time(),
        model="builtin",
        object="response",
        output=[],
        tool_choice="auto",
        tools=[],
        parallel_tool_calls=True,
        status="in_progress",
    )


def _events(response: Response, output: Sequence[OutputItem]) -> list[Any]:
    """The wire's events in their order; the caller numbers them."""
    events: list[Any] = [ResponseCreatedEvent(type="response.created", response=response, sequence_number=0)]
    for index, item in enumerate(output):
        events.append(
            ResponseOutputItemAddedEvent(
                type="response.output_item.added", item=item, output_index=index, sequence_number=0
            )
        )
        if isinstance(item, ResponseOutputMessage):
            events += _text_events(item, index)
        events.append(
            ResponseOutputItemDoneEvent(
                type="response.output_item.done", item=item, output_index=index, sequence_number=0
            )
        )
    done = response.model_copy(update={"output": list(output), "status": "completed"})
    events.append(ResponseCompletedEvent(type="response.completed", response=done, sequence_number=0))
    return events


def _text_events(item: ResponseOutputMessage, index: int) -> list[Any]:
    place: dict[str, Any] = {
        "item_id": item.id, "output_index": index, "content_index": 0, "sequence_number": 0
    }  # fmt: skip
    part = item.content[0]
    text = part.text if isinstance(part, ResponseOutputText) else ""
    empty = part.model_copy(update={"text": ""})
    words = re.findall(r"\S+\s*|\s+", text)
    return [
        ResponseContentPartAddedEvent(type="response.content_part.added", part=empty, **place),
        *(
            ResponseTextDeltaEvent(type="response.output_text.delta", delta=word, logprobs=[], **place)
            for word in words
        ),
        ResponseContentPartDoneEvent(type="response.content_part.done", part=part, **place),
    ]
