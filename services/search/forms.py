"""The words that show a skill or a certificate in running text, as a text search query and as a pattern.

Both are built from folded words of our own vocabularies or of the question's tokens, letters and digits only, and
are always handed to the database as bound values.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from services.concepts import Phrase
from services.search.listed import is_listed, listed_pattern
from services.vocabulary import certification_forms, skills
from services.words import SIGNS, Word, find_phrase, words_of

# A letter in either case and under the accents of the four languages and their neighbours.
VARIANTS = {
    "a": "aAàÀáÁâÂãÃäÄåÅ", "c": "cCçÇćĆčČ", "e": "eEèÈéÉêÊëËęĘ", "i": "iIìÌíÍîÎïÏ", "n": "nNñÑńŃ",
    "o": "oOòÒóÓôÔõÕöÖøØ", "s": "sSśŚšŠ", "u": "uUùÙúÚûÛüÜ", "y": "yYýÝÿŸ", "z": "zZżŻźŹžŽ", "l": "lLłŁ",
}  # fmt: skip


@dataclass(frozen=True)
class Forms:
    """`plain` phrases count wherever they stand, `cased` words only in exactly this spelling."""

    plain: tuple[Phrase, ...]
    cased: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.plain and not self.cased

    @cached_property
    def _by_first_word(self) -> dict[str, list[Phrase]]:
        ordered: dict[str, list[Phrase]] = {}
        for phrase in sorted(self.plain, key=len, reverse=True):
            ordered.setdefault(phrase[0], []).append(phrase)
        return ordered

    def find(self, text: str) -> tuple[int, int] | None:
        """Where a text shows one of the forms: (start, end) of the earliest, or None."""
        plain = find_phrase(_words(text), self._by_first_word) if self.plain else None
        matches = (re.search(cased_pattern(label), text) for label in self.cased)
        spans = [match.span(match.lastindex or 0) for match in matches if match]
        return min([*spans, plain] if plain else spans, default=None)


@lru_cache(maxsize=2_000)
def _words(text: str) -> list[Word]:
    return words_of(text)


@lru_cache(maxsize=2_000)
def skill_forms(keys: tuple[str, ...], *, narrower: bool = True) -> Forms:
    """The forms of some skills and, unless told otherwise, of everything that is a kind of them."""
    plain: list[Phrase] = []
    cased: list[str] = []
    wider = [kind for key in keys for kind in (sorted(skills().and_narrower(key)) if narrower else [key])]
    for key in dict.fromkeys(wider):
        concept = skills().by_key.get(key)
        if concept is None:
            plain.append(tuple(key.split()))
            continue
        plain += [phrase for phrase in concept.forms if phrase not in concept.strict]
        cased += concept.exact
    return Forms(tuple(dict.fromkeys(phrase for phrase in plain if phrase)), tuple(cased))


def certificate_forms(values: Iterable[str]) -> Forms:
    """The forms of certificates by their keys; a skill stands for every certificate that names it."""
    plain: list[Phrase] = []
    cased: list[str] = []
    for value in values:
        if value in certification_forms():
            plain += certification_forms()[value][1]
        elif value in skills().by_key:
            forms = skill_forms((value,), narrower=False)
            plain += forms.plain
            cased += forms.cased
        else:
            plain.append(tuple(value.split()))
    return Forms(tuple(phrase for phrase in plain if phrase), tuple(cased))


def text_query(phrases: Iterable[Phrase], *, weights: str = "") -> str:
    """A query for to_tsquery('simple', …): any of the phrases, in passages of the given weights."""
    label = f":{weights}" if weights else ""
    return " | ".join(
        "(" + " <-> ".join(f"{SIGNS.get(word, word)}{label}" for word in phrase) + ")" for phrase in phrases
    )


def cased_pattern(label: str) -> str:
    """A regular expression, the same for PostgreSQL and Python, for a word in exactly this spelling; a name that
    means much else counts only as services.search.listed tells."""
    if is_listed(label):
        return listed_pattern(label)
    return rf"(?<![\w+#&]){re.escape(label)}(?![\w+#&])"


def any_pattern(forms: Forms) -> str:
    """A regular expression, the same for PostgreSQL and Python, for any of the forms as whole words."""
    options = [r"(?:\W|_)+".join(_word_pattern(word) for word in phrase) for phrase in forms.plain]
    patterns = [rf"(?<![\w+#&])(?:{'|'.join(options)})(?![\w+#&])"] if options else []
    return "|".join([*patterns, *map(cased_pattern, forms.cased)])


def _word_pattern(word: str) -> str:
    return "(?:[sS][sS]|ß)".join("".join(_letter(sign) for sign in part) for part in word.split("ss"))


def _letter(sign: str) -> str:
    if sign.isalpha():
        return f"[{VARIANTS.get(sign, sign + sign.upper())}]"
    return sign if sign.isdigit() else re.escape(sign)
