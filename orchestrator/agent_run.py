"""One run of the agent: its events while it goes on, and its tool rows at whatever end it comes to."""

import asyncio
from collections.abc import AsyncGenerator

from agents import Agent, RunConfig, Runner
from agents.run_config import ToolExecutionConfig

from core.log import get_logger, log_unexpected
from orchestrator.events import Event, TextDelta
from orchestrator.guard import OutputGuard
from orchestrator.memory import RowMemory, portable_input, user_item
from orchestrator.steps import StepHooks, read_stream
from orchestrator.storing import Answer
from tools.caller import TurnContext

log = get_logger(__name__)
TOOLS_AT_ONCE = 4  # each call holds a connection of its own
SECONDS_TO_END = 10.0  # for what a stopped run is still doing
TOO_MANY_STEPS = "This took more steps than I may take. Please ask for one thing at a time."


class AgentRun:
    """Begins when it is made. `end` must be called whatever happened, before the answer is stored."""

    def __init__(self, agent: Agent[TurnContext], turn: TurnContext, answer: Answer, most_turns: int) -> None:
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._answer = answer
        self._memory = RowMemory(turn, answer.run_id)
        self._hooks = StepHooks(self._events)
        self._result = Runner.run_streamed(
            agent,
            [user_item(turn.words, [(file.id, file.name) for file in turn.attachments.values()])],
            context=turn,
            max_turns=most_turns,
            hooks=self._hooks,
            session=self._memory,
            run_config=RunConfig(
                tracing_disabled=True,
                trace_include_sensitive_data=False,
                call_model_input_filter=portable_input,
                tool_execution=ToolExecutionConfig(max_function_tool_concurrency=TOOLS_AT_ONCE),
                tool_not_found_behavior="return_error_to_model",
            ),
            error_handlers={"max_turns": self._too_many},
        )
        guard = OutputGuard(turn.services.settings.url)
        self._reading = asyncio.create_task(read_stream(self._result, guard, self._events))

    async def events(self) -> AsyncGenerator[Event, None]:
        """What happens, in the order in which it does: tools report from tasks of their own."""
        while (event := await self._events.get()) is not None:
            yield event
        await self._reading

    async def end(self) -> None:
        """Stop whatever still runs, wait for it, and store the tool calls that are no rows yet."""
        self._result.cancel()
        self._reading.cancel()
        loop = self._result.run_loop_task
        tasks = [task for task in (self._reading, loop) if task is not None]
        ended, _ = await asyncio.wait(tasks, timeout=SECONDS_TO_END)
        for task in ended:
            _ = task.cancelled() or task.exception()  # told already, by whoever awaited it
        usage = self._result.context_wrapper.usage
        self._answer.input_tokens, self._answer.output_tokens = usage.input_tokens, usage.output_tokens
        try:
            await self._memory.add_missing(self._hooks.calls.values())
        except Exception as problem:  # the answer is stored all the same
            log_unexpected(log, "storing tool calls", problem)

    def _too_many(self, _: object) -> str:
        self._events.put_nowait(TextDelta(TOO_MANY_STEPS))
        return TOO_MANY_STEPS
