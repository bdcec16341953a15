"""What a heading means: which section its words open."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from services.extraction.entries.naming import level_words, title_score
from services.extraction.folding import fold, load_words, word_set

KINDS = (
    "experience", "education", "skills", "languages", "certifications", "projects", "summary", "contact",
    "publications", "awards", "interests", "references", "volunteering",
)  # fmt: skip
MOST_WORDS = 7
LONG_ENOUGH, LIKE = 7, 86.0  # letters of a word that may be misspelt; likeness, of 100, to a known one
EDGES = re.compile(r"^[\W\d_]+|[\W_]+$")
NUMBERS = re.compile(r"^(?:\d{1,2}[.)]?|[ivx]{1,4}[.)])\s+")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    data = load_words("headings")
    words: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for kind in KINDS:
        for word in word_set(data[kind]["words"]):
            words.setdefault(word, kind)
        for phrase in data[kind]["phrases"]:
            phrases.setdefault(phrase, kind)
    return words, phrases, word_set(data["fillers"]["words"])


@lru_cache(maxsize=20_000)
def heading_kind(text: str) -> str | None:
    """The section that these words open when every word belongs to headings; None otherwise."""
    spoken = _spoken(text)
    if spoken is None:
        return None
    words, phrases, fillers = _tables()
    joined = " ".join(spoken)
    if joined in phrases:
        return phrases[joined]
    kinds = [words[word] for word in spoken if word in words]
    if not kinds or any(word not in words and word not in fillers for word in spoken):
        return None
    return _first_meaning(kinds)


@lru_cache(maxsize=20_000)
def likely_kind(text: str) -> str | None:
    """The section of a line that looks like a heading: a heading's word beside others ("Nursing experience")."""
    exact = heading_kind(text)
    spoken = _spoken(text)
    if exact or spoken is None or len(spoken) > 5 or title_score(text) > 0:
        return exact
    words, phrases, fillers = _tables()
    for phrase in phrases:
        if " " in phrase and joined_in(phrase, spoken):
            return phrases[phrase]
    content = [word for word in spoken if word not in fillers or word in words]
    ends = [word for word in (content[-1:] + content[:1]) if word in words]
    if ends:
        return words[ends[0]]
    return _compound(spoken, words)


@lru_cache(maxsize=5_000)
def near_kind(text: str) -> str | None:
    """The section of a heading that is spelt a little otherwise ("Experlence"), or with gaps ("S K I L L S")."""
    gapped = text.split()
    if len(gapped) >= 4 and sum(len(word) == 1 for word in gapped) >= 0.75 * len(gapped):
        return _unglued("".join(re.findall(r"[a-z&]", fold(text[:80]))))
    spoken = _spoken(text)
    if spoken is None:
        return None
    words, _, fillers = _tables()
    unknown = [word for word in spoken if word not in words and word not in fillers]
    if len(unknown) == 1 and len(unknown[0]) >= LONG_ENOUGH:
        close = process.extractOne(unknown[0], tuple(words), scorer=fuzz.ratio, score_cutoff=LIKE)
        if close is not None:
            return heading_kind(" ".join(close[0] if word == unknown[0] else word for word in spoken))
    return None


def _unglued(letters: str) -> str | None:
    """The kind of words written without gaps: the longest known words that make up all of them."""
    words, phrases, fillers = _tables()
    glued = {phrase.replace(" ", ""): kind for phrase, kind in phrases.items()}
    if letters in glued:
        return glued[letters]
    parts: list[list[str] | None] = [[]] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 22), end):
            before, word = parts[start], letters[start:end]
            if before is not None and (word in words or word in fillers):
                parts[end] = [*before, word]
                break
    found = parts[-1]
    return heading_kind(" ".join(found)) if found else None


@lru_cache(maxsize=20_000)
def label_kind(text: str) -> str | None:
    """The section that a label before its content opens: also "Mother tongue", which is no heading of its own."""
    return _labels().get(" ".join(_spoken(text) or ())) or heading_kind(text)


@cache
def _labels() -> dict[str, str]:
    named: dict[str, list[str]] = load_words("headings")["labels"]
    return {phrase: kind for kind, phrases in named.items() for phrase in phrases}


def joined_in(phrase: str, spoken: list[str]) -> bool:
    return f" {phrase} " in f" {' '.join(spoken)} "


def _compound(spoken: list[str], words: dict[str, str]) -> str | None:
    """German writes "Programmierkenntnisse" as one word: its ending is the heading's word."""
    for word in spoken:
        for length in range(len(word) - 3, 6, -1) if word not in level_words() else ():
            kind = words.get(word[-length:])
            if kind is not None:
                return kind
    return None


def _first_meaning(kinds: list[str]) -> str:
    """ "Work projects" speak of projects, "Summary of skills" of skills: the general words yield."""
    general = ("summary", "interests", "volunteering")
    exact = [kind for kind in kinds if kind not in general]
    if "experience" in kinds and "education" not in kinds and "projects" not in kinds:
        others = [kind for kind in exact if kind not in ("experience", "skills")]
        return "experience" if not others else exact[0]
    return exact[0] if exact else kinds[0]


def _spoken(text: str) -> list[str] | None:
    if len(text) > 70 or "@" in text:
        return None
    bare = NUMBERS.sub("", EDGES.sub("", fold(text)).strip())
    spoken = re.findall(r"[a-z][\w-]*|&", bare.replace("'", " ").replace("/", " & ").replace(",", " & "))
    return spoken if 0 < len(spoken) <= MOST_WORDS and not re.search(r"\d", bare) else None
