"""A stored conversation as the page's steps and elements. Nothing is stored for the page alone."""

import datetime as dt
from typing import Any

from chainlit.element import ElementDict
from chainlit.step import StepDict
from sqlalchemy.ext.asyncio import AsyncSession

from models import Feedback, Message
from services.access import Caller
from services.threads import ThreadView
from ui import cards
from ui.output import STOPPED, failure_text, without_images
from ui.same_person import companion
from ui.steps import shown_arguments, shown_outcome, step_name, title_of

ASSISTANT = "Expert Sourcing"


def moment(when: dt.datetime) -> str:
    """As the page's script writes times."""
    return when.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"


def steps_of(view: ThreadView) -> list[StepDict]:
    """Messages and tool steps, each below the run it belongs to.

    Chainlit does not store runs, but thumbs and the copy button hang on them, so each turn's run is made again
    from the id that its rows carry; a message below a run that is not there would not be shown at all.
    """
    builder = _Builder(view)
    for message in view.messages:
        builder.add(message)
    return builder.steps


async def elements_of(session: AsyncSession, caller: Caller, view: ThreadView) -> list[ElementDict]:
    """The dropped files and the cards, built anew from today's rows and today's permissions."""
    elements: list[ElementDict] = []
    thread_id = str(view.conversation.uuid)
    for message in view.messages:
        if message.role == "user":
            dropped = view.attachments.get(message.id, ())
            elements += [
                cards.file_element(attachment, cv, for_id=str(message.uuid), thread_id=thread_id)
                for attachment, cv in dropped
                if cv is not None
            ]
        for card in message.ui.get("cards") or ():
            element = await cards.build_element(
                session, caller, card["kind"], card["id"], for_id=str(message.uuid), thread_id=thread_id
            )
            elements.append(element)
            if card["kind"] == "uploads":
                elements += await companion(
                    session, caller, card["id"], for_id=str(message.uuid), thread_id=thread_id
                )
    return elements


class _Builder:
    def __init__(self, view: ThreadView) -> None:
        self.steps: list[StepDict] = []
        self._view = view
        self._thread_id = str(view.conversation.uuid)
        self._runs: dict[str, StepDict] = {}
        self._last_user: str | None = None
        self._results = {
            row.item.get("call_id"): row
            for row in view.messages
            if row.role == "tool_result" and row.item is not None
        }

    def add(self, message: Message) -> None:
        if message.role == "user":
            self._last_user = str(message.uuid)
            self.steps.append(self._step(message, "user_message", name="You", output=message.content))
        elif message.role == "tool_call":
            self._add_below_run(message, self._tool(message))
        elif message.role == "assistant":
            self._add_below_run(message, self._answer(message))

    def _add_below_run(self, message: Message, step: StepDict) -> None:
        run = self._run_of(message)
        step["parentId"] = run["id"]
        run["end"] = step["end"]
        self.steps.append(step)
        feedback = self._view.feedback.get(message.id)
        if feedback is not None:
            run["feedback"] = _rated(feedback, str(run["id"]))

    def _run_of(self, message: Message) -> StepDict:
        run_id = str(message.ui.get("run_id") or f"run-{self._last_user or message.uuid}")
        if run_id not in self._runs:
            run = self._step(message, "run", name="on_message", output="")
            run |= {"id": run_id, "parentId": self._last_user}
            self._runs[run_id] = run
            self.steps.append(run)
        return self._runs[run_id]

    def _answer(self, message: Message) -> StepDict:
        words = without_images(message.content) + (STOPPED if message.ui.get("stopped") else "")
        error = message.ui.get("error") or {}
        words = failure_text(words, error.get("reference"))
        step = self._step(message, "assistant_message", name=ASSISTANT, output=words)
        step["isError"] = bool(error)
        return step

    def _tool(self, message: Message) -> StepDict:
        item = message.item or {}
        result = self._results.get(item.get("call_id"))
        ui: dict[str, Any] = dict(result.ui) if result is not None else {}
        failed = bool(ui.get("failed"))
        note = str(ui.get("note") or "")
        title = title_of(str(item.get("name", "")))
        name = step_name(title, rows=ui.get("rows"), failed=failed, note=note)
        output = shown_outcome(note, ui.get("duration_ms"))
        step = self._step(message, "tool", name=name, output=output)
        step |= {"input": shown_arguments(message.content), "showInput": "json", "isError": failed}
        return step

    def _step(self, message: Message, kind: Any, *, name: str, output: str) -> StepDict:
        when = moment(message.created_at)
        return {
            "id": str(message.uuid),
            "threadId": self._thread_id,
            "parentId": None,
            "type": kind,
            "name": name,
            "input": "",
            "output": output,
            "createdAt": when,
            "start": when,
            "end": when,
            "streaming": False,
            "isError": False,
            "metadata": {"avatarName": ASSISTANT},  # whose picture stands beside a step
        }


def _rated(feedback: Feedback, run_id: str) -> Any:
    return {"id": str(feedback.id), "forId": run_id, "value": feedback.value, "comment": feedback.comment}
