"""What a CV is recognised by: its text, passages of it, an e-mail address, a number, a name with an employer.

Marks are digests, so that equal ones are found by an index and nobody can read a person off them. A text that is
nearly the same shares some of its passage marks: they are the minima of BANDS x ROWS random orders of its shingles
(min-wise hashing, Broder 1997). Two texts with a share s of shingles in common have a mark in common with the
probability 1 - (1 - s^ROWS)^BANDS: 0.985 at s = 0.7, 0.24 at 0.3.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from schemas.people import Names
from services.search.lexicon import without_legal_form
from services.words import fold

SHINGLE = 4  # words
BANDS, ROWS = 10, 3
FEWEST_SHINGLES = 40  # a shorter text says too little to be nearly another
NEARLY = 0.7  # share of shingles in common from which two texts are nearly the same
PRIME = (1 << 31) - 1  # a product of two numbers below it fits into 64 bits
UMLAUTS = re.compile(r"(?<=[aou])e")  # "Mueller" and "Müller" are folded alike
DEGREES = frozenset(
    {"dr", "prof", "phd", "msc", "bsc", "mba", "ing", "dipl", "mr", "mrs", "ms", "herr", "frau"}
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a CV its marks are made of."""

    text: str
    full_name: str | None = None
    email: str | None = None  # normalised
    phone: str | None = None  # E.164
    employers: tuple[str, ...] = ()


def marks_of(traits: Traits) -> dict[str, str]:
    """The CV's marks: digest to kind (models.IdentityMark). Takes some milliseconds for each page of text."""
    found: dict[str, str] = {}
    words = fold(traits.text).split()
    if words:
        found[_digest("text", " ".join(words))] = "text"
    for band, key in enumerate(_bands(shingles_of(words))):
        found[_digest(f"passage{band}", key)] = "passage"
    if traits.email:
        found[_digest("email", traits.email.lower())] = "email"
    if traits.phone:
        found[_digest("phone", traits.phone)] = "phone"
    for name in name_keys(traits.full_name):
        for employer in filter(None, map(_employer_key, traits.employers)):
            found[_digest("employer", f"{name}|{employer}")] = "employer"
    return found


def name_keys(full_name: str | None) -> tuple[str, ...]:
    """The forms under which a name is compared: all its words, and its first with its last, in alphabetical order
    ("Meyer, Anna" is Anna Meyer). Empty for a single word, which is no full name."""
    words = _name_words(full_name)
    if len(words) < 2:
        return ()
    return tuple(dict.fromkeys((" ".join(sorted(words)), " ".join(sorted((words[0], words[-1]))))))


def compare_names(one: str | None, other: str | None) -> Names:
    """Whether two names can be one person's; "unknown" where one is missing or only its first word is told."""
    first, second = sorted((set(_name_words(one)), set(_name_words(other))), key=len)
    if first <= second:
        return "same" if len(first) > 1 else "unknown"
    return "same" if set(name_keys(one)) & set(name_keys(other)) else "differ"


def likeness(one: str, other: str) -> float:
    """The share of shingles that two texts have in common, 0 to 1; 0 for texts that are too short to tell."""
    first, second = (set(shingles_of(fold(text).split()).tolist()) for text in (one, other))
    if min(len(first), len(second)) < FEWEST_SHINGLES:
        return 0.0
    return len(first & second) / len(first | second)


def shingles_of(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Each run of SHINGLE words as a number below PRIME, without repetitions."""
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    numbers = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) % PRIME for run in runs]
    return np.unique(np.array(numbers, dtype=np.int64))


def _bands(shingles: npt.NDArray[np.int64]) -> list[str]:
    if len(shingles) < FEWEST_SHINGLES:
        return []
    minima = [int(((shingles * factor + shift) % PRIME).min()) for factor, shift in _orders()]
    return [" ".join(map(str, minima[at : at + ROWS])) for at in range(0, BANDS * ROWS, ROWS)]


@cache
def _orders() -> tuple[tuple[int, int], ...]:
    """Random orders, the same in every process: changing them would part old marks from new ones."""
    numbers = np.random.default_rng(20261123).integers(1, PRIME, size=(BANDS * ROWS, 2))
    return tuple((int(factor), int(shift)) for factor, shift in numbers)


def _name_words(full_name: str | None) -> list[str]:
    words = [UMLAUTS.sub("", word) for word in fold(full_name or "").split()]
    return [word for word in words if word not in DEGREES]


def _employer_key(name: str) -> str:
    return UMLAUTS.sub("", " ".join(without_legal_form(name)))


def _digest(kind: str, words: str) -> str:
    return hashlib.blake2b(f"{kind}:{words}".encode(), digest_size=16).hexdigest()
