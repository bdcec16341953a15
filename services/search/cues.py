"""The words that steer the reading of a question, from `vocabulary_data/question.toml`."""

from functools import cache
from typing import Any, NamedTuple

from services.concepts import Phrase, read_data
from services.words import fold, words_of

LONGEST_CUE = 4


class Cue(NamedTuple):
    """`group` importance, tense, head, join …; `name` which of the group."""

    group: str
    name: str


@cache
def question_data() -> dict[str, Any]:
    return read_data("question")


def phrase(words: str) -> Phrase:
    return tuple(fold(words).split())


def spelt(words: str) -> Phrase:
    """The words in lower case with their accents: "travaille" is not "travaillé"."""
    return tuple(words[word.start : word.end].lower() for word in words_of(words))


@cache
def cues() -> dict[Phrase, tuple[Cue, ...]]:
    """What each phrase of words tells; some tell several things ("outside": excluded, and a place follows).

    Keys are the phrases as they are spelt, and folded where no other phrase folds to the same.
    """
    exact: dict[Phrase, list[Cue]] = {}
    for group in ("importance", "tense", "head", "join"):
        for name, phrases in question_data()[group].items():
            for words in phrases:
                exact.setdefault(spelt(words), []).append(Cue(group, name))
    found = {key: tuple(cue) for key, cue in exact.items()}
    for key, cue in list(found.items()):
        found.setdefault(phrase(" ".join(key)), cue)
    return found


@cache
def phrases_of(group: str, name: str) -> frozenset[Phrase]:
    """The phrases of one table of the data file."""
    return frozenset(phrase(words) for words in question_data()[group][name])


@cache
def phrase_values(group: str) -> dict[Phrase, str]:
    """Phrase: name of its list, over all lists of a table (such as the degrees)."""
    return {phrase(words): name for name, listed in question_data()[group].items() for words in listed}


@cache
def numbers() -> dict[str, int]:
    return {fold(word): value for word, value in question_data()["bounds"]["numbers"].items()}


@cache
def fillers() -> frozenset[str]:
    """Words that carry no wish."""
    return frozenset(fold(question_data()["filler"]["words"]).split())


@cache
def soft_words() -> frozenset[str]:
    """Words that sound like a wish but cannot be checked in a CV, or must not be."""
    return frozenset(fold(question_data()["filler"]["soft"]).split())


@cache
def weak_words() -> frozenset[str]:
    """Verbs that make no wish of their own beside typed ones ("who can install photovoltaics")."""
    return frozenset(fold(question_data()["filler"]["weak"]).split())
