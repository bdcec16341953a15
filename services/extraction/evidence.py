"""Pointers become checked spans: what is not in the text is dropped, what is there is normalised.

Every value is the quote with its white space tidied (and a name in labelled parts without the label).
Normalised forms are derived from the words and stand beside
them; a form that cannot be derived is None.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import BaseModel

from schemas.document import ReadDocument, TextLine
from schemas.draft import EmploymentDraft, Pointer, ProfileDraft
from schemas.evidence import Evidence
from schemas.profile import (
    Certification,
    Education,
    Employment,
    Evidenced,
    Language,
    PersonalInfo,
    Profile,
    Project,
    Skill,
)  # fmt: skip
from services.extraction.contact.names import joined_name
from services.extraction.contact.patterns import EMAIL
from services.extraction.contact.phones import country_of_domain
from services.extraction.dates.written import means_present, months_between, normalise_date
from services.extraction.targets import add_targets
from services.vocabulary import canonical_skill, country_code, degree_level, language_code

LONGEST_QUOTE = 20_000
MANY_LINES = ("description", "summary")
MOST_ENTRIES = 300
SAME_LINE = 3.5  # points between the baselines of one row's parts, at most

Entry = TypeVar("Entry", bound=Evidenced)
Resolver = Callable[[Pointer | None], Evidence | None]


def resolve_profile(document: ReadDocument, draft: ProfileDraft, *, as_of: dt.date) -> Profile:
    """The profile that a draft points at; `text[start:end] == quote` holds for every evidence.

    `as_of` is the day up to which open jobs count. Entries keep the draft's order; an entry of which nothing is in
    the text is left out.
    """
    find = partial(find_words, document)
    info = _personal_info(document, draft, find)
    return Profile(
        personal_info=info,
        employment=[
            job
            for entry in draft.employment[:MOST_ENTRIES]
            if (job := _employment(entry, find, as_of)).evidence
        ],
        education=_entries(Education, draft.education, find, _finish_education),
        skills=_entries(Skill, draft.skills, find, _finish_skill),
        certifications=_entries(Certification, draft.certifications, find, _finish_dates),
        projects=_entries(Project, draft.projects, find, None),
        languages=_entries(Language, draft.languages, find, _finish_language),
    )


def find_words(document: ReadDocument, pointer: Pointer | None) -> Evidence | None:
    """The span of a pointer's words inside its lines, whatever white space stands between them; None if absent."""
    if pointer is None or pointer.line >= len(document.lines):
        return None
    last = min(max(pointer.line, pointer.last_line or 0), len(document.lines) - 1)
    first = document.lines[pointer.line]
    begin, end = first.start, max(document.lines[last].end, first.end)
    if pointer.words is not None:
        span = _span(document.text, begin, end, pointer.words) or _beside(document, first, pointer.words)
        if span is None:
            return None
        begin, end = span
    quote = document.text[begin:end]
    if not quote.strip() or len(quote) > LONGEST_QUOTE:
        return None
    page = first.page if begin < first.start else next(
        (line.page for line in document.lines[pointer.line : last + 1] if line.end > begin), first.page
    )  # fmt: skip
    return Evidence(page=page, start=begin, end=end, quote=quote, confidence=pointer.confidence)


def _beside(document: ReadDocument, line: TextLine, words: str) -> tuple[int, int] | None:
    """Words on the same line of the page, in another column: a date or a label at the left."""
    if line.box is None:
        return None
    for index, other in enumerate(document.lines):
        if other.page != line.page or other.box is None or abs(other.box[3] - line.box[3]) > SAME_LINE:
            continue
        following = document.lines[index + 1] if index + 1 < len(document.lines) else other
        end = following.end if following.page == line.page else other.end
        span = _span(document.text, other.start, end, words)
        if span is not None:
            return span
    return None


def _span(text: str, begin: int, end: int, words: str) -> tuple[int, int] | None:
    parts = words.split()
    if not parts or len(words) > LONGEST_QUOTE:
        return None
    exact = text.find(words, begin, end)
    if exact >= 0 and words == words.strip():
        return exact, exact + len(words)
    found = re.compile(r"\s+".join(re.escape(part) for part in parts)).search(text, begin, end)
    return (found.start(), found.end()) if found else None


def tidy(quote: str) -> str:
    """A quote on one line; a word divided at a line's end keeps its hyphen and loses the break."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w)-\n+(?=\w)", "-", quote)).strip()


def _values(draft: BaseModel, find: Resolver) -> tuple[dict[str, str], dict[str, Evidence]]:
    """Values and evidence of every field that a draft points at and that is in the text."""
    values: dict[str, str] = {}
    evidence: dict[str, Evidence] = {}
    for name in type(draft).model_fields:
        spot = find(getattr(draft, name))
        if spot is not None:
            evidence[name] = spot
            values[name] = spot.quote.strip() if name in MANY_LINES else tidy(spot.quote)
    return values, evidence


def _entries(
    kind: type[Entry], drafts: Sequence[BaseModel], find: Resolver, finish: Callable[[Entry], None] | None
) -> list[Entry]:
    entries = []
    for draft in drafts[:MOST_ENTRIES]:
        values, evidence = _values(draft, find)
        if not evidence:
            continue
        entry = kind.model_validate({**values, "evidence": evidence})
        if finish is not None:
            finish(entry)
        entries.append(entry)
    return entries


def _personal_info(document: ReadDocument, draft: ProfileDraft, find: Resolver) -> PersonalInfo:
    values, evidence = _values(draft.personal_info, find)
    info = PersonalInfo.model_validate({**values, "evidence": evidence})
    add_targets(document, info)
    info.full_name = joined_name(info.full_name) if info.full_name else None
    info.country_code = country_code(info.location) if info.location else None
    info.email = _unbroken(info.email)
    info.email_normalised = _email(info.email)
    country = info.country_code or (country_of_domain(info.email) if info.email else None)
    info.phone_e164 = _phone(info.phone, country)
    return info


def _unbroken(words: str | None) -> str | None:
    """An address that a narrow column broke over lines, in one; other words as they are."""
    whole = re.sub(r"\s+", "", words or "")
    return whole if EMAIL.fullmatch(whole) else words


def _email(words: str | None) -> str | None:
    """The address in lower case; None where it is not one."""
    if not words:
        return None
    try:
        return validate_email(
            words.removeprefix("mailto:"), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError:
        return None


def _phone(words: str | None, country: str | None) -> str | None:
    """E.164, by the number's own country code or by the country of the person's location."""
    if not words:
        return None
    try:
        number = phonenumbers.parse(words, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _employment(draft: EmploymentDraft, find: Resolver, as_of: dt.date) -> Employment:
    values, evidence = _values(draft, find)
    job = Employment.model_validate({**values, "evidence": evidence})
    job.is_current = bool(job.end_date) and means_present(job.end_date or "")
    _finish_dates(job)
    job.country_code = country_code(job.location) if job.location else None
    until = as_of.isoformat() if job.is_current else job.end_date
    if job.start_date and until:
        job.duration_months = months_between(job.start_date, until)
    return job


def _finish_dates(entry: Employment | Education | Certification) -> None:
    """Dates in their normal form; words that state no date are no date, and "present" is no end."""
    for field in ("start_date", "end_date", "issue_date", "expiry_date"):
        words = getattr(entry, field, None)
        if words is None:
            continue
        last = field in ("end_date", "expiry_date")
        value = None if last and means_present(words) else normalise_date(words, last=last)
        setattr(entry, field, value)
        if value is None and not (last and means_present(words)):
            del entry.evidence[field]


def _finish_education(entry: Education) -> None:
    _finish_dates(entry)
    entry.degree_level = degree_level(entry.degree) if entry.degree else None


def _finish_skill(entry: Skill) -> None:
    entry.canonical = canonical_skill(entry.name) if entry.name else None


def _finish_language(entry: Language) -> None:
    entry.language_code = language_code(entry.language) if entry.language else None
