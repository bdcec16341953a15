"""Age, sex, origin, religion, family and looks are no criteria: a question that asks for them is refused."""

import re
from functools import cache

from core.errors import InvalidInput
from services.concepts import Phrase
from services.search.cues import phrases_of, question_data, spelt
from services.search.durations import is_digits
from services.search.entities import language_phrases
from services.search.titles import occupation_of
from services.vocabulary import fold_title
from services.words import words_of

NO_TRAITS = (
    "Age, sex, origin, religion, family and photos are no criteria here: "
    "please ask for skills, experience or languages instead."
)
NO_NATIVES = (
    "Where somebody learnt a language is no criterion here: please ask for the language and its level instead, "
    "such as “speaks German, C1”."
)
CLAUSE = re.compile(r"[.;:!?\n]")
SIGN = re.compile(r"[.,;:!?\n]")
NATIVE_NAMES = frozenset({"react", "cloud"})  # "React Native"
LONGEST = 4
BEINGS: frozenset[Phrase] = frozenset(
    (word,) for word in ("is", "are", "ist", "sind", "est", "sont", "son", "aged")
)


def check_traits(text: str) -> None:
    """Raise InvalidInput, with a lawful alternative, where a text asks for what people are."""
    traits = Traits(text)
    if any(traits.native(index) for index in range(len(traits.words))):
        raise InvalidInput(NO_NATIVES)
    if any(traits.named(index) for index in range(len(traits.words))):
        raise InvalidInput(NO_TRAITS)


class Traits:
    """The words of a text, asked one by one whether a trait of people begins there."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, words_of(text)
        self.spelt = [text[word.start : word.end].lower() for word in self.words]

    def native(self, index: int) -> bool:
        """ "native German speaker", "German native"; not "React Native"."""
        if self._begins(index, "native_speaker"):
            return True
        if not self._begins(index, "native") or (index and self.words[index - 1].folded in NATIVE_NAMES):
            return False
        behind = index + 1 < len(self.words) and not SIGN.search(self._gap(index + 1))
        before = index > 0 and not SIGN.search(self._gap(index))
        return (behind and self._is_language(index + 1)) or (before and self._is_language(index - 1))

    def named(self, index: int) -> bool:
        """Whether age, sex, origin, religion, family or looks are asked for from this word on."""
        if length := self._begins(index, "always"):
            return not self._begins(index + length, "about")
        if self._begins(index, "limits"):
            return self._limits_age(index)
        young = self._begins(index, "young")
        if not (young or self._begins(index, "people")) or self._begins(index + 1, "about"):
            return False
        return not (young and self._is_name(index)) and self._asked_for(index)

    def _asked_for(self, index: int) -> bool:
        if index == 0 or CLAUSE.search(self._gap(index)) or self._ends("asking", index):
            return True
        last = index == len(self.words) - 1
        if last and "," in self._gap(index):
            return True
        follows = bool(self._begins(index + 1, "only"))
        return follows and self.words[index - 1].folded not in ("for", "with", "of", "fur", "mit")

    def _limits_age(self, index: int) -> bool:
        """ "people under 30": a number without a unit, said of people."""
        at = index + self._begins(index, "limits")
        if index == 0 or at >= len(self.words) or not is_digits(self.words[at].folded):
            return False
        if at + 1 < len(self.words) and not SIGN.search(self._gap(at + 1)):
            return False
        before = self.words[index - 1]
        title = occupation_of(fold_title(self.text[before.start : before.end]))
        return title is not None or (before.folded,) in phrases_of("intent", "people") | BEINGS

    def _is_name(self, index: int) -> bool:
        """A capital inside a sentence, or before another or a "&", makes a name."""
        if not self._capital(index):
            return False
        following = index + 1 < len(self.words)
        return index > 0 or (following and (self._capital(index + 1) or "&" in self._gap(index + 1)))

    def _begins(self, index: int, name: str) -> int:
        """How many words of a list's phrase stand from a word on; 0 for none."""
        lengths = range(min(LONGEST, len(self.words) - index), 0, -1)
        return next((n for n in lengths if tuple(self.spelt[index : index + n]) in _phrases(name)), 0)

    def _ends(self, name: str, index: int) -> bool:
        return any(tuple(self.spelt[max(0, index - n) : index]) in _phrases(name) for n in (1, 2))

    def _is_language(self, index: int) -> bool:
        return (self.words[index].folded,) in language_phrases()

    def _capital(self, index: int) -> bool:
        return self.text[self.words[index].start].isupper()

    def _gap(self, index: int) -> str:
        return self.text[self.words[index - 1].end : self.words[index].start]


@cache
def _phrases(name: str) -> frozenset[Phrase]:
    return frozenset(spelt(words) for words in question_data()["trait"][name])
