"""Who is asking, and what this turn may touch. It never comes from a model's argument."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from uuid import UUID

from agents import RunContextWrapper
from sqlalchemy.ext.asyncio import AsyncSession

from services.access import Caller, Permission, Role, load_caller, require
from services.runtime import Services

CardKind = Literal["results", "profile", "uploads", "comparison", "same_person"]


@dataclass(frozen=True, slots=True)
class Card:
    """A reference to what the page shows beside an answer: the id of a search run, a CV or a message."""

    kind: CardKind
    id: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file dropped with the message; its name is the browser's word, its bytes lie at `path`."""

    id: UUID
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What the page shows of a finished tool call. `rows` is None where counting makes no sense."""

    rows: int | None
    note: str
    failed: bool
    duration_ms: int


@dataclass
class TurnContext:
    """One turn of one user: handed to every tool, filled by them with what to show."""

    services: Services
    user_id: int
    conversation_id: UUID
    message_id: UUID
    role: Role = (
        Role.CANDIDATE
    )  # decides what is offered; what a tool may do is read from the table on each call
    words: str = ""  # what the user wrote in this turn
    token_version: int | None = None
    attachments: Mapping[UUID, AttachedFile] = field(default_factory=dict)
    asked_to_withdraw: int | None = None  # the CV that the assistant's last answer asked about
    asked_to_correct: tuple[int, str, str] | None = None  # the CV, what and the new words it asked about
    opened_cv: int | None = None  # the one CV that earlier turns opened last
    cards: list[Card] = field(default_factory=list)
    cv_ids: set[int] = field(default_factory=set)  # every CV this turn speaks of
    steps: dict[str, StepRecord] = field(default_factory=dict)  # by call id

    @asynccontextmanager
    async def transaction(
        self, permission: Permission | None = None
    ) -> AsyncIterator[tuple[AsyncSession, Caller]]:
        """A transaction and today's caller. Raises NotSignedIn, or NotAllowed without `permission`."""
        async with self.services.database.transaction() as session:
            caller = await load_caller(session, self.user_id, token_version=self.token_version)
            if permission is not None:
                require(caller, permission)
            yield session, caller

    def show(self, kind: CardKind, id: object, *, cv_ids: Iterable[int] = ()) -> None:
        """Have the page show a card once, and note the CVs that it speaks of."""
        card = Card(kind, str(id))
        if card not in self.cards:
            self.cards.append(card)
        self.cv_ids.update(cv_ids)


Run = RunContextWrapper[TurnContext]
