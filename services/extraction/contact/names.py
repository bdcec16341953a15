"""The person's name: by size, by place, by its own look, and by the e-mail address that often spells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from schemas.draft import Pointer
from services.extraction.entries.naming import (
    degree_score,
    employer_score,
    place_score,
    school_score,
    title_score,
)
from services.extraction.folding import fold, load_words, word_set
from services.extraction.sections.headings import heading_kind, likely_kind
from services.extraction.sections.view import Row
from services.vocabulary import canonical_skill, language_code, skills

LABEL = re.compile(
    r"(?:(?:vor- und (?:nach|zu|familien)?name|name und vorname|name, vorname|nachname,? ?(?:und |/ ?)?vorname|"
    r"familienname,? vorname|(?:full |complete |candidate )?name(?: and surname)?|surname,? first name|"
    r"last name,? first name|surname\(s\) ?/ ?first name\(s\)|first name\(s\) ?/ ?surname\(s\)|"
    r"first name ?/ ?surname|nom(?: et prenoms?|,? prenoms?| ?/ ?prenoms?)?|prenoms? et nom|prenom,? nom|"
    r"nom complet|nombre(?: y apellidos?| completo|s)?|apellidos?(?: y nombre|,? nombre)|naam|"
    r"voor- en achternaam|nome(?: e cognome| completo)?|cognome e nome|imie i nazwisko|candidate|kandidat(?:in)?)"
    r"\s*[:\t]\s*)"
)
GIVEN_LABEL = r"(?:vornamen?|first names?|given names?|prenoms?|nombres?)"
FAMILY_LABEL = (
    r"(?:nachname|familienname|zuname|last name|family name|surname|nom(?: de famille)?|apellidos?)"
)
PART = re.compile(rf"(?:({GIVEN_LABEL})|({FAMILY_LABEL}))\s*[:\t]\s*(?=\S)")
PARTED = re.compile(rf"(.{{2,40}}?)\s+(?:({GIVEN_LABEL})|{FAMILY_LABEL})\s*:?\s+(.{{2,40}})")
BEFORE = re.compile(
    r"^(?:(?:curriculum vitae|lebenslauf|resume|résumé|cv|bewerbung|currículum(?: vitae)?|profil|profile)\b\s*"
    r"(?:of|de|von|for|-|–|—|:|\||\t)?\s*)|"
    r"^(?:(?:(?:dr|prof|mr|mrs|ms|mx|miss|herr|frau|mme|mlle|sr|sra|srta|dott|dra|drs|dhr|mevr|don|doña|lic|arq|ir)\b\.?|"
    r"(?:ing|mag|dipl|med|rer|nat|phil|jur|habil|m\.?sc|b\.?sc|h\.?c|oec|pol|dent|vet)\.)"
    r"(?:-ing\.?|-inf\.?|-kfm\.?|-kff?r\.?|-psych\.?|-betriebsw\.?)?(?:\s?\((?:fh|tu|ba)\))?\s*)+",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:,\s*|\s+|\s*[–—-]\s+)(?:(?i:ph\.?\s?d\.?|m\.?d\.?|m\.?b\.?a\.?|b\.?sc\.?|m\.?sc\.?|m\.?a\.?|b\.?a\.?|r\.?n\.?|"
    r"bsn|msn|cpa|cfa|pmp|p\.?e\.?|esq\.?|d\.?d\.?s\.?|j\.?d\.?|ll\.?[bm]\.?|facp|acca|cissp|lcsw|"
    r"\(?(?:he/him|she/her|they/them|er/ihm|sie/ihr|elle)\)?|curriculum vitae|lebenslauf|résumé|resume|cv|"
    r"b\.?eng\.?|m\.?eng\.?|dvm|pharm\.?d\.?|aprn|fnp|cma|shrm-c?s?p?|dipl\.?-[a-z]{3,7}\.?(?:\s?\(fh\))?|\(fh\)))"
    r"\.?$|,\s*[A-Z]{2,5}(?:,\s*[A-Z]{2,5})*\.?$"
)
WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’.‑][^\W\d_]+)*\.?")
PARTICLES = frozenset((
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "la", "le", "el", "al", "bin",
    "ibn", "ben", "ter", "ten", "zu", "zur", "y", "e", "st", "af", "av", "du", "des", "vom", "zum", "los", "las",
    "och", "i", "und", "bint", "'t", "’t", "op", "in", "te", "d",
))  # fmt: skip
NOT_NAMES = frozenset((
    "curriculum", "vitae", "lebenslauf", "resume", "cv", "page", "seite", "updated", "last", "contact", "profile",
    "summary", "the", "and", "of", "for", "with", "anschreiben", "bewerbung", "confidential", "www", "http", "phone",
    "email", "mail", "tel", "adresse", "address", "date", "datum", "created", "made", "powered", "template", "vorlage",
    "erstellt", "creado", "cree", "novoresume", "canva", "zety", "enhancv", "europass", "resumebuilder", "sample",
    "draft", "copy", "entwurf", "muster", "confidentiel", "confidencial", "vertraulich", "curriculo", "linkedin",
    "github", "xing", "portfolio", "website", "birth", "geburtsdatum", "nationality", "nationalitat", "staat",
    "permis", "driving", "available", "verfugbar", "remote", "hobbys", "free", "trial", "evaluation", "version",
    "about", "my", "your", "our", "who", "what", "was", "wir", "ich", "uber", "mich", "moi", "mi",
))  # fmt: skip
TOP = 14  # rows of a document in which a name without a label may stand
LEAST = 1.5  # score from which words are taken for the name
SPLIT = re.compile(r"\t+|\s[|•·–—]\s|\s-\s|,\s(?=[a-z])|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a candidate is judged against: the document's usual size, its e-mail address and its rows' words."""

    usual: float
    email: str | None


@cache
def given_names() -> frozenset[str]:
    return word_set(load_words("names")["given"])


def find_name(near: list[Row], rows: list[Row], email: str | None) -> Pointer | None:
    """A labelled name, else the best candidate among the first rows and those larger than the text."""
    named = next((found for row in near if (found := _labelled(row))), None) or _in_parts(near)
    if named is not None:
        return named
    setting = Setting(_usual_size(rows), email)
    scored: list[tuple[float, Pointer]] = []
    close = {row.line for row in near}
    for position, row in enumerate(rows):
        first = row.source.page == 1
        if row.line in close or (first and (position < TOP or row.size > 1.25 * setting.usual)):
            scored += _candidates(rows, position, setting)
    best = max(scored, key=lambda candidate: candidate[0], default=None)
    return best[1] if best is not None and best[0] >= LEAST else None


def _labelled(row: Row) -> Pointer | None:
    text = fold(row.text)
    label = LABEL.match(text) if len(text) == len(row.text) else None
    if label is None:
        return None
    words = bare_name(re.split(r"\t", row.text[label.end() :])[0])
    return row.pointer(words, 0.95) if spelt_as_name(words.replace(",", "")) else None


def _in_parts(near: list[Row]) -> Pointer | None:
    """ "Vorname: Jane" and "Nachname: Doe" in two rows, one below the other."""
    for row, following in pairwise(near):
        upper, lower = (PART.match(fold(part.text)) for part in (row, following))
        if upper is None or lower is None or bool(upper.group(1)) == bool(lower.group(1)):
            continue
        first, second = row.text[upper.end() :].strip(), following.text[lower.end() :].strip()
        if spelt_as_name(f"{first} {second}") and following.line == row.line + 1:
            words = f"{first}\n{following.text}"
            return Pointer(line=row.line, last_line=following.line, words=words, confidence=0.93)
    return None


def _usual_size(rows: list[Row]) -> float:
    weights: dict[float, int] = {}
    for row in rows:
        weights[row.size] = weights.get(row.size, 0) + min(len(row.text), 80)
    half, total = sum(weights.values()) / 2, 0
    for size in sorted(weights):
        total += weights[size]
        if total >= half:
            return size
    return 0.0


def _pieces(row: Row) -> Iterator[str]:
    text = row.text[:160]
    yield from SPLIT.split(text)
    head, comma, tail = text.partition(", ")
    if comma and title_score(tail) >= 1:
        yield head
    opening = re.match(r"(?:my name is|ich bin|mein name ist|je m'appelle|me llamo|i am|i'm)\s+(.{3,50}?)[,.!]", text,
                       re.IGNORECASE)  # fmt: skip
    if opening:
        yield opening.group(1)


def _candidates(rows: list[Row], position: int, setting: Setting) -> list[tuple[float, Pointer]]:
    row = rows[position]
    found = []
    for piece in _pieces(row):
        words = bare_name(piece)
        if piece.endswith("-"):
            continue  # it goes on in the next line
        last, comma, first = words.partition(", ")
        turned = bool(comma) and spelt_as_name(f"{first} {last}") and len(words.split()) <= 4
        if not turned and not spelt_as_name(words):
            continue
        score = _score(words.replace(",", ""), row, position, setting) - (0.7 if turned else 0.0)
        if turned and place_score(words):
            continue
        found.append((score, row.pointer(words, _confidence(score))))
    return found + _over_lines(rows, position, setting)


def _over_lines(rows: list[Row], position: int, setting: Setting) -> list[tuple[float, Pointer]]:
    """A name in large letters over two or three lines."""
    row, found = rows[position], []
    words = joined = row.text
    for following in rows[position + 1 : position + 3]:
        if not _goes_on(row, following, setting.usual):
            break
        words += f"\n{following.text}"
        joined += following.text if joined.endswith("-") else f" {following.text}"
        bare = bare_name(joined)
        turned = ", " in bare and len(bare.split()) <= 4
        if spelt_as_name(bare.replace(",", "") if turned else bare) and not joined.endswith("-"):
            score = _score(bare, row, position, setting) + 0.2 * words.count("\n") + 0.2
            if spelt_as_name(row.text) and following.words > 1 and not turned:
                score -= 0.6  # a whole name, and something else in large letters
            quote = words if bare == joined else bare  # any white space may stand between
            pointer = Pointer(
                line=row.line, last_line=following.line, words=quote, confidence=_confidence(score)
            )
            found.append((score, pointer))
    return found


def _goes_on(row: Row, following: Row, usual: float) -> bool:
    """First and last name in large letters on two lines; one of them may be larger than the other."""
    if row.words > 3 or following.words > 3 or title_score(following.text) or heading_kind(following.text):
        return False
    if row.bullet or following.bullet or min(row.size, following.size) <= 1.2 * usual or not usual:
        return False
    if abs(row.size - following.size) < 0.6:
        return row.size > 1.35 * usual
    ratio = following.size / row.size
    return (
        0.5 < ratio < 2.1
        and row.words <= 2
        and following.words <= 2
        and row.size + following.size > 2.8 * usual
    )


def _confidence(score: float) -> float:
    return 0.97 if score >= 4 else 0.92 if score >= 3 else 0.8 if score >= 2.2 else 0.6


def bare_name(text: str) -> str:
    """Without "Curriculum vitae", academic titles and letters behind the name."""
    words = text.strip(" \t,;:|–—-•·()")
    for _ in range(4):
        shorter = BEFORE.sub("", words, count=1).strip(" \t,;:|–—-.")
        tail = AFTER.search(shorter)
        if (tail and len(shorter[: tail.start()].split()) >= 2 and not shorter.isupper()) or (
            tail
            and shorter.isupper()
            and ("," in tail.group(0) or tail.group(0).strip() in ("CV", "PHD", "MBA", "MSC"))
        ):
            shorter = shorter[: tail.start()]
        if shorter == words:
            break
        words = shorter
    return words.strip(" \t,;:|–—-•·")


def spelt_as_name(words: str) -> bool:
    """Two to five words with capitals, particles aside; one word is too little."""
    parts = words.split()
    if not 2 <= len(parts) <= 6 or len(words) > 60 or any(letter.isdigit() for letter in words):
        return False
    if any(WORD.fullmatch(part) is None and part.lower() not in PARTICLES for part in parts):
        return False
    named = [part for part in parts if part.lower() not in PARTICLES]
    if len(named) < 2 or not all(map(_capital, named)):
        return words.islower() and len(parts) <= 3 and len(named) >= 2
    return not {fold(part).strip(".") for part in parts} & NOT_NAMES and heading_kind(words) is None


def _capital(part: str) -> bool:
    """Begins with a capital, or with a prefix such as "al-", "el-" or "d'" before one."""
    return part[0].isupper() or bool(re.match(r"(?:al|el|ad|as|ben|bin|d|l|o|t|n)[-'’]\w*[A-ZÀ-Þ]", part))


def _score(words: str, row: Row, position: int, setting: Setting) -> float:
    score = -0.2 if words.islower() else 1.0
    ratio = row.size / setting.usual if setting.usual else 1.0
    score += min(2.0, max(0.0, (ratio - 1.0) * 2.2))
    score += 1.0 if position == 0 else 0.7 if position <= 2 else 0.4 if position <= 6 else 0.0
    score += 0.3 if row.source.bold else 0.0
    score -= 1.4 * min(2.0, title_score(words)) + 1.2 * employer_score(words) + 1.2 * school_score(words)
    score -= 1.5 if place_score(words) else 0.0
    score -= 0.8 * degree_score(words)
    score -= 1.2 if canonical_skill(words) in skills().by_key else 0.0
    score -= 0.8 if likely_kind(words) else 0.0
    parts = words.split()
    score -= (
        1.0 if any(language_code(part) for part in parts) and len(parts) < 3 and not setting.email else 0.0
    )
    score -= 0.5 * max(0, len(parts) - 4) + (0.6 if row.bullet else 0.0) + (1.0 if row.periods else 0.0)
    score += 0.7 if any(fold(part) in given_names() for part in re.split(r"[\s-]", words)) else 0.0
    return score + _like_email(words, setting.email)


def _like_email(words: str, email: str | None) -> float:
    """The address often spells the name, whole or by its initials."""
    if not email:
        return 0.0
    local = _letters(email.split("@")[0])
    domain = _letters(email.split("@")[-1].rsplit(".", 1)[0])
    parts = [_letters(part) for part in re.split(r"[\s-]", words)]
    hits = sum(len(part) > 2 and (part in local or part in domain) for part in parts)
    return min(2.4, 1.2 * hits)


def _letters(text: str) -> str:
    """Plain letters; "ae", "oe" and "ue" are one vowel, as addresses write umlauts either way."""
    return re.sub(r"[^a-z]", "", fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u"))


def joined_name(words: str) -> str:
    """Without the label between its parts: "Jane Nachname: Doe", and in the order in which names are spoken."""
    parted = PARTED.fullmatch(fold(words)) if len(fold(words)) == len(words) else None
    if parted is None:
        return words
    first, second = words[: parted.end(1)], words[parted.start(3) :]
    return f"{second} {first}" if parted.group(2) else f"{first} {second}"
