"""How much words sound like a job's title, an employer, a school, a degree, a place."""

import re
from functools import cache, lru_cache

from services.extraction.folding import fold, load_words, tokens, word_set
from services.places import AROUND, city_key, place_tables
from services.vocabulary import country_code, degree_level, occupations
from services.vocabulary import fold_title as occupation_phrase

POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}[- ])?(?:[A-Z]?\d{4,6}|\d{3} \d{2,3}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?"
    r"\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\s+(?=[^\W\d])|"
    r"\s+\d{5,6}(?:-\d{4})?$|\s+[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$|\s+[A-Z]\d[A-Z] ?\d[A-Z]\d$|\s+\d{3} \d{3}$"
)
DURATION = re.compile(
    r"\(?\s*(?:(?:ca\.?|approx\.?|about|~)\s*)?\d{1,2}(?:[.,]\d)?\+?\s*"
    r"(?:years?|yrs?\.?|months?|mos?\.?|weeks?|jahre?n?|monate?n?|wochen|ans?|annees?|années?|mois|años?|anos|meses|mes)\b"
    r".{0,30}",
    re.IGNORECASE,
)


@cache
def _titles() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = load_words("careers")
    return (
        word_set(data["titles"]),
        word_set(data["weak_titles"]),
        tuple(sorted(word_set(data["title_endings"]))),
    )


TWO_LETTERS = ("ag", "kg", "sa", "nv", "bv", "ab", "oy", "sl", "se", "lp", "co")


@cache
def _weak_employers() -> frozenset[str]:
    return word_set(load_words("careers")["weak_employers"])


@cache
def _employers() -> frozenset[str]:
    return word_set(load_words("careers")["employers"])


@cache
def kind_words() -> frozenset[str]:
    return word_set(load_words("careers")["kinds"])


@cache
def level_words() -> frozenset[str]:
    return word_set(load_words("studies")["levels"])


@lru_cache(maxsize=20_000)
def title_score(text: str) -> float:
    """From 0 (no word of a title) to about 3."""
    words, weak, endings = _titles()
    score = 0.0
    spoken = tokens(text[:200])
    for position, token in enumerate(spoken):
        for part in {token, *re.split(r"[/-]", token)}:
            bare = part.rstrip(".").removesuffix("s") if part not in words else part
            bare = bare.removesuffix("*in").removesuffix(":in")
            if bare in words:
                score += 0.6 if bare in weak else 1.2
            elif len(part) > 8 and part.endswith(endings):
                score += 1.2
        if position > 12:
            break
    if score and spoken[-1] in words and spoken[-1] not in weak:
        score += 0.6
    if score == 0 and len(spoken) <= 6 and occupation_phrase(text[:120]) in occupations().key_of:
        score = 1.0
    if len(spoken) > 9:
        score *= 0.5
    return min(score, 3.0)


def names_title(text: str) -> bool:
    return title_score(text) >= 1.0


@lru_cache(maxsize=20_000)
def employer_score(text: str) -> float:
    """From 0 to about 3: legal forms and words of organisations."""
    words = _employers()
    spoken = tokens(text[:200])
    score = 0.0
    for token in spoken[:14]:
        if token in words or token.rstrip(".") in words or token.removesuffix("s") in words:
            score += (
                0.5
                if {token, token.removesuffix("s")} & _weak_employers()
                else 1.2
                if len(token) > 2 or token in TWO_LETTERS
                else 0.4
            )
        elif len(token) > 9 and token.endswith(
            ("werk", "werke", "technik", "bank", "haus", "klinik", "verlag", "bau")
        ):
            score += 0.8
    return min(score, 3.0)


@cache
def _schools() -> frozenset[str]:
    return word_set(load_words("studies")["schools"])


@cache
def _degrees() -> frozenset[str]:
    return word_set(load_words("studies")["degrees"])


@lru_cache(maxsize=20_000)
def school_score(text: str) -> float:
    words = _schools()
    score = 0.0
    for token in tokens(text[:200])[:14]:
        parts = {token, token.rstrip("."), *token.split("-")}
        if parts & words or (
            len(token) > 9
            and token.endswith(("schule", "gymnasium", "universitat", "akademie", "kolleg", "college"))
        ):
            score += 1.2
    return min(score, 3.0)


@lru_cache(maxsize=20_000)
def degree_score(text: str) -> float:
    words = _degrees()
    spoken = tokens(text[:200])[:14]
    score = sum(
        1.2
        for token in spoken
        if token in words or token.rstrip(".") in words or token.split("-")[0] in words
    )
    if any(
        len(token) > 8 and token.endswith(("abschluss", "studium", "diplom", "brief", "ausbildung"))
        for token in spoken
    ):
        score += 1.2
    if score == 0 and degree_level(text[:120]):
        score = 1.0
    return min(score, 3.0)


@lru_cache(maxsize=20_000)
def place_score(text: str) -> float:
    """2 for a known place, 1 for what is written like one ("Springfield, OR"), 0 otherwise."""
    bare = POSTCODE.sub("", text.strip(" ().,"))
    if not bare or len(bare) > 60 or any(letter.isdigit() for letter in bare):
        return 0.0
    parts = [part.strip() for part in re.split(r"[,/]|\s[–—-]\s", bare) if part.strip()]
    if not parts or len(parts) > 4 or any(len(part.split()) > 4 for part in parts):
        return 0.0
    if names_title(bare) or employer_score(bare) >= 1:
        return 0.0
    folded = fold(bare)
    if folded in ("remote", "hybrid", "home office", "homeoffice", "worldwide", "teletravail", "remoto"):
        return 2.0
    return 2.0 if _whole_place(parts) else 0.0


def _whole_place(parts: list[str]) -> bool:
    """A known town or country alone; or a name followed by its state or country. "Acme, Paris" is no place."""
    if len(parts) == 1:
        return known_place(parts[0])
    if is_region(parts[-1]):
        return len(parts) == 2 or known_place(parts[0]) or is_region(parts[-2])
    return all(known_place(part) for part in parts)


def known_place(part: str) -> bool:
    """A town, state or country of the vocabulary, with nothing but words such as "Greater" or "area" around it."""
    words = " ".join(word for word in fold(part).split() if word not in AROUND)
    return part[:1].isupper() and (city_key(words) is not None or is_region(part) or (country_code(part) is not None
                                   and len(part.split()) == 1))  # fmt: skip


def is_region(part: str) -> bool:
    """A country or a state, under its name or its code."""
    tables = place_tables()
    folded = fold(part)
    return (
        folded in tables.countries
        or folded in tables.states
        or part in tables.short_states
        or part in tables.labels
    )


SMALL = frozenset(
    [
        "of",
        "and",
        "for",
        "the",
        "de",
        "du",
        "la",
        "le",
        "les",
        "des",
        "der",
        "die",
        "das",
        "und",
        "fur",
        "in",
        "im",
        "am",
        "an",
        "et",
        "y",
        "e",
        "del",
        "el",
        "los",
        "van",
        "von",
        "zu",
        "the",
    ]
)


def looks_like_name(text: str) -> bool:
    """Few words, most of them with a capital: a name rather than the beginning of a sentence."""
    words = [word for word in text.split() if word[0].isalpha() and fold(word) not in SMALL]
    lower = sum(word[0].islower() for word in words)
    return len(words) <= 8 and lower < 0.4 * max(1, len(words))


def is_duration(text: str) -> bool:
    return bool(DURATION.fullmatch(text.strip(" ()")))
