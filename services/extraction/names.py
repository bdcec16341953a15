"""The person's name: by size, by place, by its own look, and by the e-mail address that often spells it."""

import re

from schemas.draft import Pointer
from services.extraction.folding import fold
from services.extraction.headings import heading_kind
from services.extraction.naming import degree_score, employer_score, place_score, school_score, title_score
from services.extraction.view import Row
from services.vocabulary import language_code

LABEL = re.compile(
    r"(?:(?:full |first |last |vor- und nach|vor- und zu|vor)?name(?: und vorname| vorname)?|"
    r"nom(?: et prenom| prenom)?|"
    r"nombre(?: y apellidos?)?|naam|candidate)\s*[:\t]\s*"
)
BEFORE = re.compile(
    r"^(?:(?:curriculum vitae|lebenslauf|resume|résumé|cv|bewerbung|currículum(?: vitae)?)\b\s*"
    r"(?:of|de|von|for|-|–|:|\||\t)?\s*)|"
    r"^(?:(?:(?:dr|prof|mr|mrs|ms|mx|herr|frau)\b\.?|(?:ing|mag|dipl|med|rer|nat|phil|jur|habil|m\.?sc|b\.?sc|h\.?c)\.)"
    r"(?:-ing\.?|-inf\.?|-kfm\.?)?\s*)+",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:,\s*|\s+)(?:(?i:ph\.?\s?d\.?|m\.?d\.?|m\.?b\.?a\.?|b\.?sc\.?|m\.?sc\.?|m\.?a\.?|b\.?a\.?|r\.?n\.?|"
    r"bsn|msn|cpa|cfa|pmp|p\.?e\.?|esq\.?|d\.?d\.?s\.?|j\.?d\.?|ll\.?[bm]\.?|facp|acca|cissp|lcsw|"
    r"\(?(?:he/him|she/her|they/them)\)?|"
    r"b\.?eng\.?|m\.?eng\.?|dvm|pharm\.?d\.?|aprn|fnp|cma|shrm-c?s?p?|dipl\.?-ing\.?)|[A-Z]{2,5}(?:,\s*[A-Z]{2,5})*)\.?$"
)
WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’.][^\W\d_]+)*\.?")
PARTICLES = frozenset((
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "la", "le", "el", "al", "bin",
    "ibn", "ben", "ter", "ten", "zu", "zur", "y", "e", "st", "af", "av", "du", "des",
))  # fmt: skip
NOT_NAMES = frozenset((
    "curriculum", "vitae", "lebenslauf", "resume", "cv", "page", "seite", "updated", "last", "contact", "profile",
    "summary", "the", "and", "of", "for", "with", "anschreiben", "bewerbung", "confidential", "www", "http", "phone",
    "email", "mail", "tel", "adresse", "address", "date", "datum",
))  # fmt: skip
TOP = 14  # rows of a document in which a name without a label may stand
SPLIT = re.compile(r"\t+|\s[|•·–—]\s|\s-\s|,\s(?=[a-z])")


def find_name(near: list[Row], rows: list[Row], email: str | None) -> Pointer | None:
    """A labelled name, else the best candidate among the first rows and those larger than the text."""
    for row in near:
        text = fold(row.text)
        label = LABEL.match(text) if len(text) == len(row.text) else None
        if label:
            words = _bare(re.split(r"\t", row.text[label.end() :])[0])
            if _spelt(words):
                return row.pointer(words, 0.95)
    usual = _usual_size(rows)
    scored = []
    for position, row in enumerate(rows):
        if row.source.page > 1:
            break
        if position < TOP or row.size > 1.25 * usual or row in near:
            scored += _candidates(rows, position, usual, email)
    best = max(scored, key=lambda candidate: candidate[0], default=None)
    return best[1] if best is not None and best[0] >= 1.5 else None


def _usual_size(rows: list[Row]) -> float:
    sizes = sorted(row.size for row in rows for _ in row.text[:80])
    return sizes[len(sizes) // 2] if sizes else 0.0


def _candidates(
    rows: list[Row], position: int, usual: float, email: str | None
) -> list[tuple[float, Pointer]]:
    row = rows[position]
    found = []
    pieces = SPLIT.split(row.text[:160])
    head, comma, tail = row.text[:160].partition(", ")
    if comma and title_score(tail) >= 1:
        pieces.append(head)
    for piece in pieces:
        words = _bare(piece)
        if not _spelt(words):
            continue
        score = _score(words, row, position, usual, email)
        found.append((score, row.pointer(words, _confidence(score))))
    return found + _over_lines(rows, position, usual, email)


def _over_lines(
    rows: list[Row], position: int, usual: float, email: str | None
) -> list[tuple[float, Pointer]]:
    """A name in large letters over two or three lines."""
    row, found = rows[position], []
    words = joined = row.text
    for following in rows[position + 1 : position + 3]:
        if not _goes_on(row, following, usual):
            break
        words += f"\n{following.text}"
        joined += following.text if joined.endswith("-") else f" {following.text}"
        if _spelt(_bare(joined)) and not joined.endswith("-"):
            score = _score(_bare(joined), row, position, usual, email) + 0.2 * words.count("\n") + 0.2
            pointer = Pointer(
                line=row.line, last_line=following.line, words=words, confidence=_confidence(score)
            )
            found.append((score, pointer))
    return found


def _goes_on(row: Row, following: Row, usual: float) -> bool:
    """First and last name in large letters on two lines."""
    same = abs(row.size - following.size) < 0.6 and row.size > 1.35 * usual > 0
    return same and row.words <= 3 and following.words <= 3 and not title_score(following.text)


def _confidence(score: float) -> float:
    return 0.97 if score >= 4 else 0.92 if score >= 3 else 0.8 if score >= 2.2 else 0.6


def _bare(text: str) -> str:
    """Without "Curriculum vitae", academic titles and letters behind the name."""
    words = text.strip(" \t,;:|–—-•·()")
    for _ in range(3):
        shorter = BEFORE.sub("", words, count=1).strip(" \t,;:|–—-.")
        tail = AFTER.search(shorter)
        if (tail and len(shorter[: tail.start()].split()) >= 2 and not shorter.isupper()) or (
            tail and shorter.isupper() and "," in tail.group(0)
        ):
            shorter = shorter[: tail.start()]
        if shorter == words:
            break
        words = shorter
    return words


def _spelt(words: str) -> bool:
    """Two to five words with capitals, particles aside; one word is too little."""
    parts = words.split()
    if not 2 <= len(parts) <= 6 or len(words) > 60 or any(letter.isdigit() for letter in words):
        return False
    if any(WORD.fullmatch(part) is None for part in parts):
        return False
    named = [part for part in parts if part.lower() not in PARTICLES]
    if len(named) < 2 or not all(part[0].isupper() or part[:2] in ("d'", "d’", "l'") for part in named):
        return words.islower() and len(parts) <= 3 and len(named) >= 2
    return not {fold(part).strip(".") for part in parts} & NOT_NAMES and heading_kind(words) is None


def _score(words: str, row: Row, position: int, usual: float, email: str | None) -> float:
    score = -0.2 if words.islower() else 1.0
    ratio = row.size / usual if usual else 1.0
    score += min(2.0, max(0.0, (ratio - 1.0) * 2.2))
    score += 1.0 if position == 0 else 0.7 if position <= 2 else 0.4 if position <= 6 else 0.0
    score += 0.3 if row.source.bold else 0.0
    score -= 1.4 * min(2.0, title_score(words)) + 1.2 * employer_score(words) + 1.2 * school_score(words)
    score -= 1.5 if place_score(words) else 0.0
    score -= 0.8 * degree_score(words)
    score -= (
        1.0
        if any(language_code(part) for part in words.split()) and len(words.split()) < 3 and not email
        else 0.0
    )
    score -= (
        0.5 * max(0, len(words.split()) - 4) + (0.6 if row.bullet else 0.0) + (1.0 if row.periods else 0.0)
    )
    return score + _like_email(words, email)


def _like_email(words: str, email: str | None) -> float:
    """The address often spells the name, whole or by its initials."""
    if not email:
        return 0.0
    local = re.sub(
        r"[^a-z]", "", fold(email.split("@")[0]).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    )
    domain = re.sub(r"[^a-z]", "", fold(email.split("@")[-1].rsplit(".", 1)[0]))
    parts = [
        re.sub(r"[^a-z]", "", fold(part).replace("ae", "a").replace("oe", "o").replace("ue", "u"))
        for part in re.split(r"[\s-]", words)
    ]
    hits = sum(len(part) > 2 and (part in local or part in domain) for part in parts)
    return min(2.4, 1.2 * hits)
