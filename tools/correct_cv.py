from typing import Annotated

from pydantic import Field

from core.errors import InvalidInput
from schemas.corrections import CorrectionAnswer
from services.corrections import correct_field
from services.spoken_corrections import FACTS, Place, place_of_words
from tools.answers import ToolAnswer, bounded
from tools.asked_corrections import agreed, said, wished
from tools.caller import Run, TurnContext

NOT_SAID = "The user has not said this value. Ask them for it, and pass on their own words."
QUESTION = (
    "Shall I change {what} in {whose} (CV {id}) from {old} to “{new}”? Nothing is changed yet. "
    "Answer “yes” to go on."
)


class Correction(ToolAnswer):
    """`done` is False while the user has to be asked: repeat `sentence` to them and wait for their yes."""

    cv_id: int
    done: bool = True
    name: str | None  # whose CV it is
    filename: str
    what: str
    old: str | None
    new: str | None
    sentence: str | None = None

    def note(self) -> str:
        return f"{self.what} corrected in CV {self.cv_id}" if self.done else "asks first"


async def correct_cv(
    run: Run,
    cv_id: int,
    what: Annotated[str, Field(min_length=1, max_length=300)],
    new: Annotated[str, Field(min_length=1, max_length=300)],
) -> Correction:
    """Correct one value of a CV's profile, when the user says in this very message that it is wrong and what is
    right. Be sure whose CV is meant: if that is not clear, ask first. Where the user's words leave a doubt nothing is
    changed: `sentence` is the question to repeat to them, and their next message must say yes; then call it again with
    the same arguments. It can be undone in the profile.

    Args:
        cv_id: The CV's number.
        what: The fact ("phone", "e-mail", "name", "place", "title", "website"), or the wrong words as the profile
            has them.
        new: The right words, as the user wrote them.
    """
    turn = run.context
    asked = agreed(turn, cv_id, new)
    if asked is not None:
        what, new = asked.what, asked.new
    elif not said(new, turn.words):
        raise InvalidInput(NOT_SAID)
    made: CorrectionAnswer | None = None
    async with turn.transaction() as (session, caller):
        place = await place_of_words(session, caller, cv_id, what, new)
        if asked is not None or await wished(session, caller, turn, place, new):
            made = await correct_field(
                session, caller, cv_id, place.path, new, embedder=turn.services.embedder
            )
    if made is None:
        return _question(turn, place, what, new)
    turn.show("profile", cv_id, cv_ids=[cv_id])
    return Correction(
        cv_id=cv_id,
        name=bounded(place.name, 100),
        filename=place.filename,
        what=made.label,
        old=bounded(next(iter(made.old.values()), None)),
        new=bounded(next(iter(made.new.values()), None)),
    )


def _question(turn: TurnContext, place: Place, what: str, new: str) -> Correction:
    turn.cv_ids.add(place.cv_id)
    name = bounded(place.name, 100)
    fact = f"the {FACTS[place.fact][0]}" if place.fact else "a value"
    sentence = QUESTION.format(
        what=fact,
        whose=f"the CV of {name}" if name else place.filename,
        id=place.cv_id,
        old=f"“{bounded(place.old)}”" if place.old else "nothing",
        new=new,
    )
    return Correction(
        cv_id=place.cv_id, done=False, name=name, filename=place.filename, what=what, old=bounded(place.old),
        new=new, sentence=sentence,
    )  # fmt: skip
