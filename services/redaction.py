"""Cutting a withdrawn CV's words out of what was said about it.

Two kinds of words: *identifiers* (name, e-mail, phone, web addresses, file names) point to a person wherever
they stand; *quotes* are the CV's own words, and are cut where the CV is spoken of. A quote of a single word,
such as "Python", says nothing once the name is gone, and in prose it may well stand for somebody else: it is
cut from the data about this CV only. Longer passages are found by runs of words that they share with the CV's
text, since an answer may quote a part of a sentence.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

WITHDRAWN = "[withdrawn]"
SHORTEST_NAME_PART = 3
RUN = 7  # words in a row that two texts do not share by chance
WORD = re.compile(r"\w+")
# Words of our own inside data about a CV: they tell nothing about the person.
OUR_OWN = frozenset({
    "criterion", "verdict", "missing", "kind", "importance", "tense", "source", "file_format", "content_type",
    "processing_status", "status", "processing_step", "created_at", "updated_at", "run_id",
})  # fmt: skip
DATES = frozenset({"cv_date"})  # typed as dates where they are read again: nothing stands for them


@dataclass(frozen=True)
class Redactor:
    """Cuts one CV's words: `identifiers` everywhere, `quotes` too where `about_it` is said to be true."""

    cv_id: int
    identifiers: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    runs: frozenset[tuple[str, ...]] = frozenset()  # of the CV's text, by `runs_of`

    def text(self, text: str, *, about_it: bool) -> str:
        """The text without the CV's words; a text that is JSON (a tool's output) is cut as data."""
        if text[:1] in ("{", "["):
            try:
                return json.dumps(self.data(json.loads(text), about_it=about_it), ensure_ascii=False)
            except ValueError:
                pass
        if not about_it:
            return cut(text, self.identifiers)
        return cut_runs(cut(text, self.identifiers + self.quotes), self.runs)

    def data(self, value: Any, *, about_it: bool) -> Any:
        """The JSON value without the CV's words; an object that is about this CV loses every string."""
        if isinstance(value, str):
            return self.text(value, about_it=about_it)
        if isinstance(value, list):
            return [self.data(inner, about_it=about_it) for inner in value]
        if isinstance(value, dict):
            if is_about(value, self.cv_id):
                return blank(value)
            return {key: self.data(inner, about_it=about_it) for key, inner in value.items()}
        return value


def is_about(data: dict[str, Any], cv_id: int) -> bool:
    """Whether the object speaks of this CV: it carries its number, or is its row."""
    named = data.get("cv_id", data.get("cv_file_id"))
    return named == cv_id or (data.get("id") == cv_id and "processing_status" in data)


def blank(value: Any, key: str = "") -> Any:
    """The value with every string in it replaced, but for words of our own."""
    if key in DATES:
        return None
    if isinstance(value, str):
        return value if key in OUR_OWN else WITHDRAWN
    if isinstance(value, list):
        return [blank(inner, key) for inner in value]
    if isinstance(value, dict):
        return {name: blank(inner, name) for name, inner in value.items()}
    return value


def cut(text: str, words: Iterable[str]) -> str:
    """The text with each of `words` replaced where it stands for itself, however its blanks are set."""
    patterns = [_pattern(word) for word in sorted(set(words), key=len, reverse=True) if word.strip()]
    if not patterns:
        return text
    return re.sub("|".join(patterns), WITHDRAWN, text, flags=re.IGNORECASE)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every RUN words in a row of the text, case folded."""
    words = [word.casefold() for word in WORD.findall(text)]
    return frozenset(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def cut_runs(text: str, runs: Collection[tuple[str, ...]]) -> str:
    """The text with each stretch that is made of `runs` replaced."""
    found = list(WORD.finditer(text))
    words = [word.group().casefold() for word in found]
    starts = [start for start in range(len(words) - RUN + 1) if tuple(words[start : start + RUN]) in runs]
    stretches: list[tuple[int, int]] = []
    for start in starts:
        begin, end = found[start].start(), found[start + RUN - 1].end()
        if stretches and begin <= stretches[-1][1]:
            begin = stretches.pop()[0]
        stretches.append((begin, end))
    for begin, end in reversed(stretches):
        text = text[:begin] + WITHDRAWN + text[end:]
    return text


def telling(quotes: Iterable[str]) -> tuple[str, ...]:
    """The quotes that are cut from prose, too: those of more than one word."""
    return tuple(quote for quote in quotes if len(quote.split()) > 1)


def name_parts(full_name: str, *, shared_with: Collection[str]) -> tuple[str, ...]:
    """First and family names alone, but for those that other people in the same messages bear."""
    others = {part.casefold() for name in shared_with for part in name.split()}
    return tuple(
        part
        for part in re.findall(r"[^\W\d_][\w'’-]*", full_name)
        if len(part) >= SHORTEST_NAME_PART and part[0].isupper() and part.casefold() not in others
    )


def _pattern(words: str) -> str:
    joined = r"\s+".join(re.escape(word) for word in words.split())
    return rf"(?<!\w){joined}(?!\w)"
