"""Studies: which words are the school, the degree, the field, the grade."""

import re
from functools import cache

from schemas.draft import EducationDraft, Pointer
from services.extraction.careers import period_pointers, split_place
from services.extraction.entries import Entry, Unit, cut_entries, headlike, units_of
from services.extraction.folding import fold, load_words, tokens, word_set
from services.extraction.naming import degree_score, employer_score, place_score, school_score
from services.extraction.view import Row

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
MOST_HEADER = 4


def read_education(rows: list[Row]) -> list[EducationDraft]:
    """The studies of an education section, in its order; entries without dates begin at a degree or a school."""
    entries = cut_entries(rows) or _undated(rows)
    drafts = []
    previous: Pointer | None = None
    for entry in entries:
        draft = _read(entry)
        if (
            draft.institution is None
            and draft.degree is not None
            and previous is not None
            and len(entries) > 1
        ):
            draft.institution = previous
        previous = draft.institution or previous
        if draft.institution or draft.degree:
            drafts.append(draft)
    return drafts


def _undated(rows: list[Row]) -> list[Entry]:
    """Without dates, a new entry begins when a second degree or a second school comes."""
    entries: list[Entry] = []
    seen: set[str] = set()
    for row in rows:
        named = {
            kind
            for kind, score in (("degree", degree_score), ("school", school_score))
            if score(row.text) >= 1
        }
        if headlike(row) and named and (not entries or named & seen):
            entries.append(Entry(None, None, [row]))
            seen = set(named)
        elif entries and headlike(row) and named:
            entries[-1].header.append(row)
            seen |= named
        elif entries:
            entries[-1].body.append(row)
    return entries


def _read(entry: Entry) -> EducationDraft:
    _take_header(entry)
    draft = EducationDraft()
    if entry.anchor is not None:
        draft.start_date, draft.end_date = period_pointers(entry)
        if entry.period is not None and entry.period.single:
            draft.start_date = None
    units = _units(entry)
    school, degree = _school_and_degree(units)
    if school is not None:
        draft.institution = _pointer(_bare_school(school))
    if degree is not None:
        _read_degree(draft, degree)
    _read_rest(draft, [unit for unit in units if unit is not school and unit is not degree], school)
    draft.grade = _grade([*entry.header, *entry.body])
    return draft


def _take_header(entry: Entry) -> None:
    """Rows below the dates belong to the header until both a school and a degree are named."""
    while entry.body and len(entry.header) < MOST_HEADER and headlike(entry.body[0]):
        units = units_of(entry.header)
        schools = [unit for unit in units if school_score(unit.text) >= 1]
        degrees = [unit for unit in units if degree_score(unit.text) >= 1]
        row = entry.body[0]
        complete = bool(schools) and bool(degrees) and (len(units) > 1 or schools[0] is not degrees[0])
        helpful = school_score(row.text) >= 1 or degree_score(row.text) >= 1
        if complete or (len(units) >= 2 and not helpful) or _is_grade(row.text):
            return
        entry.header.append(entry.body.pop(0))


def _units(entry: Entry) -> list[Unit]:
    units = []
    for unit in units_of(entry.header):
        if (place_score(unit.text) >= 2 and school_score(unit.text) < 1) or _is_grade(unit.text):
            continue
        units.append(unit)
    return units


def _school_and_degree(units: list[Unit]) -> tuple[Unit | None, Unit | None]:
    """The best of each; what is left over fills the missing one, by the usual order of degree before school."""
    if not units:
        return None, None
    school: Unit | None = max(
        units,
        key=lambda unit: (
            school_score(unit.text) + 0.5 * employer_score(unit.text) - 0.4 * degree_score(unit.text)
        ),
    )
    if school is not None and school_score(school.text) < 1 and employer_score(school.text) < 1:
        school = None
    others = [unit for unit in units if unit is not school]
    degree = max(others, key=lambda unit: degree_score(unit.text), default=None)
    if degree is not None and degree_score(degree.text) < 1:
        degree = None
    if school is not None and degree is None and degree_score(school.text) >= 1:
        return _parted(school)
    if school is None and degree is None and len(units) >= 2:
        return units[1], units[0]
    if school is None and degree is not None:
        rest = [unit for unit in units if unit is not degree]
        return (rest[0], degree) if rest else _parted(degree)
    return school, degree


def _parted(unit: Unit) -> tuple[Unit | None, Unit | None]:
    """School and degree in one unit, parted by a comma or by "from"."""
    pieces = [piece for piece in re.split(r",\s+|\s+(?:from|at|an der|à l'|en la)\s+", unit.text) if piece]
    schools = [
        index for index, piece in enumerate(pieces) if school_score(piece) >= 1 and degree_score(piece) < 1
    ]
    degrees = [index for index, piece in enumerate(pieces) if degree_score(piece) >= 1]
    if not schools or not degrees:
        return (unit, None) if school_score(unit.text) > degree_score(unit.text) else (None, unit)
    school = Unit(unit.line, pieces[schools[0]], unit.row)
    begin = unit.text.find(pieces[degrees[0]])
    end = begin + len(pieces[degrees[0]])
    if degrees[0] < schools[0]:
        end = len(unit.text[: unit.text.find(school.text, begin)].rstrip(" ,"))
    return school, Unit(unit.line, unit.text[begin:end].strip(" ,"), unit.row)


def _bare_school(school: Unit) -> Unit:
    """A school's unit without its town, and without a field behind its name ("Princeton University, Physics")."""
    bare, _ = split_place(school)
    parts = [part.strip() for part in bare.text.split(",")]
    named = [index for index, part in enumerate(parts) if school_score(part) >= 1]
    if named and len(parts) > 1:
        text = bare.text
        begin = text.find(parts[named[0]])
        last = named[-1]
        end = text.find(parts[last], begin) + len(parts[last])
        return Unit(bare.line, text[begin:end], bare.row)
    return bare


def _read_degree(draft: EducationDraft, degree: Unit) -> None:
    """The whole unit is the degree; what follows "in", a comma or the degree's name is the field."""
    bare, _ = split_place(degree)
    draft.degree = _pointer(bare)
    text = BRACKETED.sub(" ", bare.text) if not bare.text.endswith(")") else bare.text
    found = IN_FIELD.match(text)
    if found and degree_score(found.group(1)) >= 1:
        field = _last_field(found)
        draft.field_of_study = Pointer(line=bare.line, words=field, confidence=0.85)
        return
    parts = [part.strip() for part in bare.text.split(",")]
    if (
        len(parts) > 1
        and degree_score(parts[0]) >= 1
        and degree_score(parts[1]) < 1
        and school_score(parts[1]) < 1
    ):
        draft.field_of_study = Pointer(line=bare.line, words=parts[1], confidence=0.8)
        return
    rest = _behind_degree(bare.text)
    if rest:
        draft.field_of_study = Pointer(line=bare.line, words=rest, confidence=0.75)


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


def _read_rest(draft: EducationDraft, units: list[Unit], school: Unit | None) -> None:
    """A field may stand alone, or behind the school's name."""
    if draft.field_of_study is not None:
        return
    if school is not None and split_place(school)[1] is None:
        for part in (part.strip() for part in school.text.split(",")[1:]):
            if _may_be_field(part) and employer_score(part) == 0 and part[:1].isupper():
                draft.field_of_study = Pointer(line=school.line, words=part, confidence=0.7)
                return
    for unit in units:
        if _may_be_field(unit.text) and degree_score(unit.text) < 1 and len(unit.text.split()) <= 6:
            draft.field_of_study = Pointer(line=unit.line, words=unit.text, confidence=0.6)
            return


def _may_be_field(words: str) -> bool:
    named = school_score(words) >= 1 or place_score(words) > 0
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
            named = [phrase for phrase in phrases if folded.startswith(phrase)]
            label, separator, value = words.partition(":")
            if separator and value.strip() and fold(label).strip() in labels and len(value) < 40:
                return row.pointer(value.strip(), 0.8)
            if named and len(words) < 60:
                return row.pointer(words, 0.8)
    return None


def _pointer(unit: Unit) -> Pointer:
    sure = max(school_score(unit.text), degree_score(unit.text)) >= 1
    return Pointer(line=unit.line, words=unit.text, confidence=0.92 if sure else 0.6)
