"""Whether a free text asks for people at all, or for the weather."""

from functools import cache

from services.search.cues import fillers, phrases_of
from services.vocabulary import certification_forms, field_forms, occupations, skills
from services.words import words_of

ENDINGS = ("ing", "ings", "ers", "er", "ors", "or", "ed", "ung", "en", "es", "s", "e")


def asks_for_people(question: str, *, known: bool) -> bool:
    """Whether a text without any typed wish is still a wish: it speaks of people it looks for, or of work.

    `known` tells that CVs hold one of its words; a word of the vocabularies is as good a sign.
    """
    words = [word.folded for word in words_of(question)]
    first = next((word for word in words if word not in fillers() or _is(word, "openings")), "")
    if _is(first, "commands"):
        return False
    if any(_is(word, "people") for word in words):
        return True
    if _is(words[0] if words else "", "openings"):
        return False
    return known or any(_stem(word) in _work_stems() for word in words if word not in fillers())


def _is(word: str, name: str) -> bool:
    return (word,) in phrases_of("intent", name)


def _stem(word: str) -> str:
    """A word without the ending of an activity or of who does it: "weld", "welder" and "welding" are the same."""
    endings = (ending for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) > 3)
    return word.removesuffix(next(endings, ""))


@cache
def _work_stems() -> frozenset[str]:
    """The single words of the vocabularies' names, by their stems."""
    phrases = [*skills().key_of, *occupations().key_of]
    phrases += [form for forms in field_forms().values() for form in forms]
    phrases += [form for _, forms in certification_forms().values() for form in forms]
    return frozenset(_stem(word) for phrase in phrases for word in phrase if len(word) > 2)
