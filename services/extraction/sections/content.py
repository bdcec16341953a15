"""Sections whose heading says nothing, or that have none: what they are by what stands in them."""

import re
from dataclasses import dataclass

from services.extraction.entries.lexicons import JobWords
from services.extraction.entries.naming import (
    degree_score,
    employer_score,
    level_words,
    school_score,
    title_score,
)
from services.extraction.entries.segments import cut_section
from services.extraction.folding import tokens
from services.extraction.lists.languages import leading_language, states_language
from services.extraction.sections.sections import Section
from services.extraction.sections.view import Row
from services.vocabulary import canonical_skill, skills

LEAST_PROSE = 12  # words of a summary
FIRST_SECTIONS = 4  # among which a text about the person may stand
PARTING = re.compile(r"\s*[,;|•·\t]\s*")
LEAST_ITEMS, MOST_ITEMS, SHORT = 4, 60, 4  # items of a list that are looked at; words of a short one
LISTED = 0.4  # share of a list's items that are known skills, for a section to be one of skills


@dataclass(frozen=True, slots=True)
class _Entry:
    """A dated entry: its header's rows, and the rows below."""

    start: int
    header: list[Row]
    body: list[Row]


def _entries(rows: list[Row]) -> list[_Entry]:
    segments = [
        segment for segment in cut_section(rows, JobWords()) if segment.stated is not None and segment.lines
    ]
    if not segments:
        return []
    places = {row.line: index for index, row in reversed(list(enumerate(rows)))}
    lines = [[row.line for line in segment.lines for row in line.rows] for segment in segments]
    starts = [min((places[line] for line in part if line in places), default=0) for part in lines]
    ends = [*starts[1:], len(rows)]
    entries = []
    for start, end, part in zip(starts, ends, lines, strict=True):
        header = [row for row in rows[start:end] if row.line in part]
        entries.append(_Entry(start, header, [row for row in rows[start:end] if row.line not in part]))
    return entries


def settle_kinds(sections: list[Section]) -> list[Section]:
    """Give sections of unknown meaning a kind that no other section has, where their content is plain."""
    settled: list[Section] = []
    for position, section in enumerate(sections):
        kinds = {other.kind for other in sections} | {other.kind for other in settled}
        if section.kind == "other":
            section.kind = _kind_of(section, position, kinds)
            settled.append(section)
        elif section.kind is None and not kinds & {"experience", "education"}:
            settled += _split(section)
        elif section.kind == "experience" and "education" not in kinds:
            settled += _without_studies(section)
        else:
            settled.append(section)
    return settled


def _kind_of(section: Section, position: int, taken: set[str | None]) -> str:
    rows = section.rows
    if not rows:
        return "other"
    if "languages" not in taken and sum(map(_speaks, rows)) * 2 > len(rows):
        return "languages"
    entries = _entries(rows)
    if entries:
        studies = sum(_is_study(entry.header) for entry in entries)
        jobs = sum(_is_job(entry.header) for entry in entries)
        if "experience" not in taken and jobs * 2 >= len(entries) and jobs >= studies:
            return "experience"
        if "education" not in taken and studies * 2 >= len(entries):
            return "education"
        return "other"
    if "skills" not in taken and _lists_skills(rows):
        return "skills"
    words = sum(row.words for row in rows if row.words > 5)
    if "summary" not in taken and position <= FIRST_SECTIONS and words >= LEAST_PROSE:
        return "summary"
    return "other"


def _speaks(row: Row) -> bool:
    if leading_language(row.text) is None:
        return states_language(row)
    return row.words <= 3 or bool(set(tokens(row.text)) & level_words())


def _text(rows: list[Row]) -> list[str]:
    return [row.text for row in rows]


def _is_study(header: list[Row]) -> bool:
    return any(degree_score(text) + school_score(text) >= 1 for text in _text(header)) and not any(
        title_score(text) >= 1.2 and degree_score(text) < 1 for text in _text(header)
    )


def _is_certain_study(header: list[Row]) -> bool:
    """A degree and a school, and no title of a job: under a heading of jobs, less is no study."""
    words = " ".join(_text(header))
    return degree_score(words) >= 1 and school_score(words) >= 1 and title_score(words) < 1.2


def _is_job(header: list[Row]) -> bool:
    return any(title_score(text) + employer_score(text) >= 1 for text in _text(header)) and not _is_study(
        header
    )


def _lists_skills(rows: list[Row]) -> bool:
    """Most items are known skills; or all are short, and one of them is."""
    items = [part.strip() for row in rows for part in PARTING.split(row.text) if part.strip()][:MOST_ITEMS]
    known = sum(canonical_skill(item) in skills().by_key for item in items)
    short = len(items) >= LEAST_ITEMS and all(len(item.split()) <= SHORT for item in items)
    return len(items) >= 3 and (known >= LISTED * len(items) or (short and known > 0))


def _split(section: Section) -> list[Section]:
    """A document without headings: what stands above its first entry, then jobs and studies as they come."""
    entries = _entries(section.rows)
    if not entries or not any(_is_job(entry.header) or _is_study(entry.header) for entry in entries):
        return [section]
    first = entries[0].start
    parts = [Section(None, section.heading, section.rows[:first])]
    for entry in entries:
        kind = "education" if _is_study(entry.header) else "experience"
        if parts[-1].kind != kind:
            parts.append(Section(kind))
        body, rest = _body(entry.body) if entry is entries[-1] else (entry.body, [])
        parts[-1].rows += entry.header + body
        if rest:
            parts += _listed(rest)
    return parts


def _body(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The text of the last entry, and what stands below it and is no part of it: languages, lists of skills."""
    for index, row in enumerate(rows):
        if _speaks(row) or (not row.bullet and _lists_skills([row])):
            return rows[:index], rows[index:]
    return rows, []


def _listed(rows: list[Row]) -> list[Section]:
    spoken = [row for row in rows if _speaks(row)]
    skilled = [row for row in rows if row not in spoken and _lists_skills([row])]
    rest = [row for row in rows if row not in spoken and row not in skilled]
    named = ((None, rest), ("languages", spoken), ("skills", skilled))
    return [Section(kind, None, part) for kind, part in named if part]


def _without_studies(section: Section) -> list[Section]:
    """Jobs and studies under one heading ("Beruf und Ausbildung"), apart; as it is where no study is among them."""
    entries = _entries(section.rows)
    if len(entries) < 2 or not any(_is_certain_study(entry.header) for entry in entries):
        return [section]
    first = entries[0].start
    parts = [Section("experience", section.heading, section.rows[:first])]
    for entry in entries:
        kind = "education" if _is_certain_study(entry.header) else "experience"
        if parts[-1].kind != kind:
            parts.append(Section(kind, section.heading))
        parts[-1].rows += entry.header + entry.body
    return parts
