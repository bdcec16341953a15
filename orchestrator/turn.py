"""One message, from the user's words to the stored answer."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from uuid import UUID

from agents import Agent, Model, ModelSettings

from core.errors import InvalidInput
from orchestrator.agent_run import AgentRun
from orchestrator.building import build_agent
from orchestrator.definitions import MAIN_AGENT, load_definitions
from orchestrator.events import AttachedFile, Event, Failed, Finished, TextDelta
from orchestrator.failures import failure
from orchestrator.providers import Connection, ConnectionNote, connect, connection_note
from orchestrator.shielded import go_on, to_the_end
from orchestrator.storing import Answer, begin_turn, store_answer, store_failure, store_stopped
from services.runtime import Services
from tools.caller import TurnContext

__all__ = ["AttachedFile", "Orchestrator"]

LONGEST_MESSAGE = 20_000  # characters; longer ones are kept, but not answered


class Orchestrator:
    """Runs turns. Built once; holds no state of any conversation."""

    def __init__(self, services: Services, *, model: Model | None = None) -> None:
        self._services = services
        injected = None if model is None else Connection(model, ModelSettings())
        connection = injected or connect(services.settings)
        definitions = load_definitions()
        self._agent: Agent[TurnContext] = build_agent(
            MAIN_AGENT, definitions, model=connection.model, settings=connection.settings
        )
        self._most_turns = definitions[MAIN_AGENT].head.max_turns

    def connection_note(self) -> ConnectionNote:
        """Which model answers, and what goes to it: for the page."""
        return connection_note(self._services.settings)

    async def run_turn(
        self,
        *,
        user_id: int,
        conversation_id: UUID,
        message_id: UUID,
        answer_id: UUID,
        run_id: UUID,
        text: str,
        attachments: Sequence[AttachedFile] = (),
        token_version: int | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Store the user's message, answer it, store the answer; tell it all as events.

        The last event is Finished or Failed. Cancelling, or closing this generator, stores the partial answer
        with `ui.stopped` and passes the cancellation on; cancelling again does not keep it from being stored.
        """
        turn = TurnContext(
            services=self._services,
            user_id=user_id,
            conversation_id=conversation_id,
            message_id=message_id,
            words=text,
            token_version=token_version,
            attachments={file.id: file for file in attachments},
        )
        answer = Answer(answer_id, run_id)
        begun = go_on(begin_turn(turn, answer))
        try:
            await asyncio.shield(begun)
        except asyncio.CancelledError:
            await to_the_end(_left_at_once(begun, turn, answer))
            raise
        except Exception as problem:  # nothing is stored: the user must be told so, whatever it was
            yield failure(problem, self.connection_note())
            return
        async with aclosing(self._answered(turn, answer)) as events:
            async for event in events:
                yield event

    async def _answered(self, turn: TurnContext, answer: Answer) -> AsyncGenerator[Event, None]:
        """The events of the answering; what was said is stored however it ends."""
        run: AgentRun | None = None
        try:
            _check_length(turn.words)
            run = AgentRun(self._agent, turn, answer, self._most_turns)
            async with aclosing(run.events()) as events:
                async for event in events:
                    if isinstance(event, TextDelta):
                        answer.text += event.text
                    yield event
        except (asyncio.CancelledError, GeneratorExit):
            await to_the_end(_stop(run, turn, answer))
            raise
        except Exception as problem:  # whatever it was, the conversation goes on
            failed = failure(problem, self.connection_note())
            await to_the_end(_fail(run, turn, answer, failed))
            yield failed
        else:
            yield await to_the_end(self._finish(run, turn, answer))

    async def _finish(self, run: AgentRun, turn: TurnContext, answer: Answer) -> Event:
        await run.end()
        try:
            await store_answer(turn, answer)
        except Exception as problem:  # a database that died meanwhile
            return failure(problem, self.connection_note())
        return Finished(answer.id, answer.text)


def _check_length(words: str) -> None:
    if len(words) > LONGEST_MESSAGE:
        raise InvalidInput(
            f"Your message has {len(words):,} characters; I can read up to {LONGEST_MESSAGE:,} "
            "at once. Please shorten it, or drop it as a file."
        )


async def _left_at_once(begun: asyncio.Task[None], turn: TurnContext, answer: Answer) -> None:
    """The user left while their message was being stored: once it is, it has a stopped answer."""
    await asyncio.wait([begun])
    if not begun.cancelled() and begun.exception() is None:
        await store_stopped(turn, answer)


async def _stop(run: AgentRun | None, turn: TurnContext, answer: Answer) -> None:
    if run is not None:
        await run.end()
    await store_stopped(turn, answer)


async def _fail(run: AgentRun | None, turn: TurnContext, answer: Answer, failed: Failed) -> None:
    if run is not None:
        await run.end()
    await store_failure(turn, answer, failed)
