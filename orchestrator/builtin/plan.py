"""What the built-in model does next: call tools, or say something. A pure function of the conversation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from orchestrator.builtin import phrases, small_talk
from orchestrator.builtin.conversation import (
    Mention,
    ToolUse,
    Turn,
    in_focus,
    last_use,
    listed,
    meant,
    mentions,
    turns_of,
)
from orchestrator.builtin.intents import ABOUT_ONE_CV, Intent, facts_in, intent_of, name_in, refined
from services.words import fold

MOST_COMPARED = 5
LONGEST_LOOKED_UP = 200  # characters of a name or place, as look_up_cvs takes them
YES = re.compile(r"^(?:yes|yep|yeah|sure|ok|okay|please|do it|go ahead|confirm\w*|ja|jawohl|bitte)\b")
NO = re.compile(r"^(?:no|nope|not|never|don t|stop|cancel|keep|nein|nicht|behalt\w*|abbrechen)\b")
WITHDRAW_NUMBER = re.compile(r"\b(?:withdraw|erase|delete|remove)\b\D*(\d+)")
POINTS_BACK = re.compile(
    r"\b(?:it|its|this|that|him|her|his|she|he|their|the (?:cv|profile|file|upload|resume)|one|ihn|ihm|ihr|sie|er|es"
    r"|der lebenslauf|das profil|you read|gelesen)\b"
)
ABOUT = re.compile(r"\s*\(About CV \d+(?:, CV \d+)*\.\)\s*$")  # as the API names the CVs a message speaks of
OWN = re.compile(r"\b(?:my|mine|mein|meinen|meine)\b")
ASKS_AS_WELL = re.compile(r"^(?:who|wer|find|finde|search|suche|how many|wie ?viele)\b")
ONE_CV_TOOLS = {
    Intent.SHOW: "show_profile",
    Intent.WITHDRAW: "withdraw_cv",
    Intent.STATE: "extract_cv",
    Intent.READ_AGAIN: "extract_cv",
}


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Calls:
    calls: tuple[tuple[str, dict[str, Any]], ...]


Step = Say | Calls


def plan(items: Sequence[Any], tools: frozenset[str]) -> Step:
    """The next step of the turn that the last user item opened. `tools` are the names that may be called."""
    turns = turns_of(items)
    if not turns[-1].uses:
        return _first(turns, tools)
    return _next(turns, tools)


def _first(turns: list[Turn], tools: frozenset[str]) -> Step:
    now = turns[-1]
    if now.attachments:
        return Calls(tuple(("upload_cv", {"attachment_id": id}) for id in now.attachments))
    return _answered(turns) or _by_intent(turns, tools)


def _by_intent(turns: list[Turn], tools: frozenset[str]) -> Step:
    text = turns[-1].text
    intent = intent_of(text)
    if intent in small_talk.SMALL_TALK:
        return Say(small_talk.small_talk(intent, may_search="search_experts" in tools))
    if intent is Intent.UPLOADS:
        return _call("list_my_uploads")
    if intent in ABOUT_ONE_CV:
        return _about_one_cv(intent, turns)
    if intent is Intent.LOOK_UP and "search_experts" in tools:
        return _call(
            "look_up_cvs", **{fact: words[:LONGEST_LOOKED_UP] for fact, words in facts_in(text).items()}
        )
    if "search_experts" not in tools:
        return Say(small_talk.NO_SEARCH)
    if intent is Intent.COMPARE:
        return _compare(turns)
    previous = last_use(turns, "search_experts")
    asked_before = previous.arguments.get("question") if previous else None
    return _call("search_experts", question=refined(ABOUT.sub("", text), asked_before))


def _answered(turns: list[Turn]) -> Step | None:
    """A yes or a no to the question whether to withdraw a CV."""
    words = fold(turns[-1].text)
    asked = _asked(turns)
    if YES.search(words):
        named = WITHDRAW_NUMBER.search(words)
        cv_id = int(named[1]) if named else asked
        return None if cv_id is None else _call("withdraw_cv", cv_id=cv_id)
    if asked is not None and NO.search(words):
        return Say(small_talk.NOT_WITHDRAWN)
    return None


def _asked(turns: list[Turn]) -> int | None:
    uses = turns[-2].uses if len(turns) > 1 else []
    for use in reversed(uses):
        if use.tool == "withdraw_cv" and use.result.get("done") is False:
            return int(use.result["cv_id"])
    return None


def _about_one_cv(intent: Intent, turns: list[Turn]) -> Step:
    """Call the tool for the CV that is meant; look its number up first when only a name is given."""
    text, earlier = turns[-1].text, turns[:-1]
    found = meant(text, earlier)
    if not found and (name := name_in(text)):
        return _call("look_up_cvs", name=name[:LONGEST_LOOKED_UP])
    if not found and not OWN.search(fold(text)) and POINTS_BACK.search(fold(text)):
        focus = in_focus(earlier)
        found = [focus] if focus else []
    if not found:
        return _call("list_my_uploads")
    return _on_cv(intent, found[0].cv_id)


def _on_cv(intent: Intent, cv_id: int) -> Step:
    if intent is Intent.READ_AGAIN:
        return _call("extract_cv", cv_id=cv_id, read_again=True)
    return _call(ONE_CV_TOOLS[intent], cv_id=cv_id)


def _compare(turns: list[Turn]) -> Step:
    """People from the latest list by place or name; everybody else is looked up by name first."""
    text, earlier = turns[-1].text, turns[:-1]
    people = [person for person in meant(text, earlier) if person.person_id is not None]
    if len(people) < 2 and (names := _names_compared(text)):
        return Calls(tuple(("look_up_cvs", {"name": name[:LONGEST_LOOKED_UP]}) for name in names))
    if len(people) < 2 and POINTS_BACK.search(fold(text).replace("them", "it")):
        people = [person for person in listed(earlier) if person.person_id is not None]
    if len(people) < 2:
        return Say(small_talk.WHOM_TO_COMPARE)
    return _compare_people(people, turns)


def _compare_people(people: Sequence[Mention], turns: list[Turn]) -> Step:
    ids = list(dict.fromkeys(person.person_id for person in people))[:MOST_COMPARED]
    search = last_use(turns[:-1], "search_experts")
    by = {"run_id": search.result.get("run_id")} if search else {}
    return _call("compare_experts", person_ids=ids, **by)


def _names_compared(text: str) -> list[str]:
    """ "Compare Ann Lee and Bo Chen": the names, when each begins with a capital letter."""
    tail = re.sub(r"^.*?\b(?:compare|vergleiche?)\b", "", text, count=1, flags=re.IGNORECASE).strip(" ?.!:")
    names = [
        name.strip() for name in re.split(r"\s*(?:,|\band\b|\bwith\b|\bto\b|\bund\b|\bmit\b|&)\s*", tail)
    ]
    return names[:MOST_COMPARED] if len(names) > 1 and all(name[:1].isupper() for name in names) else []


def _next(turns: list[Turn], tools: frozenset[str]) -> Step:
    """After tools have returned: the call that they were looked up for, or the answer."""
    now = turns[-1]
    intent = intent_of(now.text)
    used = {use.tool for use in now.uses}
    if now.attachments:
        return _after_uploads(turns, tools, used)
    if intent in ABOUT_ONE_CV and used <= {"look_up_cvs", "list_my_uploads"}:
        return _pick_cv(intent, now.uses[-1])
    if intent is Intent.COMPARE and used == {"look_up_cvs"}:
        return _pick_people(now.uses, turns)
    return Say(phrases.answer(now.uses))


def _after_uploads(turns: list[Turn], tools: frozenset[str], used: set[str]) -> Step:
    now = turns[-1]
    if used == {"upload_cv"} and "search_experts" in tools and ASKS_AS_WELL.search(fold(now.text)):
        return _call("search_experts", question=now.text)
    return Say(phrases.answer(now.uses))


def _pick_cv(intent: Intent, use: ToolUse) -> Step:
    """One hit, or the newest of the user's own uploads unless it is to be withdrawn."""
    choices = mentions(use)
    own = use.tool == "list_my_uploads"
    if not use.error and (len(choices) == 1 or (choices and own and intent is not Intent.WITHDRAW)):
        return _on_cv(intent, choices[0].cv_id)
    return Say(phrases.which_one(use))


def _pick_people(uses: Sequence[ToolUse], turns: list[Turn]) -> Step:
    people: list[Mention] = []
    for use in uses:
        choices = mentions(use)
        if len(choices) != 1:
            return Say(phrases.which_one(use))
        people += choices
    return _compare_people(people, turns)


def _call(tool: str, **arguments: Any) -> Calls:
    return Calls(((tool, arguments),))
