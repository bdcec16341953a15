"""A corrected entry, read as the reader would read it: its words checked, what follows from them derived anew."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from core.errors import InvalidInput
from schemas import draft as drafts
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.evidence import Evidence
from schemas.profile import Evidenced, Profile
from services.extraction.dates.written import means_present, normalise_date
from services.extraction.evidence import resolve_profile
from services.reading.clean import clean_line, clean_text

Values = dict[str, str | None]
DRAFTS: dict[str, type[BaseModel]] = {
    "personal_info": drafts.PersonalInfoDraft,
    "employment": drafts.EmploymentDraft,
    "education": drafts.EducationDraft,
    "skills": drafts.SkillDraft,
    "certifications": drafts.CertificationDraft,
    "projects": drafts.ProjectDraft,
    "languages": drafts.LanguageDraft,
}
DATES = ("start_date", "end_date", "issue_date", "expiry_date")
LAST_DATES = ("end_date", "expiry_date")
PERIODS = (("start_date", "end_date"), ("issue_date", "expiry_date"))
TEXTS = ("description", "summary")
NOW = "present"
OPEN_ENDED = ("employment",)  # the parts whose entries keep that they still last (is_current)
LONGEST_VALUE, LONGEST_TEXT = 300, 8_000  # characters
PLAIN_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def fields_of(part: str) -> tuple[str, ...]:
    """The fields of a part that have words of their own; InvalidInput for a part that does not exist."""
    if part not in DRAFTS:
        raise InvalidInput(f"A profile has no such part. There are: {', '.join(DRAFTS)}.")
    return tuple(DRAFTS[part].model_fields)


def stated_values(part: str, entry: Evidenced) -> dict[str, str]:
    """What an entry says, by field; an open job's end is "present"."""
    values = {field: getattr(entry, field) for field in fields_of(part) if getattr(entry, field)}
    if getattr(entry, "is_current", False):
        values["end_date"] = NOW
    return values


def checked_value(part: str, field: str, value: str | None) -> str | None:
    """The value as it is stored; None for "not stated". InvalidInput where it cannot be one."""
    if field not in fields_of(part):
        raise InvalidInput(f"There is no such field. Here are: {', '.join(fields_of(part))}.")
    words = _tidied(field, value or "")
    longest = LONGEST_TEXT if field in TEXTS else LONGEST_VALUE
    if len(words) > longest:
        raise InvalidInput(f"This is longer than {longest} characters.")
    if not words:
        return None
    return _checked_date(part, field, words) if field in DATES else words


def check_period(values: Mapping[str, str | None]) -> None:
    """InvalidInput for a period that ends before it starts."""
    if turned := _turned(values):
        start, end = turned
        raise InvalidInput(f"It cannot end in {end} when it started in {start}.")


def check_changed_period(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> None:
    """InvalidInput where a change of dates turns a period round. One that was read that way may stay so until both
    of its dates are right, and keeps nothing else from being corrected."""
    if not _turned(before):
        check_period(after)


def _turned(values: Mapping[str, str | None]) -> tuple[str, str] | None:
    """The start and the end of a period that ends before it starts."""
    for first, last in PERIODS:
        start, end = values.get(first), values.get(last)
        if start and end and end != NOW and end < start[: len(end)]:
            return start, end
    return None


def corrected_entry(part: str, before: Evidenced | None, new: Mapping[str, Any]) -> Evidenced:
    """The entry with `new` values in it and everything derived from them: duration, codes, canonical names.

    A value that is not the CV's own gets evidence with `source` "human", whose span is where the CV says what was
    corrected, or empty. An open job counts up to today.
    """
    stated = stated_values(part, before) if before is not None else {}
    values = {**stated, **{field: value for field, value in new.items() if field in fields_of(part)}}
    entry = _read(part, {field: value for field, value in values.items() if value})
    known = before.evidence if before is not None else {}
    kept = stated_values(part, entry)
    evidence = {}
    for field, value in values.items():
        if value and value == stated.get(field):
            evidence.update({field: known[field]} if field in known else {})
        elif value and field in kept:
            evidence[field] = _said_by_a_person(value, known.get(field))
    return entry.model_copy(update={"evidence": evidence})


def _tidied(field: str, value: str) -> str:
    if field in TEXTS:
        return "\n".join(line.strip() for line in clean_text(value).strip().split("\n"))
    return clean_line(value).replace("\t", " ")


def _checked_date(part: str, field: str, words: str) -> str:
    if field in LAST_DATES and means_present(words):
        if part not in OPEN_ENDED:
            raise InvalidInput(
                "Only a job can last until today. Leave this date empty, or write it like 2021-03."
            )
        return NOW
    date = normalise_date(words, last=field in LAST_DATES)
    if date is None or (PLAIN_DATE.fullmatch(words) and date != words):
        raise InvalidInput(f"“{words}” is not a date. Write it like 2021, 2021-03 or 2021-03-15.")
    return date


def _read(part: str, values: dict[str, str]) -> Evidenced:
    """The values through the reader's own door: a document with one line a value."""
    lines, start, pointers = [], 0, {}
    for number, (field, value) in enumerate(values.items()):
        lines.append(TextLine(page=1, start=start, end=start + len(value)))
        pointers[field] = drafts.Pointer(line=number)
        start += len(value) + 1
    text = "\n".join(values.values())
    document = ReadDocument(text=text, pages=(PageSpan(1, 0, len(text)),), lines=tuple(lines))
    one = DRAFTS[part].model_validate(pointers)
    draft = drafts.ProfileDraft.model_validate({part: one if part == "personal_info" else [one]})
    read: Profile = resolve_profile(document, draft, as_of=dt.date.today())
    found = getattr(read, part)
    entry: Evidenced = found if part == "personal_info" else found[0]
    return entry


def _said_by_a_person(value: str, before: Evidence | None) -> Evidence:
    place = {"page": before.page, "start": before.start, "end": before.end} if before else None
    return Evidence(
        **(place or {"page": 1, "start": 0, "end": 0}), quote=value, confidence=1.0, source="human"
    )
