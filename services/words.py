"""Words as search compares them: the one tokeniser that the index, the vocabularies and the quotes share."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# C++, C#, F# and .NET are names, although their signs are no letters; "R&D" is one word, not the language R.
WORD = re.compile(
    r"(?<!\w)[cC]\+\+|(?<!\w)[cfCF]#(?!\w)|\.(?:net|NET|Net)(?!\w)"
    r"|(?:[^\W_][\u0300-\u036f]*)+(?:&(?:[^\W_][\u0300-\u036f]*)+)*"
)
SIGNS = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
# Letters that no decomposition turns into a plain one.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `text[start:end]` as it stands, and folded (lower case, no accents)."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order, with their code point offsets."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        folded = fold_word(match[0])
        if folded:
            found.append(Word(folded, match.start(), match.end()))
    return found


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """One word without case and accents; the names with signs keep theirs."""
    lowered = word.casefold()
    if lowered in SIGNS:
        return lowered
    apart = unicodedata.normalize("NFKD", lowered.translate(PLAIN))
    return "".join(sign for sign in apart.casefold().translate(PLAIN) if sign.isalnum())


def fold(text: str) -> str:
    """A text as folded words with single spaces: "  Node.JS " and "node js" are the same."""
    return " ".join(word.folded for word in words_of(text))


def index_words(text: str) -> list[str]:
    """The folded words as PostgreSQL's parser takes them: letters and digits only."""
    return [SIGNS.get(word.folded, word.folded) for word in words_of(text)]


def find_phrase(words: list[Word], phrases: dict[str, list[tuple[str, ...]]]) -> tuple[int, int] | None:
    """Where the first of some phrases stands: (start, end) in code points, or None.

    `phrases` holds the folded phrases by their first word, the longest first.
    """
    for index, word in enumerate(words):
        for phrase in phrases.get(word.folded, ()):
            found = words[index : index + len(phrase)]
            if len(found) == len(phrase) and all(w.folded == p for w, p in zip(found, phrase, strict=True)):
                return found[0].start, found[-1].end
    return None
