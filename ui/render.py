"""A turn's events as the page shows them: steps, streamed words, cards."""

from collections.abc import AsyncIterator
from uuid import UUID

import chainlit as cl
from chainlit.context import context
from chainlit.utils import utc_now

from core.errors import AppError
from orchestrator.events import CardShown, Event, Failed, Finished, StepFinished, StepStarted, TextDelta
from services.access import load_caller
from tools.caller import Card
from ui import cards, runtime
from ui.history import ASSISTANT
from ui.identity import page_session
from ui.intake_progress import follow
from ui.output import STOPPED, ImageGate, failure_text, without_images
from ui.same_person import show_companion
from ui.steps import shown_arguments, shown_outcome, step_name


class TurnView:
    """One turn in one page. Steps come before the answer; cards hang below it."""

    def __init__(self, *, answer_id: UUID, user_id: int, run_id: str) -> None:
        self.answer_id = answer_id
        self._answer = cl.Message(content="", id=str(answer_id), parent_id=run_id, created_at=utc_now())
        self._user_id = user_id
        self._run_id = run_id
        self._gate = ImageGate()
        self._steps: dict[str, tuple[str, cl.Step]] = {}
        self._shown: list[Card] = []

    async def show(self, events: AsyncIterator[Event]) -> None:
        """Show all of a turn's events."""
        async for event in events:
            match event:
                case StepStarted():
                    await self._start_step(event)
                case StepFinished():
                    await self._finish_step(event)
                case TextDelta():
                    await self._answer.stream_token(self._gate.passed(event.text))
                case CardShown():
                    await self._show_card(event.card)
                case Finished():
                    await self._close(without_images(event.text))
                case Failed():
                    await self.fail(event.message, event.reference)

    async def stop(self) -> None:
        """The user stopped it: what was said stays, marked."""
        for title, step in self._steps.values():
            if step.end is None:
                step.name, step.end = step_name(title), utc_now()
                await step.update()
        await self._close(self._answer.content + self._gate.rest() + STOPPED)

    async def fail(self, sentence: str, reference: str | None = None) -> None:
        """Say that it did not work, below whatever was said before."""
        self._answer.is_error = True
        said = self._answer.content + self._gate.rest()
        await self._close("\n\n".join(part for part in (said, failure_text(sentence, reference)) if part))

    async def _start_step(self, event: StepStarted) -> None:
        step = cl.Step(
            name=event.title, type="tool", parent_id=self._run_id, show_input="json",
            metadata={"avatarName": ASSISTANT},
        )  # fmt: skip
        step.start = utc_now()
        step.input = shown_arguments(event.arguments)
        self._steps[event.call_id] = (event.title, step)
        await step.send()

    async def _finish_step(self, event: StepFinished) -> None:
        title, step = self._steps.get(event.call_id, (event.tool, None))
        if step is None:
            return
        step.name = step_name(title, rows=event.rows, failed=event.failed, note=event.note)
        step.output = shown_outcome(event.note, event.duration_ms)
        step.language = None
        step.is_error = event.failed
        step.end = utc_now()
        await step.update()

    async def _show_card(self, card: Card) -> None:
        """Cards of dropped files are shown at once, as they take time; others below the finished answer."""
        self._shown.append(card)
        if card.kind == "uploads":
            await self._send_card(card)

    async def _close(self, text: str) -> None:
        self._answer.content = text.strip()
        await self._answer.send()
        for card in self._shown:
            await self._send_card(card)

    async def _send_card(self, card: Card) -> None:
        try:
            async with runtime.current().services.database.transaction() as session:
                caller = await load_caller(session, self._user_id)
                element = await cards.build_element(
                    session, caller, card.kind, card.id,
                    for_id=self._answer.id, thread_id=context.session.thread_id,
                )  # fmt: skip
        except AppError:  # the answer's words stand; the card comes with the next reload
            return
        await context.emitter.send_element(element)
        if card.kind == "uploads":
            await show_companion(page_session(), self._user_id, element)
            follow(page_session(), self._user_id, element)
