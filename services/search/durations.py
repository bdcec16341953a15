"""Numbers of years in a question: "5+ years", "less than 4 years", "zwischen 3 und 5 Jahren"."""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.criteria import Bounds
from services.search.cues import numbers, phrases_of
from services.words import Word

MOST_YEARS = 999_999.0  # no career reaches it: a longer number is kept as a bound that nobody meets
LONGEST_PREFIX = 4


class Duration(NamedTuple):
    bounds: Bounds
    end: int  # index of the word behind it


def duration_at(text: str, words: Sequence[Word], index: int) -> Duration | None:
    """The duration that begins with word `index`, or None."""
    kind, at = _prefix(words, index)
    low, at = _number(text, words, at)
    if low is None:
        return None
    plus = "+" in text[words[at - 1].end : words[at].start if at < len(words) else len(text)][:2]
    high, at = _upper(text, words, at, between=kind == "between")
    if at >= len(words) or not _is_years(words[at]):
        return None
    at += 1
    behind = _longest(words, at, phrases_of("bounds", "more_behind"))
    if kind == "" and behind:
        at += behind
    return Duration(_bounds(kind, low, high, plus=plus), at)


def _prefix(words: Sequence[Word], index: int) -> tuple[str, int]:
    for kind in ("at_least", "more_than", "at_most", "less_than", "between"):
        if length := _longest(words, index, phrases_of("bounds", kind)):
            return kind, index + length
    return "", index


def _longest(words: Sequence[Word], index: int, phrases: frozenset[tuple[str, ...]]) -> int:
    for length in range(min(LONGEST_PREFIX, len(words) - index), 0, -1):
        if tuple(word.folded for word in words[index : index + length]) in phrases:
            return length
    return 0


def _number(text: str, words: Sequence[Word], index: int) -> tuple[float | None, int]:
    """The number that begins with a word ("5", "five", "2.5", "1,000"), and the index behind it."""
    if index >= len(words):
        return None, index
    folded = words[index].folded
    if not is_digits(folded):
        return numbers().get(folded), index + 1
    digits, at = folded, index + 1
    while at < len(words) and is_digits(words[at].folded):
        sign = text[words[at - 1].end : words[at].start]
        if sign not in (".", ","):
            break
        thousands = len(words[at].folded) == 3
        digits += words[at].folded if thousands else f".{words[at].folded}"
        at += 1
        if not thousands:
            break
    whole, _, part = digits.partition(".")
    long = len(whole.lstrip("0")) > len(f"{MOST_YEARS:.0f}")
    return (MOST_YEARS if long else float(f"{whole}.{part[:3]}")), at


def is_digits(folded: str) -> bool:
    return folded.isascii() and folded.isdigit()


def is_number(folded: str) -> bool:
    """Whether a word is a number, in digits or in words."""
    return is_digits(folded) or folded in numbers()


def _upper(text: str, words: Sequence[Word], at: int, *, between: bool) -> tuple[float | None, int]:
    """The second number of "3-5" or "between 3 and 5", and the index behind it."""
    if at >= len(words):
        return None, at
    gap = text[words[at - 1].end : words[at].start].strip()
    if gap in ("-", "–", "—"):
        high, end = _number(text, words, at)
        if high is not None:
            return high, end
    if words[at].folded in ("to", "and", "und", "bis", "et", "a", "y") and (
        between or words[at].folded != "a"
    ):
        high, end = _number(text, words, at + 1)
        if high is not None and end < len(words) and _is_years(words[end]):
            return high, end
    return None, at


def _is_years(word: Word) -> bool:
    return (word.folded,) in phrases_of("bounds", "years")


def _bounds(kind: str, low: float, high: float | None, *, plus: bool) -> Bounds:
    if high is not None:
        return Bounds(lower=min(low, high), upper=max(low, high))
    if kind in ("at_most", "less_than") and not plus:
        return Bounds(upper=low, upper_strict=kind == "less_than")
    return Bounds(lower=low, lower_strict=kind == "more_than")


def told(bounds: Bounds) -> str:
    """The bounds in words: "at least 5 years", "more than 10 years", "3 to 5 years"."""
    if bounds.lower is not None and bounds.upper is not None:
        return f"{bounds.lower:g} to {bounds.upper:g} years"
    if bounds.upper is not None:
        return f"{'less than' if bounds.upper_strict else 'at most'} {bounds.upper:g} years"
    if bounds.lower is not None:
        return f"{'more than' if bounds.lower_strict else 'at least'} {bounds.lower:g} years"
    return "any number of years"
