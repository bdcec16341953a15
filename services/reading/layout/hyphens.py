"""Words that a line's end has broken in two are made whole; hyphens of compounds stay."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from services.reading.layout.rows import Row
from services.reading.layout.segments import Segment

NEXT_LINE = 1.9  # of the size: lines further apart do not go on in each other
BROKEN = re.compile(r"(?:^|.*[^\w@/.])?((?:[^\W\d_]+-)*[^\W\d_]{2,})-$")
GOES_ON = re.compile(r"([^\W\d_]+)[^\w@/]?.*")
SUSPENDED = frozenset(("und", "oder", "bzw", "sowie", "and", "or", "to", "y", "o", "u", "e", "et", "ou", "a"))
KEPT = frozenset((  # beginnings after which English, French and Spanish write a hyphen
    "self", "full", "part", "non", "well", "cross", "co", "ex", "anti", "semi", "quasi", "long", "short", "high", "low",
    "real", "open", "end", "on", "off", "multi", "state", "decision", "problem", "user", "data", "client", "server",
    "cost", "cloud", "front", "back", "hands", "team", "third", "first", "second", "mid", "all", "test", "event",
    "value", "world", "service", "performance", "customer", "business", "time", "large", "small", "fast", "highly",
    "machine", "object", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twenty", "vice", "sous", "demi", "après", "avant", "franco", "anglo", "hispano",
))  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joined(rows: list[Row], vocabulary: frozenset[str]) -> list[Row]:
    """Rows of a page in reading order, broken words moved up whole; `vocabulary` holds the document's words."""
    for row, after in pairwise(rows):
        if after.block == row.block and _follows(row, after):
            _join(row.segments[-1], after.segments[0], vocabulary)
    for row in rows:
        row.segments = [part for part in row.segments if part.words]
    return [row for row in rows if row.segments]


def words_of(pages: Iterable[list[Row]]) -> frozenset[str]:
    """All words of the pages that have a line with a broken word, in lower case."""
    rows = [row for page in pages for row in page]
    if not any(row.segments[-1].text.endswith("-") for row in rows):
        return frozenset()
    return frozenset(
        word.lower() for row in rows for part in row.segments for word in WORD.findall(part.text)
    )


def _follows(row: Row, after: Row) -> bool:
    last, first = row.segments[-1], after.segments[0]
    return (
        bool(last.words) and last.text.endswith("-") and 0 < after.base - row.base < NEXT_LINE * row.size
        and abs(last.size - first.size) < 0.1 * last.size and first.left < last.right
    )  # fmt: skip


def _join(last: Segment, first: Segment, vocabulary: frozenset[str]) -> None:
    broken, rest = BROKEN.fullmatch(last.words[-1].text), GOES_ON.fullmatch(first.words[0].text)
    if broken is None or rest is None or rest[1].lower() in SUSPENDED:
        return
    head, tail = broken[1], rest[1]
    kept = tail[0].isupper() or _is_compound(head, tail, vocabulary)
    if tail[0].isupper() and len(first.words) > 1 and head.isupper() != tail.isupper() and head[0].islower():
        return
    word, moved = last.words[-1], first.words.pop(0)
    whole = replace(word, text=word.text if kept else word.text[:-1])
    last.words[-1] = replace(whole.joined(moved), right=word.right)
    last.retext()
    if first.words:
        first.left = first.words[0].left
        first.retext()


def _is_compound(head: str, tail: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word: by how the document writes it elsewhere, or by its beginning."""
    plain, hyphened = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    if (plain in vocabulary) != (hyphened in vocabulary):
        return hyphened in vocabulary
    return "-" in head or head.lower() in KEPT
