"""Comparing people: those of the latest list by place or name, everybody else after a look-up by name."""

import re
from collections.abc import Sequence

from orchestrator.builtin import phrases, small_talk
from orchestrator.builtin.conversation import Mention, ToolUse, Turn, last_use, listed, meant, mentions
from orchestrator.builtin.moves import Say, Step, call, look_up_name
from services.words import fold

MOST_COMPARED = 5
THEM = re.compile(r"\b(?:them|these|those|they|sie|diese)\b")
BY_WHAT = re.compile(
    r"\s+(?:on|by|regarding|in terms of|with regard to|hinsichtlich)\s+(?P<wishes>[^?!]+)[?!.\s]*$"
)


def first_step(turns: list[Turn]) -> Step:
    now, earlier = turns[-1], turns[:-1]
    text = BY_WHAT.sub("", now.text)
    people = meant(text, earlier)
    if len(people) < 2 and (names := _names_in(text)):
        return look_up_name(*names)
    if len(people) < 2 and now.about:
        people = [*people, *(Mention(cv_id, None) for cv_id in now.about)]
    if len(people) < 2 and THEM.search(fold(text)):
        people = listed(earlier)
    return _compared(people, turns)


def next_step(uses: Sequence[ToolUse], turns: list[Turn]) -> Step:
    """After the look-ups: compare, unless a name is nobody's or several people's."""
    people: list[Mention] = []
    for use in uses:
        choices = mentions(use)
        if len(choices) != 1:
            return Say(phrases.which_one(use))
        people += choices
    return _compared(people, turns)


def _compared(people: Sequence[Mention], turns: list[Turn]) -> Step:
    """Compare on the wishes that are named, or on those of the last search."""
    whom = _numbers_of(people)
    if not whom:
        return Say(small_talk.WHOM_TO_COMPARE)
    if wishes := BY_WHAT.search(turns[-1].text):
        return call("compare_experts", **whom, question=wishes["wishes"].strip())
    search = last_use(turns[:-1], "search_experts")
    by = {"run_id": search.result.get("run_id")} if search else {}
    return call("compare_experts", **whom, **by)


def _numbers_of(people: Sequence[Mention]) -> dict[str, list[int]]:
    """The people's numbers, or their CVs' where only those are known; empty for fewer than two."""
    known = [person.person_id for person in people if person.person_id is not None]
    all_known = len(known) == len(people)
    numbers = list(dict.fromkeys(known if all_known else [person.cv_id for person in people]))
    if len(numbers) < 2:
        return {}
    return {"person_ids" if all_known else "cv_ids": numbers[:MOST_COMPARED]}


def _names_in(text: str) -> list[str]:
    """ "Compare Ann Lee and Bo Chen": the names, when each begins with a capital letter."""
    tail = re.sub(r"^.*?\b(?:compare|vergleiche?)\b", "", text, count=1, flags=re.IGNORECASE).strip(" ?.!:")
    parts = re.split(r"\s*(?:,|\band\b|\bwith\b|\bto\b|\bund\b|\bmit\b|&)\s*", tail)
    names = [name.strip() for name in parts]
    return names[:MOST_COMPARED] if len(names) > 1 and all(name[:1].isupper() for name in names) else []
