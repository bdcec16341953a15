"""What the built-in model says: sentences made of what the tools returned, with their exact numbers."""

from collections.abc import Sequence
from typing import Any

from orchestrator.builtin.conversation import ToolUse

Data = dict[str, Any]

MOST_NAMED = 3
MOST_LISTED = 10


def answer(uses: Sequence[ToolUse]) -> str:
    """The answer to a turn from everything that its tools returned."""
    uploads = [use for use in uses if use.tool == "upload_cv"]
    parts = [_uploads(uploads)] if uploads else []
    parts += [_spoken(use) for use in uses if use.tool != "upload_cv"]
    return "\n\n".join(part for part in parts if part) or "I have nothing to say to this."


def _spoken(use: ToolUse) -> str:
    if use.error or use.tool not in PHRASES:
        return use.error or ""
    return PHRASES[use.tool](use.result)


def which_one(use: ToolUse, *, example: str | None = None) -> str:
    """Nobody, or several, were found where one was needed."""
    if use.error:
        return use.error
    if use.tool == "list_my_uploads":
        if not use.result.get("total"):
            return "You have handed in no CV yet. Drop one into this chat."
        return f"Which one? {_my_uploads(use.result)}\n\nSay its number, for example “{example or 'withdraw CV 1'}”."
    name = use.arguments.get("name", "")
    if not use.result.get("total"):
        return f"I found no CV of “{name}”."
    return f"There is more than one CV of “{name}”. Which one?\n\n{_cv_list(use.result)}"


def _uploads(uses: Sequence[ToolUse]) -> str:
    taken = [use.result for use in uses if use.result.get("cv_id") is not None]
    refused = [use.result for use in uses if use.result.get("status") == "refused"]
    new = _names([file for file in taken if not file.get("duplicate")])
    known = _names([file for file in taken if file.get("duplicate")])
    lines = [f"I have taken in {_files(new)}; the list below shows how far the reading is."] if new else []
    lines += [_opened(use.result) for use in uses if use.result.get("status") in ("opened", "filed")]
    if known:
        lines.append(f"{_files(known)} {'was' if len(known) == 1 else 'were'} here already.")
    if len(refused) > MOST_NAMED:
        lines.append(f"{len(refused)} files were not taken in; the list below says why.")
    else:
        lines += [f"**{_plain(file['filename'])}** was not taken in. {file['sentence']}" for file in refused]
    lines += [use.error for use in uses if use.error]
    return "\n\n".join(lines)


def _opened(archive: Data) -> str:
    taken, refused = archive.get("taken") or 0, archive.get("refused") or 0
    rest = f", {refused} {'was' if refused == 1 else 'were'} not taken in" if refused else ""
    files = "1 file" if taken == 1 else f"{taken} files"
    if archive["status"] == "filed":
        return f"I have taken in {files}{rest}; the list below shows how far the reading is."
    name = _plain(archive["filename"])
    return f"I have opened **{name}** and taken in {files} of it{rest}; the list below shows each."


def _files(names: Sequence[str]) -> str:
    return _and(names) if len(names) <= MOST_NAMED else f"{len(names)} files"


def _names(files: Sequence[Data]) -> list[str]:
    return [f"**{_plain(file['filename'])}**" for file in files]


def _search(found: Data) -> str:
    lines = [_totals(found) + _still_unread(found)]
    if found["results"]:
        lines.append(_best(found["results"]))
    if hint := _hint(found):
        lines.append(hint)
    if found.get("ignored"):
        lines.append(
            "I did not use: " + ", ".join(f"“{_plain(word)}”" for word in found["ignored"][:5]) + "."
        )
    return "\n\n".join(lines)


def _totals(found: Data) -> str:
    """ "3 of 24 people know Kubernetes and have worked in Berlin"."""
    total, people = found["total"], found["people"]
    count = f"{total} of {people} people" if total else f"None of {people} people"
    if not people:
        return "There is no readable CV yet"
    wishes = [wish for wish in found["understood"] if wish["importance"] != "preferred"]
    if not wishes or all(wish["kind"] == "meaning" for wish in wishes):
        verb = "comes" if total == 1 else "come"
        return f"{count} {verb} close to “{_plain(found['question'])}” in meaning"
    return (
        f"{count} {_and([_predicate(wish, one=total == 1) for wish in wishes if wish['kind'] != 'meaning'])}"
    )


def _predicate(wish: Data, *, one: bool) -> str:
    """A wish as a verb phrase, in the singular or the plural."""
    text = _plain(wish["text"])
    if wish["importance"] == "excluded":
        return f"{'does' if one else 'do'} not show “{text}”"
    for singular, plural in VERBS:
        if text.startswith(f"{singular} "):
            return text if one else plural + text.removeprefix(singular)
    singular, plural = VERB_OF_KIND.get(wish["kind"], ("fits", "fit"))
    return f"{singular if one else plural} {text}"


# A search words some wishes as phrases of their own ("has worked in Berlin"), others as bare names ("Kubernetes").
VERBS = [
    ("has", "have"), ("is", "are"), ("lives or works", "live or work"), ("works", "work"), ("lives", "live"),
    ("speaks", "speak"), ("studied", "studied"),
]  # fmt: skip
VERB_OF_KIND = {
    "skill": ("knows", "know"),
    "title": ("works or worked as", "work or worked as"),
    "employer": ("was", "were"),
    "place": ("is or was in", "are or were in"),
    "degree": ("holds a", "hold a"),
    "certification": ("holds", "hold"),
    "years": ("has", "have"),
}


def _still_unread(found: Data) -> str:
    unread, samples = found["unread"], found["unread_samples"]
    if not unread:
        return "."
    verb = "is" if unread == 1 else "are"
    if unread == samples:
        return f"; {_count(samples, 'sample')} {verb} still being read."
    extra = f" ({_count(samples, 'sample')} among them)" if samples else ""
    return f"; {_count(unread, 'CV')}{extra} {verb} still being read."


def _best(people: Sequence[Data]) -> str:
    named = [_who(person) for person in people[:MOST_NAMED]]
    if len(people) == 1:
        return f"It is {named[0]}."
    return f"At the top: {'; '.join(named)}."


def _hint(found: Data) -> str:
    """Who nearly fits, and which wish to drop, when few or none fit."""
    misses = found["near_misses"]
    parts = []
    if misses and found["total"] < MOST_NAMED:
        lacks = [
            f"{_who(miss)}, all but “{_plain(miss.get('missing') or '')}”" for miss in misses[:MOST_NAMED]
        ]
        more = max(found.get("near_misses_total", 0), len(misses)) - len(lacks)
        parts.append(f"Nearly: {'; '.join(lacks)}{f'; and {more} more' if more > 0 else ''}.")
    relaxed = [wish for wish in found["understood"] if wish.get("more_without")]
    if relaxed and found["total"] < MOST_NAMED:
        most = max(relaxed, key=lambda wish: wish["more_without"])
        parts.append(f"Without “{_plain(most['text'])}” there would be {most['more_without']} more.")
    return " ".join(parts)


def _who(person: Data) -> str:
    facts = [person.get("title"), person.get("location")]
    beside = ", ".join(_plain(fact) for fact in facts if fact)
    name = _plain(person.get("name") or person.get("filename") or f"CV {person['cv_id']}")
    return f"**{name}**" + (f" ({beside})" if beside else "")


def _comparison(found: Data) -> str:
    people = found["results"]
    names = _and([f"**{_plain(person.get('name') or '')}**" for person in people])
    met = "; ".join(f"{_plain(person.get('name') or '')} {person['required']}" for person in people)
    return f"{names} side by side. Required wishes met: {met}."


def _look_up(found: Data) -> str:
    asked = found["asked"]
    words = {"name": "of", "location": "from", "skill": "naming", "employer": "naming", "language": "naming"}
    facts = " ".join(f"{words[fact]} “{_plain(value)}”" for fact, value in asked.items() if fact in words)
    status = f" in the state “{asked['status'].replace('_', ' ')}”" if "status" in asked else ""
    verb = "is" if found["total"] < 2 else "are"
    head = f"There {verb} {_count(found['total'], 'CV') if found['total'] else 'no CV'}"
    head = f"{head} {facts}".rstrip() + status
    return f"{head}.\n\n{_cv_list(found)}" if found["total"] else f"{head}."


def _cv_list(found: Data) -> str:
    lines = [
        f"- {_who(cv)} – CV {cv['cv_id']}{', sample' if cv.get('sample') else ''}" for cv in found["cvs"]
    ]
    more = found["total"] - len(lines)
    return "\n".join(lines + ([f"- and {more} more"] if more > 0 else []))


def _my_uploads(found: Data) -> str:
    if not found["total"]:
        return "You have handed in no CV yet. Drop one into this chat."
    lines = [
        f"- CV {cv['cv_id']}, {_plain(cv['filename'])}: {_plain(cv.get('name') or '')} "
        f"({cv['status'].replace('_', ' ')})".replace(":  (", " (")
        for cv in found["uploads"]
    ]
    return f"You have handed in {_count(found['total'], 'CV')}:\n\n" + "\n".join(lines)


def _same_person(found: Data) -> str:
    total, pairs = found["total"], found["pairs"]
    if not total:
        return "No CVs look like the same person's, apart from those that are joined already."
    lines = [
        f"- {_who(pair['newer'])}: CV {pair['newer']['cv_id']} and CV {pair['older']['cv_id']}, {pair['why']}"
        for pair in pairs[:MOST_LISTED]
    ]
    more = [f"- and {total - len(lines)} more"] if total > len(lines) else []
    head = f"{_count(total, 'pair')} of CVs {'looks' if total == 1 else 'look'} like the same person:"
    return "\n".join([head, "", *lines, *more, "", "You can join them below, or keep them apart."])


def _profile(shown: Data) -> str:
    parts = [
        _count(count, *PART_WORDS[part])
        for part, count in shown["counts"].items()
        if part in PART_WORDS and count
    ]
    head = f"This is what was read in CV {shown['cv_id']}: {_who(shown)}"
    read = f" – {_and(parts)}" if parts else ""
    unsure = shown.get("unsure") or []
    doubt = f"\n\nUnsure, please check: {', '.join(map(_plain, unsure))}." if unsure else ""
    return f"{head}{read}.{doubt}"


PART_WORDS = {
    "employment": ("job", "jobs"),
    "education": ("degree or course", "degrees or courses"),
    "skills": ("skill", "skills"),
    "certifications": ("certificate", "certificates"),
    "projects": ("project", "projects"),
    "languages": ("language", "languages"),
}


def _state(state: Data) -> str:
    return f"CV {state['cv_id']}, {_plain(state['filename'])}: {state['sentence']}"


def _withdrawal(withdrawal: Data) -> str:
    return str(withdrawal["sentence"])


def _correction(made: Data) -> str:
    if made.get("done") is False:
        return _plain(made["sentence"])
    whose = f"{_plain(made['name'])}, CV {made['cv_id']}" if made.get("name") else f"CV {made['cv_id']}"
    before = f"instead of “{_plain(made['old'])}”" if made.get("old") else "where nothing was stated"
    what, new = _plain(made["what"]), _plain(made.get("new") or "")
    return (
        f"Corrected ({whose}): {what} is now “{new}” {before}. It is marked as a person's word, "
        "no new reading changes it, and the profile has a button to undo it."
    )


PHRASES = {
    "search_experts": _search,
    "compare_experts": _comparison,
    "look_up_cvs": _look_up,
    "list_my_uploads": _my_uploads,
    "list_same_person": _same_person,
    "show_profile": _profile,
    "extract_cv": _state,
    "withdraw_cv": _withdrawal,
    "correct_cv": _correction,
}


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def _plain(words: str) -> str:
    """Words from a CV or a file name, without what Markdown would make something of."""
    kept = "".join(" " if letter in "\r\n\t" else letter for letter in words if letter not in "*`[]<>#|")
    return " ".join(kept.split())
