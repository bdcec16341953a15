"""What a turn tells while it runs. The page, the API and tests read these; none of them sees the SDK."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tools.caller import AttachedFile, Card

__all__ = [
    "AttachedFile", "Card", "CardShown", "Event", "Failed", "Finished", "StepFinished", "StepStarted",
    "TextDelta",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A tool is being called. `title` is what a person reads; `arguments` are as the model gave them."""

    call_id: str
    tool: str
    title: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepFinished:
    """A tool is done. `rows` counts what it found, None where counting makes no sense."""

    call_id: str
    tool: str
    rows: int | None
    note: str
    failed: bool
    duration_ms: int


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer, already guarded."""

    text: str


@dataclass(frozen=True, slots=True)
class CardShown:
    card: Card


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is stored under `message_id`."""

    message_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn could not be answered; `message` is for the user, `reference` finds the trace in the log."""

    message: str
    reference: str | None = None


Event = StepStarted | StepFinished | TextDelta | CardShown | Finished | Failed
