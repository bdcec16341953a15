"""The conversation for programs: the same turn as in the page, with its answer as JSON."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from fastapi import APIRouter, Request

from api.caller import CurrentCaller
from api.route import ApiRoute
from api.state import database_of, orchestrator_of
from core.errors import AppError
from orchestrator.events import CardShown, Failed, Finished, StepFinished
from schemas.chat import ChatAnswer, ChatRequest, Citation, Step
from schemas.results import Candidate, SearchAnswer
from services.access import Caller, readable_cv
from services.conversations import open_conversation, storable

router = APIRouter(prefix="/chat", route_class=ApiRoute, tags=["chat"])

MOST_RESULTS = 100
SEARCH_CARDS = ("results", "comparison")


class TurnFailed(AppError):
    """The assistant could not answer. Please try again."""

    code, status = "turn_failed", 503


@dataclass
class _Turn:
    """What a turn told while it ran."""

    steps: list[Step] = field(default_factory=list)
    runs: list[UUID] = field(default_factory=list)
    finished: Finished | None = None


@router.post("")
async def chat(request: Request, caller: CurrentCaller, asked: ChatRequest) -> ChatAnswer:
    """Say something to the assistant and wait for its whole answer, with the people and the quotes it rests on."""
    conversation_id = asked.conversation_id or uuid4()
    async with database_of(request).transaction() as session:
        for cv_id in asked.cv_ids:
            await readable_cv(session, caller, cv_id)
        await open_conversation(session, caller.user_id, conversation_id)
    turn = await _run(request, caller, conversation_id, _words(asked))
    assert turn.finished is not None
    found = await _found(request, caller, turn)
    results = found.results[:MOST_RESULTS] if found else []
    return ChatAnswer(
        conversation_id=conversation_id,
        message_id=turn.finished.message_id,
        answer=turn.finished.text,
        run_id=found.run_id if found else None,
        results=results,
        citations=_citations(results),
        steps=turn.steps,
    )


def _words(asked: ChatRequest) -> str:
    """The message; the CVs that it is about are named in it, as a person would."""
    message = storable(asked.message)
    if not asked.cv_ids:
        return message
    return f"{message}\n\n(About {', '.join(f'CV {cv_id}' for cv_id in asked.cv_ids)}.)"


async def _run(request: Request, caller: Caller, conversation_id: UUID, text: str) -> _Turn:
    turn = _Turn()
    events = orchestrator_of(request).run_turn(
        user_id=caller.user_id,
        conversation_id=conversation_id,
        message_id=uuid4(),
        answer_id=uuid4(),
        run_id=uuid4(),
        text=text,
    )
    async for event in events:
        match event:
            case StepFinished():
                turn.steps.append(Step(tool=event.tool, rows=event.rows))
            case CardShown() if event.card.kind in SEARCH_CARDS:
                turn.runs.append(UUID(event.card.id))
            case Finished():
                turn.finished = event
            case Failed():
                reference = f" (reference {event.reference})" if event.reference else ""
                raise TurnFailed(f"{event.message}{reference}")
    return turn


async def _found(request: Request, caller: Caller, turn: _Turn) -> SearchAnswer | None:
    """The turn's last search or comparison."""
    if not turn.runs:
        return None
    from services.search.search import stored_answer

    async with database_of(request).transaction() as session:
        return await stored_answer(session, caller, turn.runs[-1])


def _citations(results: list[Candidate]) -> list[Citation]:
    return [
        Citation(cv_id=person.cv_id, page=verdict.page, quote=verdict.quote)
        for person in results
        for verdict in person.verdicts
        if verdict.quote
    ]
