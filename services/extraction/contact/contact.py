"""Who the CV is about: e-mail, phone, place, links and title, wherever they stand."""

import re

from schemas.draft import PersonalInfoDraft, Pointer
from services.extraction.contact.names import find_name
from services.extraction.contact.patterns import DOMAINS, EMAIL, GITHUB, LINKEDIN, WEB
from services.extraction.contact.phones import PHONE, country_of_domain, find_phone
from services.extraction.contact.whereabouts import find_location
from services.extraction.entries.naming import (
    degree_score,
    employer_score,
    is_duration,
    school_score,
    title_score,
)  # fmt: skip
from services.extraction.folding import fold
from services.extraction.sections.headings import heading_kind
from services.extraction.sections.sections import Section
from services.extraction.sections.view import Row, span_pointer
from services.places import country_code

TITLE_LABEL = re.compile(
    r"(?:beruf|profession|occupation|title|position|current position|role|poste|puesto|profesion|job title)\s*[:\t]\s*"
)
NOT_OURS = ("references", "publications")  # sections that name other people


def read_contact(sections: list[Section], rows: list[Row]) -> PersonalInfoDraft:
    """Contact data from the rows before the first section and from contact sections first, then from all rows."""
    near = [row for section in sections if section.kind in (None, "contact") for row in section.rows]
    aside = _rows_of(sections, ("other", "interests", "summary", "skills", "languages"))
    others = {row.line for row in _rows_of(sections, NOT_OURS)}
    close = {row.line for row in near}
    everywhere = near + [row for row in rows if row.line not in close and row.line not in others]
    edges = [row for row in rows[-4:] if row.line not in close and not row.bullet]
    draft = PersonalInfoDraft()
    draft.email = _email(everywhere) or _email(edges)
    draft.linkedin_url = _link(everywhere, LINKEDIN)
    draft.github_url = _link(everywhere, GITHUB)
    draft.portfolio_url = _website(near)
    draft.full_name = find_name(near, rows, draft.email.words if draft.email else None)
    draft.location = find_location(near, edges, aside)
    country = _country(draft)
    draft.phone = (
        find_phone(near, country=country)
        or find_phone([row for row in aside if row.words <= 8], country=country)
        or find_phone(edges, country=country)
        or find_phone(everywhere, country=country, strict=True)
    )
    draft.professional_title = _title(near, rows, draft.full_name)
    draft.summary = _summary(sections, near)
    return draft


def _rows_of(sections: list[Section], kinds: tuple[str, ...]) -> list[Row]:
    return [row for section in sections if section.kind in kinds for row in section.rows]


def _country(draft: PersonalInfoDraft) -> str | None:
    """ISO 3166-1 of the place, else of the e-mail address's domain."""
    place = country_code(draft.location.words) if draft.location and draft.location.words else None
    if place or draft.email is None or not draft.email.words:
        return place
    return country_of_domain(draft.email.words)


def _email(rows: list[Row]) -> Pointer | None:
    """The first address, also one that a narrow column breaks over two lines."""
    for index, row in enumerate(rows):
        if "@" not in row.text and not (index + 1 < len(rows) and rows[index + 1].text.startswith("@")):
            continue
        found = EMAIL.search(row.text)
        broken = _broken_email(row, rows[index + 1], found) if index + 1 < len(rows) else None
        if broken or found:
            return broken or row.pointer((found.group(0) if found else "").strip("'"), 0.97)
    return None


def _broken_email(row: Row, following: Row, found: re.Match[str] | None) -> Pointer | None:
    """An address whose end is in the next line of its column: it is none without that, or ends within a word."""
    head, tail = row.text.split()[-1], following.text
    if (
        following.line != row.line + 1
        or not re.fullmatch(r"@?[a-z0-9-]*(?:\.[a-z0-9-]+)*", tail)
        or len(tail) > 40
    ):
        return None
    whole = EMAIL.fullmatch(head + tail)
    cut = found is None or (found.end() == len(row.text) and len(tail) <= 2 and DOMAINS.search(head + tail))
    if (
        not whole
        or not cut
        or (row.source.page, row.source.block) != (following.source.page, following.source.block)
    ):
        return None
    return Pointer(line=row.line, last_line=following.line, words=f"{head}\n{tail}", confidence=0.9)


def _link(rows: list[Row], pattern: re.Pattern[str]) -> Pointer | None:
    """An address, also one that is broken at a hyphen or a slash over two lines."""
    for index, row in enumerate(rows):
        found = pattern.search(row.text)
        if found is None:
            continue
        words = found.group(0).rstrip("./")
        following = rows[index + 1] if index + 1 < len(rows) else None
        broken = found.group(0).endswith(("-", "/", "_")) and found.end() == len(row.text)
        if (
            broken
            and following is not None
            and following.line == row.line + 1
            and re.fullmatch(r"[\w./-]{2,60}", following.text)
        ):
            return Pointer(
                line=row.line,
                last_line=following.line,
                words=f"{found.group(0)}\n{following.text}",
                confidence=0.9,
            )
        return row.pointer(words, 0.95)
    return None


def _website(rows: list[Row]) -> Pointer | None:
    for row in rows:
        text = EMAIL.sub(lambda found: " " * len(found.group(0)), row.text)
        for found in WEB.finditer(text):
            words = found.group(0).rstrip("./")
            if DOMAINS.search(words) and not re.search(
                r"linkedin\.com|git(?:hub|lab)\.|xing\.com", words, re.IGNORECASE
            ):
                return row.pointer(words, 0.8)
    return None


def _title(near: list[Row], rows: list[Row], name: Pointer | None) -> Pointer | None:
    """A labelled profession, else the short row that names a title nearest below the name."""
    for row in near:
        label = TITLE_LABEL.match(fold(row.text)) if len(fold(row.text)) == len(row.text) else None
        if label and row.text[label.end() :].strip():
            return row.pointer(row.text[label.end() :].strip(), 0.93)
    if name is None:
        return None
    last = name.last_line or name.line
    after = [row for row in rows if name.line <= row.line <= last + 4]
    for row in after:
        for cell in row.cells:
            if cell.text and not (name.words and cell.text in name.words) and _is_title(cell.text, row):
                return row.pointer(cell.text, 0.88)
    return None


def _is_title(text: str, row: Row) -> bool:
    if len(text) > 90 or "@" in text or row.periods or row.bullet or is_duration(text) or EMAIL.search(text):
        return False
    if heading_kind(text) or (row.sentence and text.endswith(".")) or len(text.split()) > 10:
        return False
    return (
        title_score(text) >= 1
        and title_score(text) >= employer_score(text) + school_score(text)
        and degree_score(text) <= 2
    )


def _summary(sections: list[Section], near: list[Row]) -> Pointer | None:
    """The section that says so; else running text before the first heading."""
    for section in sections:
        rows = [
            row for number, row in enumerate(section.rows) if row.words > 2 or _ends(section.rows, number)
        ]
        if section.kind == "summary" and sum(row.words for row in rows) >= 5:
            return span_pointer(rows, 0.92)
    prose = [
        row for row in near if row.words >= 8 and not EMAIL.search(row.text) and not PHONE.search(row.text)
    ]
    if not prose or sum(row.words for row in prose) < 12:
        return None
    first, last = near.index(prose[0]), near.index(prose[-1])
    if _ends(near, last + 1):
        last += 1
    block = [row for row in near[first : last + 1] if row.source.block == prose[0].source.block]
    return span_pointer(block, 0.75)


def _ends(rows: list[Row], number: int) -> bool:
    """Whether a row holds no more than the last words of the sentence that the row above it began."""
    if not 0 < number < len(rows):
        return False
    row, above = rows[number], rows[number - 1]
    goes_on = row.text[:1].islower() and row.source.block == above.source.block
    return goes_on and row.words <= 7 and above.text[-1:] not in ".!?:"
