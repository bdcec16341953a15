"""What the built-in model does next: call tools, or say something. A pure function of the conversation."""

import re
from collections.abc import Sequence
from typing import Any

from core.settings import FILE_TYPES
from orchestrator.builtin import comparing, one_cv, phrases, small_talk
from orchestrator.builtin.conversation import ToolUse, Turn, last_use, meant, turns_of
from orchestrator.builtin.intents import (
    ABOUT_ONE_CV,
    OPEN,
    POLITE,
    Intent,
    asks_for_people,
    facts_in,
    intent_of,
    refined,
)
from orchestrator.builtin.moves import LONGEST_LOOKED_UP, Calls, Say, Step, call
from services.reading.accepted import named_types
from services.words import fold
from tools.asked_corrections import says_yes_to_change
from tools.withdraw_cv import says_yes

NO = re.compile(r"^(?:no|nope|not|never|don t|stop|cancel|keep|nein|nicht|behalt\w*|abbrechen)\b")
NUMBER = re.compile(r"\b\d+\b")
OPENS = re.compile(rf"^{POLITE}{OPEN}\b")
ASKS_AS_WELL = re.compile(r"^(?:who|wer|find|finde|search|suche|how many|wie ?viele)\b")
MOST_ONE_BY_ONE = 5  # files of a message; more are filed in one call


EVERY_TYPE = named_types(FILE_TYPES)


def plan(items: Sequence[Any], tools: frozenset[str], *, file_types: str = EVERY_TYPE) -> Step:
    """The next step of the turn that the last user item opened. `tools` are the names that may be called, `file_types`
    the kinds of files that are taken, in words."""
    turns = turns_of(items)
    if not turns[-1].uses:
        return _first(turns, tools, file_types)
    return _next(turns, tools)


def _first(turns: list[Turn], tools: frozenset[str], file_types: str) -> Step:
    now = turns[-1]
    if now.attachments:
        ids = now.attachments if len(now.attachments) <= MOST_ONE_BY_ONE else ["all"]
        return Calls(tuple(("upload_cv", {"attachment_id": id}) for id in ids))
    return _answered(turns) or _by_intent(turns, tools, file_types)


def _by_intent(turns: list[Turn], tools: frozenset[str], file_types: str) -> Step:
    intent = _intent(turns)
    if intent in small_talk.SMALL_TALK:
        may_search = "search_experts" in tools
        return Say(small_talk.small_talk(intent, may_search=may_search, file_types=file_types))
    if intent is Intent.UPLOADS:
        return call("list_my_uploads")
    if intent is Intent.DUPLICATES:
        return call("list_same_person")
    if intent in ABOUT_ONE_CV:
        return one_cv.first_step(intent, turns)
    if "search_experts" not in tools:
        return Say(_no_search(intent, turns[-1].text))
    return _search(intent, turns)


def _search(intent: Intent, turns: list[Turn]) -> Step:
    """What only those who may search are answered."""
    text = turns[-1].text
    if intent is Intent.LOOK_UP:
        return call(
            "look_up_cvs", **{fact: words[:LONGEST_LOOKED_UP] for fact, words in facts_in(text).items()}
        )
    if intent is Intent.BEST:
        return _best(turns[:-1])
    if intent is Intent.COMPARE:
        return comparing.first_step(turns)
    previous = last_use(turns, "search_experts")
    asked_before = previous.arguments.get("question") if previous else None
    return call("search_experts", question=refined(text, asked_before))


def _best(earlier: list[Turn]) -> Step:
    """The first of the latest search; without one, nobody is best at nothing."""
    search = last_use(earlier, "search_experts")
    found = search.result.get("results") if search else None
    return call("show_profile", cv_id=found[0]["cv_id"]) if found else Say(small_talk.BEST_AT_WHAT)


def _no_search(intent: Intent, text: str) -> str:
    """To somebody who may not search: that, when they try to; otherwise what they can do here."""
    looks_for_people = intent is not Intent.SEARCH or asks_for_people(text)
    return small_talk.NO_SEARCH if looks_for_people else small_talk.NOT_UNDERSTOOD


def _intent(turns: list[Turn]) -> Intent:
    """What is wanted; "open Ann Lee" opens a profile when somebody of that name was spoken of."""
    text = turns[-1].text
    intent = intent_of(text)
    if intent in (Intent.SEARCH, Intent.LOOK_UP) and OPENS.search(fold(text)) and meant(text, turns[:-1]):
        return Intent.SHOW
    return intent


def _answered(turns: list[Turn]) -> Step | None:
    """A yes or a no to the question whether to withdraw or to correct a CV."""
    words = fold(turns[-1].text)
    asked = _asked(turns)
    if asked is not None and asked.tool == "correct_cv":
        if says_yes_to_change(words):
            return call("correct_cv", **asked.arguments)
        return Say(small_talk.NOT_CHANGED) if NO.search(words) else None
    if says_yes(words):
        named = NUMBER.search(words)
        cv_id = named[0] if named else asked.result["cv_id"] if asked else None
        return None if cv_id is None else call("withdraw_cv", cv_id=int(cv_id))
    if asked is not None and NO.search(words):
        return Say(small_talk.NOT_WITHDRAWN)
    return None


def _asked(turns: list[Turn]) -> ToolUse | None:
    """The use of a tool that asks before it changes anything, in the turn before this one."""
    uses = turns[-2].uses if len(turns) > 1 else []
    for use in reversed(uses):
        if use.tool in ("withdraw_cv", "correct_cv") and use.result.get("done") is False:
            return use
    return None


def _next(turns: list[Turn], tools: frozenset[str]) -> Step:
    """After tools have returned: the call that they were looked up for, or the answer."""
    now = turns[-1]
    used = {use.tool for use in now.uses}
    if now.attachments:
        return _after_uploads(now, used, tools)
    intent = _intent(turns)
    if intent in ABOUT_ONE_CV and _answered(turns) is None:
        return one_cv.next_step(intent, turns)
    if intent is Intent.COMPARE and used == {"look_up_cvs"}:
        return comparing.next_step(now.uses, turns)
    return Say(
        phrases.answer([use for use in now.uses if intent is not Intent.COMPARE or use.tool != "look_up_cvs"])
    )


def _after_uploads(now: Turn, used: set[str], tools: frozenset[str]) -> Step:
    """A question that came with the files is answered once they are filed."""
    if used == {"upload_cv"} and "search_experts" in tools and ASKS_AS_WELL.search(fold(now.text)):
        return call("search_experts", question=now.text)
    return Say(phrases.answer(now.uses))
