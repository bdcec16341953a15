"""Whether the user wants a correction: by what they write now, or by a yes to the question that was just put.

Nothing that stands in a CV can be a wish: a model may call a tool because a CV told it to.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from models import Message
from services.access import Caller, Role
from services.correction_wishes import asks_to_correct
from services.lookup import my_uploads
from services.spoken_corrections import Place
from services.spoken_of import numbered_cvs, without_about
from services.words import fold
from tools.caller import TurnContext

# A yes is nothing but a yes.
YES = re.compile(
    r"(?:yes|yep|yeah|sure|ok|okay|confirm|confirmed|correct|right|do it|go ahead|please do|ja|jawohl|genau|stimmt)"
    r"(?: (?:yes|please|sure|i am sure|do|go ahead|change|correct|fix|update|it|this|that|the|cv|right|ja|bitte"
    r"|andern|korrigieren|das|es|\d+))*"
)
OWN = re.compile(r"\b(?:my|mine|mein\w*)\b")
SHORTEST_NAME_PART = 3  # letters


class AskedCorrection(NamedTuple):
    """What the user was asked about."""

    cv_id: int
    what: str
    new: str


def said(value: str, words: str) -> bool:
    """Whether the words hold the value."""
    wanted = fold(value)
    return bool(wanted) and f" {wanted} " in f" {fold(words)} "


def says_yes_to_change(words: str) -> bool:
    """Whether the words agree, and say nothing else."""
    return YES.fullmatch(fold(without_about(words))) is not None


def agreed(turn: TurnContext, cv_id: int, new: str) -> AskedCorrection | None:
    """The correction that was asked about, when it is this one and the user says yes to it."""
    asked = turn.asked_to_correct
    if asked is None or not says_yes_to_change(turn.words) or fold(asked[2]) != fold(new):
        return None
    named = numbered_cvs(turn.words) or [asked[0]]
    return AskedCorrection(*asked) if named == [asked[0]] == [cv_id] else None


async def wished(session: AsyncSession, caller: Caller, turn: TurnContext, place: Place, new: str) -> bool:
    """Whether the user's words ask for this change, in this CV."""
    words = without_about(turn.words)
    if not asks_to_correct(words, fact=place.fact, old=place.old, new=new):
        return False
    if named := numbered_cvs(turn.words):
        return named == [place.cv_id]
    return (
        turn.opened_cv == place.cv_id
        or _named(place, words, new)
        or await _only_own(session, caller, place, words)
    )


def _named(place: Place, words: str, new: str) -> bool:
    """Whether a part of the person's name, or the file's name, stands among the words; a new name names nobody."""
    rest = f" {fold(words)} ".replace(f" {fold(new)} ", " ")
    parts = [part for part in fold(place.name or "").split() if len(part) >= SHORTEST_NAME_PART]
    names = [*parts, fold(place.filename), fold(place.filename.rpartition(".")[0])]
    return any(name and f" {name} " in rest for name in names)


async def _only_own(session: AsyncSession, caller: Caller, place: Place, words: str) -> bool:
    """ "My phone" of somebody who handed in this CV alone; a candidate sees no other."""
    if caller.role is not Role.CANDIDATE and not OWN.search(fold(words)):
        return False
    return [upload.id for upload in await my_uploads(session, caller)] == [place.cv_id]


def asked_to_correct(earlier: Sequence[Message]) -> AskedCorrection | None:
    """The correction that the last turn asked about, from its rows: None when it asked about none, about several, or
    when its answer did not say the new value."""
    turn = _last_turn(earlier)
    answer = " ".join(row.content or "" for row in turn if row.role == "assistant")
    results = [result for row in turn if (result := _result(row))]
    asked = {
        AskedCorrection(result["cv_id"], result["what"], result["new"])
        for result in results
        if result.get("done") is False and {"cv_id", "what", "new"} <= result.keys()
    }
    one = asked.pop() if len(asked) == 1 else None
    return one if one and _letters(one.new) in _letters(answer) else None


def opened_cv(earlier: Sequence[Message]) -> int | None:
    """The one CV that was opened, taken in or changed last. A search opens none."""
    rows = list(earlier)
    while rows:
        turn = _last_turn(rows)
        results = [result for row in turn if (result := _result(row)) and "error" not in result]
        if results:
            ids = {result.get("cv_id") for result in results}
            one = ids.pop() if len(ids) == 1 else None
            return one if isinstance(one, int) else None
        rows = rows[: len(rows) - len(turn)]
    return None


def _letters(text: str) -> str:
    """Letters and digits alone: answers leave out the signs that the page would make something of."""
    return re.sub(r"[\W_]", "", text).casefold()


def _last_turn(rows: Sequence[Message]) -> list[Message]:
    """The rows from the last message of the user on."""
    start = max((number for number, row in enumerate(rows) if row.role == "user"), default=0)
    return list(rows[start:])


def _result(row: Message) -> dict[str, Any]:
    if row.role != "tool_result":
        return {}
    try:
        result = json.loads(row.content)
    except ValueError:
        return {}
    return result if isinstance(result, dict) else {}
