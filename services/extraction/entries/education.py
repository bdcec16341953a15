"""Studies: which words are the school, the degree, the field, the grade."""

import re
from dataclasses import replace
from functools import cache

from schemas.draft import EducationDraft, Pointer
from services.extraction.entries.labels import labelled_studies, table_columns
from services.extraction.entries.lexicons import StudyWords
from services.extraction.entries.naming import degree_score, employer_score, place_score, school_score
from services.extraction.entries.roles import WHAT, WHERE, Group, Header, assign
from services.extraction.entries.segments import Segment, cut_section
from services.extraction.folding import fold, load_words, tokens, word_set
from services.extraction.sections.view import Row

GRADE = re.compile(
    r"([^\W\d][\w. -]{1,24}?)\s*[:=]?\s*(\d{1,3}(?:[.,:]\d{1,3})?\s*%?"
    r"(?:\s*(?:/|of|von|sur|de|out of)\s*\d{1,3}(?:[.,]\d{1,2})?)?)"
)
IN_FIELD = re.compile(
    r"^(.{2,60}?)\s+(?:in|of|der|des|en|de|im fach|im bereich|für|d')\s+(.{3,90})$", re.IGNORECASE
)
DEEPER = re.compile(
    r"(?:science|arts|engineering|business administration|education|laws|philosophy|technology|commerce)s?"
    r"(?:\s*\([^)]*\))?,?\s+(?:in|of|-)\s+(.+)",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"\(([^()]{2,60})\)")


def read_education(rows: list[Row]) -> list[EducationDraft]:
    """The studies of an education section, in its order; entries without dates begin at a degree or a school."""
    spoken = labelled_studies(rows)
    if spoken:
        return spoken
    if all(row.bullet for row in rows):  # a list of studies, one each
        rows = [replace(row, bullet=False) for row in rows]
    columns, rows = table_columns(rows, "studies")
    segments = cut_section(rows, StudyWords())
    headers = [
        Header([piece for piece in segment.pieces() if not _is_grade(piece.text)]) for segment in segments
    ]
    assign(headers, StudyWords(), columns)
    drafts: list[EducationDraft] = []
    previous: Pointer | None = None
    for segment, header in zip(segments, headers, strict=True):
        draft = _draft(segment, header)
        if draft.institution is None and draft.degree is not None and len(segments) > 1:
            draft.institution = previous
        previous = draft.institution or previous
        if draft.institution or draft.degree:
            drafts.append(draft)
    return drafts


def _draft(segment: Segment, header: Header) -> EducationDraft:
    draft = EducationDraft()
    if segment.stated is not None:
        draft.end_date = segment.stated.end
        draft.start_date = None if segment.stated.single else segment.stated.start
    school, degree = header.chosen.get(WHERE), header.chosen.get(WHAT)
    if school is not None:
        draft.institution = _pointer(school)
    if degree is not None:
        draft.degree = _pointer(degree)
        _read_field(draft, degree)
    if draft.field_of_study is None:
        _field_among(draft, header.others)
    draft.grade = _grade([*(row for line in segment.lines for row in line.rows), *segment.body])
    return draft


def _pointer(group: Group) -> Pointer:
    sure = max(school_score(group.text), degree_score(group.text)) >= 1
    return group.line.pointer(group.text, 0.92 if sure else 0.6)


def _read_field(draft: EducationDraft, degree: Group) -> None:
    """What follows "in", a comma or the degree's name is the field."""
    text = degree.text if degree.text.endswith(")") else BRACKETED.sub(" ", degree.text)
    found = IN_FIELD.match(text)
    if found and degree_score(found.group(1)) >= 1:
        draft.field_of_study = degree.line.pointer(_last_field(found), 0.85)
        return
    parts = [part.strip() for part in degree.text.split(",")]
    if (
        len(parts) > 1
        and degree_score(parts[0]) >= 1
        and StudyWords().named(parts[1]) < 1
        and place_score(parts[1]) == 0
    ):
        draft.field_of_study = degree.line.pointer(parts[1], 0.8)
        return
    rest = _behind_degree(degree.text)
    if rest:
        draft.field_of_study = degree.line.pointer(rest, 0.75)


def _last_field(found: re.Match[str]) -> str:
    """ "Bachelor of Science in Physics": the field follows the last "in"."""
    rest = found.group(2)
    deeper = DEEPER.match(rest)
    return (deeper.group(1) if deeper else rest).strip(" ,.")


def _behind_degree(text: str) -> str | None:
    """The words behind the last word of a degree's name ("M.Sc. Informatik", "BSc (Hons) Physics")."""
    words = text.split()
    last = -1
    for index, word in enumerate(words[:5]):
        if degree_score(word.strip("(),")) >= 1 or re.fullmatch(
            r"\((?:hons|honours)\.?\)", word, re.IGNORECASE
        ):
            last = index
        elif last >= 0:
            break
    rest = " ".join(words[last + 1 :]).strip(" ,-–")
    return rest if last >= 0 and len(rest) > 2 and rest[0] != "(" else None


def _field_among(draft: EducationDraft, others: list[Group]) -> None:
    """A field may stand alone beside degree and school."""
    for group in others:
        if _may_be_field(group.text) and len(group.text.split()) <= 6:
            draft.field_of_study = group.line.pointer(group.text, 0.6)
            return


def _may_be_field(words: str) -> bool:
    named = school_score(words) >= 1 or place_score(words) > 0 or employer_score(words) >= 1
    return not named and 2 < len(words) < 60 and not any(map(str.isdigit, words))


@cache
def _grades() -> tuple[frozenset[str], tuple[str, ...]]:
    data = load_words("studies")
    return word_set(data["grade_labels"]), tuple(data["grade_phrases"])


def _is_grade(text: str) -> bool:
    labels, phrases = _grades()
    folded = fold(text).strip(" .")
    first = tokens(text[:40])[:1]
    return len(text) < 80 and (folded.startswith(phrases) or bool(first and first[0] in labels))


def _grade(rows: list[Row]) -> Pointer | None:
    labels, phrases = _grades()
    for row in rows[:6]:
        for part in re.split(r"[\t;|•]|,\s", row.text[:300]):
            words = part.strip(" -–()")
            folded = fold(words)
            found = GRADE.search(words)
            if found and set(tokens(found.group(1))) & labels:
                return row.pointer(found.group(2).strip(), 0.85)
            label, separator, value = words.partition(":")
            if separator and value.strip() and fold(label).strip() in labels and len(value) < 40:
                return row.pointer(value.strip(), 0.8)
            if folded.startswith(phrases) and len(words) < 60:
                return row.pointer(words, 0.8)
    return None
