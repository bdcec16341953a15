"""What the model remembers: the Agents SDK's session over the same rows that the page shows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from agents.items import TResponseInputItem
from agents.memory import SessionSettings
from agents.run_config import CallModelData, ModelInputData

from models import Attachment, Message
from orchestrator.steps import StartedCall
from services.conversations import (
    attachments_of_all,
    link_cvs,
    messages_of,
    open_conversation,
    record_tool_call,
    record_tool_result,
)
from tools.caller import StepRecord, TurnContext

MOST_ROWS = 80  # of a conversation, read back for one turn
MOST_CHARACTERS = 60_000  # of them, so that a long conversation still fits a small model


class RowMemory:
    """A session of one turn: reads earlier rows, writes this turn's tool calls and results.

    The user's words and the answer are rows already, or will be: orchestrator.turn stores those.
    """

    session_settings: SessionSettings | None = None

    def __init__(self, turn: TurnContext, run_id: UUID) -> None:
        self.session_id = str(turn.conversation_id)
        self._turn = turn
        self._run_id = run_id
        self._stored: set[tuple[str, str]] = set()  # kind and call id of the rows written

    async def get_items(self, limit: int | None = None) -> list[TResponseInputItem]:
        """What was said before this turn, oldest first."""
        async with self._turn.services.database.transaction() as session:
            rows = await messages_of(session, self._turn.conversation_id, limit=limit or MOST_ROWS)
            files = await attachments_of_all(session, rows)
        earlier = [row for row in rows if row.uuid != self._turn.message_id]
        return remembered(earlier, files)

    async def add_items(self, items: list[TResponseInputItem]) -> None:
        """Store this turn's tool calls and results, verbatim. Storing one again changes nothing."""
        calls = [item for item in map(dict, items) if item.get("type") in RECORD]
        if not calls:
            return
        turn = self._turn
        async with turn.services.database.transaction() as session:
            conversation = await open_conversation(session, turn.user_id, turn.conversation_id)
            for item in calls:
                kind, call_id = str(item["type"]), str(item["call_id"])
                row = await RECORD[kind](
                    session,
                    conversation,
                    item=item,
                    ui=self._ui(kind, call_id),
                    message_id=uuid5(self._run_id, f"{kind}:{call_id}"),
                )
                await link_cvs(session, row, turn.cv_ids)
        self._stored.update((str(item["type"]), str(item["call_id"])) for item in calls)

    async def add_missing(self, calls: Iterable[StartedCall]) -> None:
        """Store the calls that the SDK did not come to hand over because the run was stopped or failed."""
        items: list[Any] = []
        for call in calls:
            if call.output is None:
                self._turn.steps[call.call_id] = StepRecord(None, STOPPED, failed=True, duration_ms=0)
            items += _items(call)
        await self.add_items([item for item in items if (item["type"], item["call_id"]) not in self._stored])

    async def pop_item(self) -> TResponseInputItem | None:
        """The history is append-only: nothing is taken back."""
        return None

    async def clear_session(self) -> None:
        """The history is append-only."""

    def _ui(self, kind: str, call_id: str) -> dict[str, Any]:
        ui: dict[str, Any] = {"run_id": str(self._run_id)}
        step = self._turn.steps.get(call_id)
        if kind == "function_call_output" and step is not None:
            ui |= {
                "rows": step.rows,
                "note": step.note,
                "failed": step.failed,
                "duration_ms": step.duration_ms,
            }
        return ui


STOPPED = "stopped before it was done"
RECORD = {"function_call": record_tool_call, "function_call_output": record_tool_result}


def _items(call: StartedCall) -> list[dict[str, str]]:
    """The call and its result as the SDK would have handed them over."""
    output = json.dumps({"error": STOPPED}) if call.output is None else call.output
    return [
        {"type": "function_call", "call_id": call.call_id, "name": call.tool, "arguments": call.arguments},
        {"type": "function_call_output", "call_id": call.call_id, "output": output},
    ]


def remembered(
    rows: Sequence[Message], files: Mapping[int, Sequence[Attachment]]
) -> list[TResponseInputItem]:
    """Rows as items for a model, as many of the newest as fit. Whole turns only: no call loses its result."""
    kept: list[TResponseInputItem] = []
    room = MOST_CHARACTERS
    for turn in reversed(_turns(rows)):
        items = _paired([item for row in turn if (item := _item(row, files, of_turn=turn[0].id)) is not None])
        room -= sum(len(json.dumps(item)) for item in items)
        if room < 0 and kept:
            break
        kept = items + kept
    return kept


def user_item(text: str, files: Sequence[tuple[UUID, str]] = ()) -> TResponseInputItem:
    """What the user said. Names of dropped files are data, so they stand in JSON below the words."""
    if not files:
        return {"role": "user", "content": text}
    listed = [{"attachment_id": str(id), "filename": name} for id, name in files]
    block = json.dumps({"attachments": listed}, ensure_ascii=False)
    return {"role": "user", "content": f"{text}\n\n{block}".lstrip()}


def portable_input(data: CallModelData[Any]) -> ModelInputData:
    """The input without what only one provider's storage understands: reasoning items and item ids."""
    items = [_portable(item) for item in data.model_data.input if item.get("type") != "reasoning"]
    return ModelInputData(input=items, instructions=data.model_data.instructions)


def _portable(item: TResponseInputItem) -> TResponseInputItem:
    plain: Any = {key: value for key, value in item.items() if key not in ("id", "status")}
    if plain.get("type") == "message" and plain.get("role") == "assistant":
        return {"role": "assistant", "content": _words(plain.get("content"))}
    return plain  # type: ignore[no-any-return]  # a union of TypedDicts, rebuilt from one of them


def _words(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or [])


def _turns(rows: Sequence[Message]) -> list[list[Message]]:
    """Rows cut before each user's message. What stands before the first one belongs to a turn cut away."""
    turns: list[list[Message]] = []
    for row in rows:
        if row.role == "user":
            turns.append([row])
        elif turns:
            turns[-1].append(row)
    return turns


def _item(
    row: Message, files: Mapping[int, Sequence[Attachment]], *, of_turn: int
) -> TResponseInputItem | None:
    if row.role == "user":
        return user_item(row.content, [(file.uuid, file.filename) for file in files.get(row.id, ())])
    if row.role == "assistant":
        if row.ui.get("error") or not row.content:
            return None
        return {"role": "assistant", "content": row.content}
    if not row.item:
        return None
    # Some servers number their calls from 1 in every turn; across turns the SDK would take them for one.
    item: Any = row.item | {"call_id": f"t{of_turn}_{row.item['call_id']}"[-64:]}
    return _portable(item)


def _paired(items: list[TResponseInputItem]) -> list[TResponseInputItem]:
    """The items of one turn without a call that has no result, or the other way round."""
    plain: list[Any] = list(items)
    calls = {item["call_id"] for item in plain if item.get("type") == "function_call"}
    results = {item["call_id"] for item in plain if item.get("type") == "function_call_output"}
    whole = calls & results
    return [item for item in plain if "call_id" not in item or item["call_id"] in whole]
