"""What the built-in model knows of a conversation: turns, what the tools returned, and whom it spoke of."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.spoken_of import ABOUT, numbered_cvs
from services.words import fold

ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
    "erste": 0, "ersten": 0, "zweite": 1, "zweiten": 1, "dritte": 2, "dritten": 2, "last": -1, "letzte": -1,
    "letzten": -1,
}  # fmt: skip
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "zwei": 2, "drei": 3, "beiden": 2, "both": 2}
FIRST_FEW = re.compile(r"\b(?:first|top|best|ersten|besten)\s+(\d|two|three|four|five|zwei|drei)\b")
PLACE_NUMBER = re.compile(r"\b(?:number|no|nummer) (\d+)\b")
LISTS = ("search_experts", "look_up_cvs", "list_my_uploads")
SHORTEST_NAME_PART = 3  # letters; shorter ones are found in too many other words


@dataclass(frozen=True, slots=True)
class ToolUse:
    """A call and what it returned; `result` is empty while it has not returned."""

    tool: str
    arguments: dict[str, Any]
    result: dict[str, Any]

    @property
    def error(self) -> str | None:
        return self.result.get("error")


@dataclass(slots=True)
class Turn:
    """What the user wrote, the ids of the files dropped with it, the CVs named beside it, and the tools used."""

    text: str
    attachments: list[str] = field(default_factory=list)
    about: list[int] = field(default_factory=list)
    uses: list[ToolUse] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody's CV that a tool returned."""

    cv_id: int
    name: str | None
    person_id: int | None = None
    filename: str | None = None


def turns_of(items: Sequence[Any]) -> list[Turn]:
    """The SDK's items as turns; the last one is being answered."""
    results = {
        item["call_id"]: item["output"] for item in items if item.get("type") == "function_call_output"
    }
    turns: list[Turn] = []
    for item in items:
        if item.get("role") == "user":
            turns.append(_opened(item["content"]))
        elif item.get("type") == "function_call" and turns:
            result = _json(results.get(item["call_id"]))
            turns[-1].uses.append(ToolUse(item["name"], _json(item["arguments"]), result))
    return turns or [Turn("")]


def last_use(turns: Sequence[Turn], *tools: str) -> ToolUse | None:
    """The latest use of one of these tools that did not fail."""
    for use in _latest(turns):
        if use.tool in tools and not use.error:
            return use
    return None


def listed(turns: Sequence[Turn]) -> list[Mention]:
    """The latest list of people or CVs that was shown, in its order."""
    for use in _latest(turns):
        if use.tool in LISTS and (found := mentions(use)):
            return found
    return []


def in_focus(turns: Sequence[Turn]) -> list[Mention]:
    """What "it", "her" or "that one" means: the latest CV that was opened or found, or the files dropped last."""
    for turn in reversed(turns):
        for use in reversed(turn.uses):
            if found := mentions(use):
                dropped = [cv for other in turn.uses if other.tool == "upload_cv" for cv in mentions(other)]
                return dropped if use.tool == "upload_cv" else found[:1]
    return []


def meant(text: str, turns: Sequence[Turn]) -> list[Mention]:
    """The CVs that `text` points to by number, by place in the latest list or by a name already spoken of."""
    words = fold(text)
    numbered = [Mention(number, None) for number in numbered_cvs(text)]
    return numbered or _by_place(words, listed(turns)) or _by_name(words, turns)


def mentions(use: ToolUse) -> list[Mention]:
    """The CVs of one result."""
    result = use.result
    entries: list[Any] = result.get("results", []) + result.get("cvs", []) + result.get("uploads", [])
    if not entries and use.tool in ("search_experts", "compare_experts"):
        entries = result.get("near_misses", [])
    if not entries and result.get("cv_id") is not None:
        entries = [result]
    return [
        Mention(entry["cv_id"], entry.get("name"), entry.get("person_id"), entry.get("filename"))
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("cv_id"), int)
    ]


def _latest(turns: Sequence[Turn]) -> Iterator[ToolUse]:
    for turn in reversed(turns):
        yield from reversed(turn.uses)


def _by_place(words: str, people: Sequence[Mention]) -> list[Mention]:
    if few := FIRST_FEW.search(words):
        count = COUNTS[few[1]] if few[1] in COUNTS else int(few[1])
        return list(people[:count])
    if people and re.search(r"\b(both|beide|beiden)\b", words):
        return list(people[:2])
    places = [ORDINALS[word] for word in re.findall(r"\w+", words) if word in ORDINALS]
    places += [int(number) - 1 for number in PLACE_NUMBER.findall(words)]
    return [people[place] for place in places if -1 <= place < len(people) and people]


def _by_name(words: str, turns: Sequence[Turn]) -> list[Mention]:
    """People spoken of whose name, or a part of it that is nobody else's, stands among the words."""
    known: dict[int, Mention] = {}
    for use in _latest(turns):
        for mention in mentions(use):
            if mention.name or mention.filename:
                known.setdefault(mention.cv_id, mention)
    said = re.findall(r"\w+", words)
    found = [person for person in known.values() if _full_name_said(person, words)]
    if found:
        return sorted(found, key=lambda person: words.find(fold(person.name or "")))
    owners: dict[str, set[int]] = {}
    for person in known.values():
        for part in _parts(person):
            owners.setdefault(part, set()).add(person.cv_id)
    unique = [next(iter(owners[word])) for word in said if len(owners.get(word, ())) == 1]
    return [known[cv_id] for cv_id in dict.fromkeys(unique)]


def _full_name_said(person: Mention, words: str) -> bool:
    """Whether the words give the person's whole name, or their file's, with or without its ending."""
    filename = person.filename or ""
    names = {fold(name) for name in (person.name or "", filename, filename.rpartition(".")[0])} - {""}
    return any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)


def _parts(person: Mention) -> set[str]:
    parts = re.findall(r"\w+", fold(person.name or ""))
    return {part for part in parts if len(part) >= SHORTEST_NAME_PART}


def _opened(content: Any) -> Turn:
    """A user's item. The files dropped with it are listed as JSON in its last line (orchestrator.memory)."""
    text = content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
    body, _, last = text.rpartition("\n\n")
    files = _json(last).get("attachments") if last.startswith('{"attachments"') else None
    words, dropped = (body, files) if isinstance(files, list) else (text, [])
    about = ABOUT.search(words)
    numbers = [int(number) for number in re.findall(r"\d+", about[1])] if about else []
    return Turn(ABOUT.sub("", words).strip(), [str(file["attachment_id"]) for file in dropped], numbers)


def _json(text: Any) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except (TypeError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
