from pydantic import BaseModel

from schemas.people import CVVersion, Suggestion
from services.people.listing import list_suggestions
from tools.answers import ToolAnswer, bounded
from tools.caller import Run

MOST_LISTED = 10
EVERYTHING = "all"  # the card that lists all pairs, not those of one message's files


class SameCV(BaseModel):
    cv_id: int
    person_id: int
    name: str | None
    filename: str


class SamePair(BaseModel):
    """Two CVs that look like one person's, and why; `unsure` when they may as well be two people's."""

    newer: SameCV
    older: SameCV
    why: str
    unsure: bool | None = None


class SamePeople(ToolAnswer):
    """`total` counts all pairs, `pairs` are the first of them. The page's card has the buttons that join them or
    keep them apart: only the user can do that."""

    total: int
    pairs: list[SamePair]

    def rows(self) -> int:
        return self.total

    def note(self) -> str:
        return f"{self.total} {'pair' if self.total == 1 else 'pairs'}"


async def list_same_person(run: Run) -> SamePeople:
    """List CVs that look like the same person's: duplicates and newer versions, with the reasons. Use it for "are
    there duplicates?" and "which CVs are of the same person?". It joins nothing: the user does, on the page."""
    turn = run.context
    async with turn.transaction() as (session, caller):
        page = await list_suggestions(session, caller, limit=MOST_LISTED)
    ids = [cv.cv_id for pair in page.items for cv in (pair.newer, pair.older)]
    turn.show("same_person", EVERYTHING, cv_ids=ids)
    return SamePeople(total=page.total, pairs=[_pair(found) for found in page.items])


def _pair(found: Suggestion) -> SamePair:
    return SamePair(
        newer=_cv(found.newer), older=_cv(found.older), why=found.sentence, unsure=found.weak or None
    )


def _cv(cv: CVVersion) -> SameCV:
    return SameCV(
        cv_id=cv.cv_id, person_id=cv.person_id, name=bounded(cv.full_name, 100), filename=cv.filename[:100]
    )
