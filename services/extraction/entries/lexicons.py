"""What the words of a header sound like, in jobs and in studies."""

import re
from functools import lru_cache

from services.extraction.entries.naming import (
    degree_score,
    employer_score,
    looks_like_name,
    place_score,
    school_score,
    title_score,
)  # fmt: skip
from services.extraction.entries.roles import Scores
from services.extraction.folding import fold, load_words, tokens, word_set

LEGAL_END = re.compile(
    r"(?:\b(?:g?GmbH|mbH|AG|KG|KGaA|OHG|GbR|UG|SE|eG|e\.\s?[VKG]\.?|Ltd\.?|Limited|Inc\.?|LLC|L\.L\.C\.?|PLC|plc|LLP|Corp\.?"
    r"|Corporation|Co\.|SA|S\.A\.?|SAS|S\.A\.S\.?|SASU|SARL|S\.[aà]\.?r\.?l\.?|EURL|S\.?L\.?U?\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|B\.?V\.?|N\.?V\.?"
    r"|Oy|Oyj|AB|A/S|ApS|ASA|Sp\.\s?z\s?o\.\s?o\.?|Ltda\.?|Pty|Pte|Kft\.?|s\.r\.o\.|a\.s\.|d\.o\.o\.)|& Co\.?)\)?$",
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[a-z\d-]+(?:\.[a-z\d-]+){1,3}(?:/\S*)?")


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return word_set(load_words("careers")["departments"])


def _place(words: str) -> float:
    """How well words could be a place that no list holds."""
    if place_score(words):
        return 2.0
    bare = re.sub(r"\b[A-Z]{0,2}-?\d{4,6}\b", "", words).replace(",", " ").split()
    small = (
        "am",
        "an",
        "der",
        "de",
        "la",
        "le",
        "les",
        "sur",
        "del",
        "upon",
        "in",
        "im",
        "bei",
        "the",
        "on",
        "el",
        "of",
    )
    plain = all(word[:1].isupper() or word in small for word in bare)
    if not plain or not 0 < len(bare) <= 4 or any(map(str.isdigit, "".join(bare))):
        return -2.0
    return -0.6 if len(bare) <= 2 else -1.0


def part_place(words: str) -> tuple[str, str | None]:
    """ "Acme Inc., Austin, TX" parted into the name and the known place behind it."""
    parts = words.split(",")
    for keep in range(1, len(parts)):
        tail = ",".join(parts[keep:]).strip(" .")
        if place_score(tail):
            return ",".join(parts[:keep]).strip(), tail
    return words, None


class JobWords:
    """Titles and employers."""

    missing = (1.0, 1.0)

    def named(self, words: str) -> float:
        return max(title_score(words), employer_score(words), school_score(words))

    def scores(self, words: str) -> Scores:
        return job_scores(words)


@lru_cache(maxsize=20_000)
def job_scores(words: str) -> Scores:
    """How well words fit a title, an employer, a place, none of them."""
    count = len(words.split())
    place = _place(words)
    if place == 2.0:
        return -2.0, -1.4, 2.0, -1.0
    if ADDRESS.fullmatch(words.strip()):
        return -2.0, -0.8, -2.0, 0.5
    title, employer = title_score(words), employer_score(words) + school_score(words)
    if title and employer and _heads_title(words):
        employer *= 0.3
    if LEGAL_END.search(words):
        title, employer, place = 0.3 * title, max(2.2, employer + 1), -2.0
    if count >= 4 and not looks_like_name(words):
        employer *= 0.5
    lean = max(-2.5, min(2.5, title - employer))
    unit = title == 0 and employer < 1.5 and set(tokens(words)[:2]) & _units()
    if title == employer == 0 or (unit and employer < 1):
        name = 0.15 if looks_like_name(words) else -0.4
        scores = [-0.1 if count <= 6 else -0.8, name - 0.8 * bool(unit), place, -0.6 + 0.8 * bool(unit)]
    else:
        scores = [lean, -lean, place - 0.6 * (abs(lean) >= 1), -0.6 - 0.8 * (abs(lean) >= 1)]
    if any(word.isdigit() and len(word) > 1 for word in words.split()):
        scores[0], scores[1], scores[3] = scores[0] - 1.2, scores[1] - 0.6, scores[3] + 0.6
    if count > 9:
        scores = [scores[0] - 2.0, scores[1] - 2.5, -2.0, 0.2]
    elif words[:1].islower():
        scores[1] -= 0.4
        scores[0] -= 0.2
    return scores[0], scores[1], scores[2], scores[3]


def _heads_title(words: str) -> bool:
    """Whether the word that decides is a title: the last one, or the first one before "of", "de", "für"."""
    spoken = words.split()
    following = fold(spoken[1]) if len(spoken) > 1 else ""
    leads = (
        following in ("of", "de", "des", "du", "d", "en", "for", "fur", "in", "im", "la")
        or following[:2] == "d'"
    )
    return title_score(spoken[-1]) >= 1.2 or (leads and title_score(spoken[0]) >= 1.2)


class StudyWords:
    """Degrees and schools."""

    missing = (0.7, 1.0)

    def named(self, words: str) -> float:
        return max(school_score(words), degree_score(words))

    def scores(self, words: str) -> Scores:
        return study_scores(words)


@lru_cache(maxsize=20_000)
def study_scores(words: str) -> Scores:
    """How well words fit a degree, a school, a place, none of them."""
    count = len(words.split())
    degree, school = degree_score(words), school_score(words)
    place = _place(words)
    if place == 2.0 and school < 1:
        return -2.0, -1.2, 2.0, -1.0
    if school == 0:
        school = 0.5 * min(2.0, employer_score(words))
    lean = max(-2.5, min(2.5, degree - school))
    if degree == school == 0:
        name = 0.1 if looks_like_name(words) else -0.4
        scores = [-0.1, name, place, -0.5]
    else:
        scores = [lean, -lean, place - 0.8 * (abs(lean) >= 1), -0.5 - 0.6 * (abs(lean) >= 1)]
    if "," in words and school >= 1:
        scores[1] -= 0.8
    if count > 10 or fold(words).startswith(_aside()):
        scores = [scores[0] - 1.2, scores[1] - 1.2, -2.0, 0.2]
    return scores[0], scores[1], scores[2], scores[3]


@lru_cache(maxsize=1)
def _aside() -> tuple[str, ...]:
    return tuple(load_words("studies")["asides"])
