"""The conversation for programs: the same turn as in the page, answered whole or as events."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import anyio
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_core import to_json
from starlette.types import Send

from api.caller import CurrentCaller
from api.problems import log, problem_body
from api.route import ApiRoute
from api.state import database_of, orchestrator_of
from core.errors import AppError
from core.log import log_unexpected
from orchestrator.events import CardShown, Event, Failed, Finished, StepFinished, TextDelta
from schemas.chat import ChatAnswer, ChatRequest, Citation, Step
from schemas.results import Candidate, SearchAnswer
from services.access import Caller, readable_cv
from services.conversations import open_conversation, storable
from services.search.search import stored_answer

router = APIRouter(prefix="/chat", route_class=ApiRoute, tags=["chat"])

MOST_RESULTS = 100
SEARCH_CARDS = ("results", "comparison")
EVENTS = "text/event-stream"


class TurnFailed(AppError):
    """The assistant could not answer. Please try again."""

    code, status = "turn_failed", 503


@dataclass
class Turn:
    """One turn of one caller, and what it told while it ran."""

    request: Request
    caller: Caller
    conversation_id: UUID
    steps: list[Step] = field(default_factory=list)
    found: SearchAnswer | None = None
    finished: Finished | None = None

    async def run(self, text: str) -> AsyncGenerator[Event, None]:
        """The events of the turn. Raises TurnFailed where it fails."""
        events = orchestrator_of(self.request).run_turn(
            user_id=self.caller.user_id,
            conversation_id=self.conversation_id,
            message_id=uuid4(),
            answer_id=uuid4(),
            run_id=uuid4(),
            text=text,
            token_version=self.caller.token_version,
        )
        async with aclosing(events):
            async for event in events:
                await self._note(event)
                yield event

    async def _note(self, event: Event) -> None:
        match event:
            case StepFinished():
                self.steps.append(Step(tool=event.tool, rows=event.rows))
            case CardShown() if event.card.kind in SEARCH_CARDS:
                async with database_of(self.request).transaction() as session:
                    self.found = await stored_answer(session, self.caller, UUID(event.card.id))
            case Finished():
                self.finished = event
            case Failed():
                reference = f" (reference {event.reference})" if event.reference else ""
                raise TurnFailed(f"{event.message}{reference}")

    def answer(self) -> ChatAnswer:
        """The whole answer, once the turn has finished."""
        assert self.finished is not None
        results = self.found.results[:MOST_RESULTS] if self.found else []
        return ChatAnswer(
            conversation_id=self.conversation_id,
            message_id=self.finished.message_id,
            answer=self.finished.text,
            run_id=self.found.run_id if self.found else None,
            results=results,
            citations=_citations(results),
            steps=self.steps,
        )


class EventStream(StreamingResponse):
    """Server-sent events. A client that leaves ends what makes them before the request is over."""

    media_type = EVENTS

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._events = events

    async def stream_response(self, send: Send) -> None:
        """Send all events. The closing itself is not cut short: the answer so far is stored in it."""
        try:
            await super().stream_response(send)
        finally:
            with anyio.CancelScope(shield=True):
                await self._events.aclose()


@router.post("", response_model=ChatAnswer)
async def chat(request: Request, caller: CurrentCaller, asked: ChatRequest) -> Response | ChatAnswer:
    """Say something to the assistant: its answer, with the people and the quotes it rests on.

    With `Accept: text/event-stream` the same as events: `step`, `text` and `results` as they come, then `done`
    with the whole answer, or `error` with a problem detail.
    """
    conversation_id = asked.conversation_id or uuid4()
    async with database_of(request).transaction() as session:
        for cv_id in asked.cv_ids:
            await readable_cv(session, caller, cv_id)
        await open_conversation(session, caller.user_id, conversation_id)
    turn, text = Turn(request, caller, conversation_id), _words(asked)
    if EVENTS in request.headers.get("accept", ""):
        return EventStream(_stream(turn, text))
    async with aclosing(turn.run(text)) as events:
        async for _ in events:
            pass
    return turn.answer()


def _words(asked: ChatRequest) -> str:
    """The message; the CVs that it is about are named in it, as a person would."""
    message = storable(asked.message)
    if not asked.cv_ids:
        return message
    return f"{message}\n\n(About {', '.join(f'CV {cv_id}' for cv_id in asked.cv_ids)}.)"


async def _stream(turn: Turn, text: str) -> AsyncGenerator[bytes, None]:
    try:
        async with aclosing(turn.run(text)) as events:
            async for event in events:
                match event:
                    case StepFinished():
                        yield _event("step", turn.steps[-1])
                    case TextDelta():
                        yield _event("text", {"text": event.text})
                    case CardShown() if event.card.kind in SEARCH_CARDS and turn.found:
                        yield _event("results", turn.found)
        yield _event("done", turn.answer())
    except AppError as error:
        yield _event("error", problem_body(error.status, error.code, error.message))
    except Exception as error:  # the answer has begun: it can only end with the apology
        reference = log_unexpected(log, "POST /api/v1/chat", error)
        yield _event("error", problem_body(500, "internal", TurnFailed().message, reference=reference))


def _event(name: str, data: BaseModel | dict[str, Any]) -> bytes:
    """A server-sent event; JSON holds no line break of its own."""
    return b"event: " + name.encode() + b"\ndata: " + to_json(data) + b"\n\n"


def _citations(results: list[Candidate]) -> list[Citation]:
    return [
        Citation(cv_id=person.cv_id, page=verdict.page, quote=verdict.quote)
        for person in results
        for verdict in person.verdicts
        if verdict.quote
    ]
