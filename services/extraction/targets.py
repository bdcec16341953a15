"""Addresses that a CV links to without printing them: "LinkedIn", an icon, "write to me"."""

import re

from schemas.document import ReadDocument
from schemas.evidence import Evidence
from schemas.profile import PersonalInfo
from services.extraction.contact.patterns import EMAIL, GITHUB, LINKEDIN

UNPRINTED = 0.85  # confidence: the address is certain, that it is this person's own is likely
KINDS = (
    ("linkedin_url", re.compile(rf"(?:{LINKEDIN.pattern})$", re.IGNORECASE), re.compile("linkedin", re.IGNORECASE)),
    ("github_url", re.compile(rf"(?:{GITHUB.pattern})$", re.IGNORECASE), re.compile("git ?(?:hub|lab)", re.IGNORECASE)),
    ("email", re.compile(rf"mailto:(?:{EMAIL.pattern})$", re.IGNORECASE), re.compile("e-?mail", re.IGNORECASE)),
)  # fmt: skip


def add_targets(document: ReadDocument, info: PersonalInfo) -> None:
    """Fill addresses that only the targets of links hold.

    Their evidence is the printed word that stands for the address; an icon alone leaves them without evidence.
    """
    for field, address, word in KINDS:
        target = next((link for link in document.links if address.match(link)), None)
        if target is None or getattr(info, field):
            continue
        setattr(info, field, target.removeprefix("mailto:"))
        spot = _printed(document, word)
        if spot is not None:
            info.evidence[field] = spot


def _printed(document: ReadDocument, word: re.Pattern[str]) -> Evidence | None:
    found = word.search(document.text)
    if found is None:
        return None
    start, end = found.span()
    page = next((line.page for line in document.lines if line.start <= start < line.end), 1)
    return Evidence(page=page, start=start, end=end, quote=found.group(), confidence=UNPRINTED)
