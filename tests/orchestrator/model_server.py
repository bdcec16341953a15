"""A small server on this machine that speaks both wires of language models, streaming, by a script.

Each request takes the next move: `Say` streams words, `Call` streams one tool call, `Refuse` answers with an HTTP
error. What was asked is kept in `requests`.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Event = dict[str, Any]


@dataclass(frozen=True)
class Say:
    text: str


@dataclass(frozen=True)
class Call:
    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Refuse:
    status: int


Move = Say | Call | Refuse


@dataclass
class ModelServer:
    """`url` is the base URL that a client is given."""

    url: str
    moves: list[Move]
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append((request.url.path, body))
        move = self.moves.pop(0)
        if isinstance(move, Refuse):
            return JSONResponse({"error": {"message": "no", "type": "test"}}, status_code=move.status)
        wire = responses_wire if request.url.path.endswith("/responses") else completions_wire
        return StreamingResponse(wire(move), media_type="text/event-stream")


@asynccontextmanager
async def model_server(*moves: Move) -> AsyncIterator[ModelServer]:
    """Serve on a free port of this machine until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = ModelServer(f"http://127.0.0.1:{listening.getsockname()[1]}/v1", list(moves))
        paths = ("/v1/responses", "/v1/chat/completions")
        app = Starlette(routes=[Route(path, server.answer, methods=["POST"]) for path in paths])
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        task = asyncio.create_task(running.serve(sockets=[listening]))
        try:
            yield server
        finally:
            running.should_exit = True
            await task


def responses_wire(move: Say | Call) -> Iterator[str]:
    """The events of OpenAI's Responses API."""
    response = {
        "id": "resp_1", "object": "response", "created_at": 1, "model": "test", "output": [], "tools": [],
        "tool_choice": "auto", "parallel_tool_calls": True, "status": "in_progress",
    }  # fmt: skip
    events: list[Event] = [{"type": "response.created", "response": response}]
    item, parts = _message(move) if isinstance(move, Say) else _function_call(move)
    events += parts
    usage = {
        "input_tokens": 11, "output_tokens": 7, "total_tokens": 18,
        "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0},
    }  # fmt: skip
    done = response | {"status": "completed", "output": [item], "usage": usage}
    events.append({"type": "response.completed", "response": done})
    for number, event in enumerate(events):
        body = json.dumps(event | {"sequence_number": number})
        yield f"event: {event['type']}\ndata: {body}\n\n"


def _message(move: Say) -> tuple[Event, list[Event]]:
    part = {"type": "output_text", "text": move.text, "annotations": [], "logprobs": []}
    item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    added = item | {"content": [], "status": "in_progress"}
    return item, [
        {"type": "response.output_item.added", "output_index": 0, "item": added},
        {"type": "response.content_part.added", "part": part | {"text": ""}, **place},
        *(
            {"type": "response.output_text.delta", "delta": d, "logprobs": [], **place}
            for d in _pieces(move.text)
        ),
        {"type": "response.output_text.done", "text": move.text, "logprobs": [], **place},
        {"type": "response.content_part.done", "part": part, **place},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
    ]


def _function_call(move: Call) -> tuple[Event, list[Event]]:
    arguments = json.dumps(move.arguments)
    item = {
        "id": "fc_1", "type": "function_call", "status": "completed", "call_id": "call_1",
        "name": move.tool, "arguments": arguments,
    }  # fmt: skip
    place = {"item_id": "fc_1", "output_index": 0}
    begun = item | {"arguments": "", "status": "in_progress"}
    return item, [
        {"type": "response.output_item.added", "output_index": 0, "item": begun},
        *(
            {"type": "response.function_call_arguments.delta", "delta": d, **place}
            for d in _pieces(arguments)
        ),
        {"type": "response.function_call_arguments.done", "arguments": arguments, "name": move.tool, **place},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
    ]


def completions_wire(move: Say | Call) -> Iterator[str]:
    """The chunks of the Chat Completions API, as compatible servers send them."""
    deltas: Sequence[Event]
    if isinstance(move, Say):
        deltas = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in _pieces(move.text))]
        reason = "stop"
    else:
        arguments = _pieces(json.dumps(move.arguments))
        name = {
            "index": 0,
            "id": "call_1",
            "type": "function",
            "function": {"name": move.tool, "arguments": ""},
        }
        deltas = [
            {"role": "assistant", "content": None, "tool_calls": [name]},
            *({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in arguments),
        ]
        reason = "tool_calls"
    for delta in deltas:
        yield _chunk([{"index": 0, "delta": delta, "finish_reason": None}])
    yield _chunk([{"index": 0, "delta": {}, "finish_reason": reason}])
    yield _chunk([], usage={"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
    yield "data: [DONE]\n\n"


def _chunk(choices: list[Event], **more: Any) -> str:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "test"}
    return f"data: {json.dumps(head | {'choices': choices} | more)}\n\n"


def _pieces(text: str) -> list[str]:
    return [text[start : start + 7] for start in range(0, len(text), 7)]
