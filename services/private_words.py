"""Where a CV's text speaks of the person instead of their work: names, contacts, birth, age, origin, photo.

These spans are cut out before anything is indexed or embedded, so that no search can find or rank by them.
"""

import re

from schemas.document import ReadDocument
from schemas.profile import Profile
from services.words import fold, words_of

Span = tuple[int, int]
PRIVATE_FIELDS = (
    "full_name", "email", "phone", "location", "linkedin_url", "github_url", "portfolio_url",
)  # fmt: skip
MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:[\w-]+\.)*(?:linkedin|github|gitlab|xing|orcid|behance|medium|twitter)"
    r"\.(?:com|org|de|io)/\S+",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w.])(?:\+|00|\(\+?|0)\d[\d ()/.\u00a0-]{5,18}\d(?!\w)")
# What looks like a telephone number but is a month or a span of years.
DATE = re.compile(
    r"(?<!\d)[01]?\d[./-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)?\d{2}(?!\d)"
)
REST = r"\b\s*[:\-–.]?\s*[^\n|·•;]*"
LABELLED = re.compile(
    r"\b(?:date of birth|birth ?date|d\.?o\.?b|place of birth|birth ?place|nationality|citizenship|marital status"
    r"|family status|gender|religion|age(?=\s*:)|children(?=\s*:)|sex(?=\s*:)"
    r"|geburtsdatum|geburtstag|geburtsort|geburtsname|geboren(?=\s*(?:am|in|:|\d))|geb\.(?=\s*\d)"
    r"|staatsangehörigkeit|staatsbürgerschaft|nationalität|familienstand|konfession|geschlecht|alter(?=\s*:)"
    r"|kinder(?=\s*:)"
    r"|date de naissance|lieu de naissance|née?(?=\s+(?:le|en|à))|nationalité|état civil|situation familiale"
    r"|sexe(?=\s*:)|âge(?=\s*:)"
    r"|fecha de nacimiento|lugar de nacimiento|nacid[oa](?=\s+(?:el|en))|nacionalidad|estado civil|edad(?=\s*:)"
    r"|sexo(?=\s*:)"
    r"|born(?=\s+(?:on|in|:|\d)))" + REST,
    re.IGNORECASE,
)
TRAITS = re.compile(
    r"\b(?:verheiratet|ledig|geschieden|verwitwet|married|divorced|widowed|mariée?|célibataire|divorcée?|casad[oa]"
    r"|solter[oa]|\d{2} years old|\d{2} jahre alt|âgée? de \d{2} ans|\d{2} años de edad"
    r"|(?:one|two|three|ein|eine|zwei|drei|deux|trois|dos|tres|\d) (?:child|children|kind|kinder|enfants?|hijos?))\b",
    re.IGNORECASE,
)
PHOTO = re.compile(
    r"^[ \t]*(?:photo|foto|photograph|lichtbild|bewerbungsfoto|passfoto|portrait|fotografía)s?[ \t:.]*$",
    re.IGNORECASE | re.MULTILINE,
)
PATTERNS = (MAIL, LINK, LABELLED, TRAITS, PHOTO)


def private_spans(document: ReadDocument, profile: Profile) -> list[Span]:
    """The spans of personal data in the document's text, in order, without overlaps."""
    info = profile.personal_info
    spans = [(e.start, e.end) for field, e in info.evidence.items() if field in PRIVATE_FIELDS]
    for pattern in PATTERNS:
        spans += [match.span() for match in pattern.finditer(document.text)]
    spans += [match.span() for match in PHONE.finditer(document.text) if not DATE.search(match[0])]
    spans += _name_spans(document.text, info.full_name)
    return _merged(spans)


def without(text: str, start: int, end: int, spans: list[Span]) -> str:
    """`text[start:end]` with the spans cut out."""
    kept, position = [], start
    for cut_start, cut_end in spans:
        if cut_end <= position or cut_start >= end:
            continue
        kept.append(text[position : max(position, cut_start)])
        position = cut_end
    kept.append(text[position:end] if position < end else "")
    return " ".join(" ".join(kept).split())


def _name_spans(text: str, name: str | None) -> list[Span]:
    """Every capitalised occurrence of a part of the name, wherever it stands."""
    parts = {word for word in fold(name or "").split() if len(word) > 2}
    return [
        (word.start, word.end)
        for word in words_of(text)
        if word.folded in parts and text[word.start].isupper()
    ]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
