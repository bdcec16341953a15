"""Words found in a text, whatever white space stands between them in either."""

import re
from bisect import bisect_right

WORD = re.compile(r"\S+")


def span_of(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """The first place of `words` in `text[start:end]`, as a span of `text`; None where they do not stand.

    The time grows with the length of the text and of the words, not with their product: both are joined anew by
    single blanks, and a list says where each word of the text stood.
    """
    wanted = " ".join(words.split())
    if not wanted:
        return None
    joined, places = _joined(text, start, len(text) if end is None else end)
    first = joined.find(wanted)
    if first < 0:
        return None
    return _position(places, first), _position(places, first + len(wanted) - 1) + 1


def _joined(text: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """The words between single blanks, and for each its position there and in the text."""
    found, places, at = [], [], 0
    for match in WORD.finditer(text, start, end):
        found.append(match.group())
        places.append((at, match.start()))
        at += match.end() - match.start() + 1
    return " ".join(found), places


def _position(places: list[tuple[int, int]], at: int) -> int:
    """Where in the text a character of the joined words stands."""
    joined, own = places[bisect_right(places, at, key=lambda place: place[0]) - 1]
    return own + at - joined
