"""A question becomes typed criteria, by a grammar of our own: English first, German, French and Spanish too.

The words are read once, from left to right. Cues ("ideally", "without", "lives in") colour what follows them;
names of skills, titles, places … become criteria; what is left and carries content becomes a free wish.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from core.errors import InvalidInput
from schemas.criteria import Criterion, Understood
from services.search.criteria import check_agreement, numbered, worded
from services.search.cues import weak_words
from services.search.lexicon import Lexicon
from services.search.scan import STOP, Found, Scan, State
from services.search.traits import check_traits
from services.words import Word, words_of

LONGEST_QUESTION = 20_000  # characters
LONGEST_GAP = 8  # words that may lie between two words of one free wish
NOT_UNDERSTOOD = (
    "Please say what you are looking for, such as a skill, a job title, a place or a language: "
    "“Who knows Kubernetes and has worked in Berlin?”"
)


class QuestionReader(Protocol):
    """Reads a question into criteria; the built-in grammar needs none. `name` tells who read it."""

    name: str

    async def read(self, question: str) -> Understood:
        """The criteria of the question; their values may be plain words, code normalises them."""
        ...


def understand(question: str, lexicon: Lexicon) -> Understood:
    """The criteria that a question names.

    Raises InvalidInput when it names nothing, contradicts itself, or asks for what people are (their age, sex …);
    a job description may speak of that.
    """
    text = question[:LONGEST_QUESTION].replace("\x00", " ")
    words = words_of(text)
    if not words:
        raise InvalidInput(NOT_UNDERSTOOD)
    scan = Scan(text, words, lexicon)
    if not scan.long_text:
        check_traits(text)
    state = scan.run()
    understood = _understood(text, words, state, long_text=scan.long_text)
    if not understood.criteria:
        raise InvalidInput(NOT_UNDERSTOOD)
    return understood


def _understood(text: str, words: list[Word], state: State, *, long_text: bool) -> Understood:
    criteria = [worded(criterion) for criterion in _merged(state.found)]
    check_agreement(criteria)
    said = [text[words[index].start : words[index].end] for index in state.ignored]
    rest = _phrases(text, words, state.rest)
    if long_text:
        criteria.append(Criterion(id="", kind="meaning", text="the description as a whole", importance="preferred",
                                  value=[text[:2000]]))  # fmt: skip
    elif rest and (not criteria or not all(words[index].folded in weak_words() for index in state.rest)):
        wish = " … ".join(rest)
        criteria.append(
            Criterion(
                id="",
                kind="meaning",
                text=wish,
                value=[wish],
                importance="preferred" if criteria else "required",
            )
        )
    else:
        said = rest + said
    return Understood(criteria=numbered(criteria), ignored=list(dict.fromkeys(said)))


def _phrases(text: str, words: Sequence[Word], rest: Sequence[int]) -> list[str]:
    """What is left over, sentence by sentence: from its first to its last word, in the question's own words."""
    runs: list[list[int]] = []
    for index in rest:
        last = runs[-1][1] if runs else 0
        if (
            runs
            and index - last <= LONGEST_GAP
            and not STOP.search(text[words[last].start : words[index].end])
        ):
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return [" ".join(text[words[first].start : words[last].end].split()) for first, last in runs]


def _merged(found: Sequence[Found]) -> list[Criterion]:
    """Criteria from what was found: alternatives become one, repetitions are dropped."""
    groups: list[list[Found]] = []
    for item in _linked(found):
        if item.link == "or" and groups and groups[-1][-1].kind == item.kind:
            groups[-1].append(item)
        else:
            groups.append([item])
    criteria: list[Criterion] = []
    seen = set()
    for group in groups:
        first = group[0]
        values = list(dict.fromkeys(value for item in group for value in item.values))
        key = (first.kind, tuple(values), first.tense, str(first.bounds), first.importance)
        if key in seen:
            continue
        seen.add(key)
        labels = list(dict.fromkeys(item.label for item in group))
        criteria.append(
            Criterion(
                id="",
                kind=first.kind,
                text=" or ".join(labels),
                value=values,
                importance=first.importance,
                tense=first.tense,
                bounds=first.bounds,
            )
        )
    return criteria


def _linked(found: Sequence[Found]) -> list[Found]:
    """ "A, B or C" are three alternatives; an "or" between different kinds makes both of them preferred."""
    items = list(found)
    for index in range(len(items) - 1, 0, -1):
        if items[index].link != "or":
            continue
        if items[index].kind != items[index - 1].kind:
            items[index] = replace(items[index], link="", importance="preferred")
            items[index - 1] = replace(items[index - 1], importance="preferred")
        elif items[index - 1].link == "list":
            items[index - 1] = replace(items[index - 1], link="or")
    return items
