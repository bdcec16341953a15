"""The occupations that a job title names, whatever its language, gender and number."""

from functools import cache, lru_cache

from services.concepts import Phrase
from services.vocabulary import occupations


def occupation_of(folded: Phrase) -> str | None:
    """The occupation that a whole folded title names, also by the ending of a single long word."""
    known = occupations().key_of
    if folded in known:
        return known[folded]
    if len(folded) != 1:
        return None
    return next((key for ending, key in occupation_endings() if folded[0].endswith(ending)), None)


@lru_cache(maxsize=50_000)
def occupations_in(folded: Phrase) -> frozenset[str]:
    """All occupations in a title; the longest form wins, so that a "chef de projet" is no cook."""
    found, index = set(), 0
    while index < len(folded):
        step = 1
        longest = max(occupations().longest_from(folded[index]), 1)  # a single word may have a known ending
        for length in range(min(longest, len(folded) - index), 0, -1):
            if key := occupation_of(folded[index : index + length]):
                found.add(key)
                step = length
                break
        index += step
    return frozenset(found)


@cache
def occupation_endings() -> tuple[tuple[str, str], ...]:
    """Endings of long words that name an occupation, the longest first."""
    known = [(form[0][1:], key) for form, key in occupations().key_of.items() if form[0].startswith("*")]
    return tuple(sorted(known, key=lambda pair: -len(pair[0])))
