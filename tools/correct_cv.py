from typing import Annotated

from pydantic import Field

from core.errors import InvalidInput
from services.lookup import cv_summary
from services.spoken_corrections import correct_by_words
from services.words import fold
from tools.answers import ToolAnswer, bounded
from tools.caller import Run

NOT_SAID = "The user has not said this value. Ask them for it, and pass on their own words."


class Correction(ToolAnswer):
    cv_id: int
    name: str | None  # whose CV it is
    filename: str
    what: str
    old: str | None
    new: str | None

    def note(self) -> str:
        return f"{self.what} corrected in CV {self.cv_id}"


async def correct_cv(
    run: Run,
    cv_id: int,
    what: Annotated[str, Field(min_length=1, max_length=300)],
    new: Annotated[str, Field(min_length=1, max_length=300)],
) -> Correction:
    """Correct one value of a CV's profile, when the user says in this very message that it is wrong and what is
    right. Be sure whose CV is meant: if that is not clear, ask first. It can be undone in the profile.

    Args:
        cv_id: The CV's number.
        what: The fact ("phone", "e-mail", "name", "place", "title", "website"), or the wrong words as the profile
            has them.
        new: The right words, as the user wrote them.
    """
    turn = run.context
    if not said(new, turn.words):
        raise InvalidInput(NOT_SAID)
    async with turn.transaction() as (session, caller):
        made = await correct_by_words(session, caller, cv_id, what, new, embedder=turn.services.embedder)
        cv = await cv_summary(session, caller, cv_id)
    turn.show("profile", cv_id, cv_ids=[cv_id])
    return Correction(
        cv_id=cv_id,
        name=bounded(cv.full_name, 100),
        filename=cv.filename,
        what=made.label,
        old=bounded(next(iter(made.old.values()), None)),
        new=bounded(next(iter(made.new.values()), None)),
    )


def said(value: str, words: str) -> bool:
    """Whether the user's own words hold the value: nothing that stands in a CV can correct another."""
    wanted = fold(value)
    return bool(wanted) and f" {wanted} " in f" {fold(words)} "
