"""One message, from the user's words to the stored answer."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from agents import Agent, Model, ModelSettings, RunConfig, Runner, RunResultStreaming
from agents.run_config import ToolExecutionConfig

from core.errors import InvalidInput
from core.log import get_logger, log_unexpected
from orchestrator.definitions import build_agent, load_definitions
from orchestrator.events import AttachedFile, Event, Failed, Finished, TextDelta
from orchestrator.failures import failure
from orchestrator.guard import OutputGuard
from orchestrator.memory import RowMemory, portable_input, user_item
from orchestrator.providers import Connection, ConnectionNote, connect, connection_note
from orchestrator.steps import StepHooks, read_stream
from services.access import load_caller
from services.conversations import (
    link_cvs,
    messages_of,
    open_conversation,
    record_answer,
    record_attachment,
    record_user_message,
)
from services.runtime import Services
from tools.caller import TurnContext
from tools.withdraw_cv import asked_about

__all__ = ["AttachedFile", "Orchestrator"]

log = get_logger(__name__)
MAIN_AGENT = "orchestrator"
LONGEST_MESSAGE = 20_000  # characters; longer ones are kept, but not answered
TOOLS_AT_ONCE = 4  # each call holds a connection of its own
EARLIER_ROWS = 40  # enough to hold the turn before this one
TOO_MANY_STEPS = "This took more steps than I may take. Please ask for one thing at a time."


@dataclass
class Answer:
    """The answer as it grows, and what is stored with it."""

    id: UUID
    run_id: UUID
    text: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
    ui: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ui["run_id"] = str(self.run_id)


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

        The last event is Finished or Failed. Cancelling stores the partial answer with `ui.stopped` and passes
        the cancellation on.
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
        try:
            await _begin(turn, answer)
        except Exception as problem:  # nothing is stored: the user must be told so, whatever it was
            yield failure(problem, self.connection_note())
            return
        try:
            async for event in self._answer(turn, answer):
                yield event
        except (asyncio.CancelledError, GeneratorExit):
            answer.ui["stopped"] = True
            await self._finish(turn, answer)
            raise
        except Exception as problem:  # whatever it was, the conversation goes on
            failed = failure(problem, self.connection_note())
            await _store_failure(turn, answer, failed)
            yield failed
        else:
            yield await self._finish(turn, answer)

    async def _finish(self, turn: TurnContext, answer: Answer) -> Event:
        try:
            await _store(turn, answer)
        except Exception as problem:  # a database that died meanwhile
            return failure(problem, self.connection_note())
        return Finished(answer.id, answer.text)

    async def _answer(self, turn: TurnContext, answer: Answer) -> AsyncGenerator[Event, None]:
        """Events of the run, in the order in which they happen: tools report from tasks of their own."""
        if len(turn.words) > LONGEST_MESSAGE:
            raise InvalidInput(
                f"Your message has {len(turn.words):,} characters; I can read up to {LONGEST_MESSAGE:,} "
                "at once. Please shorten it, or drop it as a file."
            )
        events: asyncio.Queue[Event | None] = asyncio.Queue()
        result = self._start(turn, answer, events)
        reading = asyncio.create_task(read_stream(result, OutputGuard(self._services.settings.url), events))
        try:
            while (event := await events.get()) is not None:
                if isinstance(event, TextDelta):
                    answer.text += event.text
                yield event
            await reading
        finally:
            result.cancel()
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            usage = result.context_wrapper.usage
            answer.input_tokens, answer.output_tokens = usage.input_tokens, usage.output_tokens

    def _start(
        self, turn: TurnContext, answer: Answer, events: asyncio.Queue[Event | None]
    ) -> RunResultStreaming:
        def too_many(_: object) -> str:
            events.put_nowait(TextDelta(TOO_MANY_STEPS))
            return TOO_MANY_STEPS

        question = user_item(turn.words, [(file.id, file.name) for file in turn.attachments.values()])
        return Runner.run_streamed(
            self._agent,
            [question],
            context=turn,
            max_turns=self._most_turns,
            hooks=StepHooks(events),
            session=RowMemory(turn, answer.run_id),
            run_config=RunConfig(
                tracing_disabled=True,
                trace_include_sensitive_data=False,
                call_model_input_filter=portable_input,
                tool_execution=ToolExecutionConfig(max_function_tool_concurrency=TOOLS_AT_ONCE),
                tool_not_found_behavior="return_error_to_model",
            ),
            error_handlers={"max_turns": too_many},
        )


async def _begin(turn: TurnContext, answer: Answer) -> None:
    """Read who is asking, and store what they said before anything else happens."""
    async with turn.services.database.transaction() as session:
        caller = await load_caller(session, turn.user_id, token_version=turn.token_version)
        turn.role = caller.role
        conversation = await open_conversation(session, turn.user_id, turn.conversation_id)
        earlier = await messages_of(session, turn.conversation_id, limit=EARLIER_ROWS)
        turn.asked_to_withdraw = asked_about(earlier)
        message = await record_user_message(
            session,
            conversation,
            message_id=turn.message_id,
            text=turn.words,
            ui={"run_id": str(answer.run_id)},
        )
        for file in turn.attachments.values():
            await record_attachment(session, message, id=file.id, filename=file.name)


async def _store(turn: TurnContext, answer: Answer) -> None:
    """Store the answer, and note which CVs question and answer speak of."""
    answer.ui["cards"] = [{"kind": card.kind, "id": card.id} for card in turn.cards]
    async with turn.services.database.transaction() as session:
        conversation = await open_conversation(session, turn.user_id, turn.conversation_id)
        said = await record_answer(
            session,
            conversation,
            message_id=answer.id,
            text=answer.text,
            item={"role": "assistant", "content": answer.text},
            ui=answer.ui,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
        )
        asked = await record_user_message(session, conversation, message_id=turn.message_id, text=turn.words)
        for row in (asked, said):
            await link_cvs(session, row, turn.cv_ids)


async def _store_failure(turn: TurnContext, answer: Answer, failed: Failed) -> None:
    """Keep the failure in the conversation, below whatever was said before it."""
    answer.text = "\n\n".join(part for part in (answer.text, failed.message) if part)
    answer.ui["error"] = {"message": failed.message, "reference": failed.reference}
    try:
        await _store(turn, answer)
    except Exception as problem:  # the user is told of the first failure all the same
        log_unexpected(log, "storing a failed turn", problem)
