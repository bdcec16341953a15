"""Jobs: which words of a header are the employer, the title, the place."""

import re
from dataclasses import dataclass, field

from schemas.draft import EmploymentDraft, Pointer
from services.extraction.dates import Period
from services.extraction.entries import Entry, Unit, cut_entries, headlike, units_of
from services.extraction.labels import labelled
from services.extraction.naming import employer_score, looks_like_name, place_score, school_score, title_score
from services.extraction.view import Row, span_pointer

LINK = re.compile(r"(.{3,70}?)\s(?:en|for|für|pour|para|da|presso|hos|with)\s(?=[A-Z])(.{2,80})$")
TITLE, COMPANY = "title", "company"


@dataclass(slots=True)
class Job:
    """An entry with the units that may name it."""

    entry: Entry
    units: list[Unit]
    place: Unit | None = None
    title: Unit | None = None
    company: Unit | None = None
    shapes: list[list[float]] = field(
        default_factory=list
    )  # per state of the header: what each unit sounds like


Slots = dict[tuple[int, int], bool]  # (units in the header, position of one): whether it is the place
PLACE = 9.0


def read_jobs(rows: list[Row]) -> list[EmploymentDraft]:
    """The jobs of an experience section, in its order."""
    spoken = labelled(rows)
    if spoken:
        return spoken
    slots = _place_slots([_gather(entry, {}) for entry in cut_entries(rows)])
    jobs = [_gather(entry, slots) for entry in cut_entries(rows)]
    order = _usual_order(jobs)
    drafts: list[EmploymentDraft] = []
    company: Unit | None = None
    for job in jobs:
        _name(job, order)
        if job.company is None and job.title is not None and company is not None:
            job.company = company
        company = job.company or company
        drafts.append(_draft(job))
    return _with_parents(drafts)


def _with_parents(drafts: list[EmploymentDraft]) -> list[EmploymentDraft]:
    return [draft for draft in drafts if draft.job_title or draft.company_name]


def _place_slots(jobs: list[Job]) -> Slots:
    """Where known places stand in some entries, and nothing that sounds like a title or an employer in others."""
    heard: dict[tuple[int, int], list[float]] = {}
    for job in jobs:
        for shape in job.shapes:
            for position, sound in enumerate(shape):
                heard.setdefault((len(shape), position), []).append(sound)
    return {
        key: True for key, sounds in heard.items()
        if PLACE in sounds and all(sound == PLACE or abs(sound) < 1 for sound in sounds)
    }  # fmt: skip


def _gather(entry: Entry, slots: Slots) -> Job:
    """Take header rows from below the dates while the header still lacks a title or an employer."""
    job = Job(entry, [])
    _sort_units(job, slots)
    taken = 0
    while entry.body and taken < 3 and headlike(entry.body[0]):
        row = entry.body[0]
        following = units_of([row])
        if len(job.units) >= 2:
            if not _still_missing(job, following, slots):
                break
        elif job.units and not _belongs(job, row, following):
            break
        entry.header.append(entry.body.pop(0))
        taken += 1
        _sort_units(job, slots)
    return job


def _still_missing(job: Job, following: list[Unit], slots: Slots) -> bool:
    """A row below two names belongs to the header when it is their place, or the title that neither of them is."""
    if not following:
        return False
    if all(place_score(unit.text) for unit in following):
        return job.place is None
    count = len(job.shapes[-1])
    if (
        job.place is None
        and len(following) == 1
        and slots.get((count + 1, count))
        and _may_be_place(following[0])
    ):
        return True
    untitled = max(title_score(unit.text) for unit in job.units) < 1
    return (
        untitled
        and len(following) <= 2
        and title_score(following[0].text) >= 1
        and len(following[0].text) <= 60
    )


def _belongs(job: Job, row: Row, following: list[Unit]) -> bool:
    """A header of one name takes the next row as the other, unless that row is the beginning of the text."""
    if not following:
        return True
    known = job.units[0]
    score = max(
        title_score(unit.text) + employer_score(unit.text) + school_score(unit.text) for unit in following
    )
    if len(_comma_parts(known)) > 1 and (_both_in(known) or score < 1 or not looks_like_name(row.text)):
        return False
    return (
        len(row.text) <= 90
        and not row.text.endswith((".", ":"))
        and (score >= 1 or looks_like_name(row.text))
    )


def _both_in(unit: Unit) -> bool:
    """ "Research Intern, NVIDIA Research": title and employer in one unit."""
    parts = _comma_parts(unit)
    sides = [(title_score(part), employer_score(part) + school_score(part)) for part in parts]
    titles = [index for index, (title, other) in enumerate(sides) if title >= 1 and title >= other]
    others = [index for index, part in enumerate(parts) if index not in titles and not place_score(part)]
    return bool(titles) and bool(others) and max(sides[index][1] for index in others) >= 1


def _sort_units(job: Job, slots: Slots) -> None:
    """Places apart from names; a place behind a name's last comma is cut off."""
    job.units, job.place = [], None
    units = units_of(job.entry.header)
    known = [place_score(unit.text) > 0 and len(unit.text) < 60 for unit in units]
    job.shapes.append([PLACE if place else _lean(unit) for unit, place in zip(units, known, strict=True)])
    for position, unit in enumerate(units):
        if known[position] or (slots.get((len(units), position)) and _may_be_place(unit)):
            job.place = job.place or unit
            continue
        bare, place = split_place(unit)
        if place is not None and job.place is None:
            job.place = place
        job.units.append(bare)


def split_place(unit: Unit) -> tuple[Unit, Unit | None]:
    """ "Acme Inc., Austin, TX" becomes the name and the place."""
    parts = _comma_parts(unit)
    for keep in range(1, len(parts)):
        tail = ", ".join(parts[keep:])
        if place_score(tail) and unit.text.endswith(parts[-1]):
            begin = unit.text.find(parts[keep], sum(len(part) for part in parts[:keep]))
            head = unit.text[:begin].rstrip(" ,")
            return Unit(unit.line, head, unit.row), Unit(unit.line, unit.text[begin:], unit.row)
    return _unknown_place(unit, parts)


def _unknown_place(unit: Unit, parts: list[str]) -> tuple[Unit, Unit | None]:
    """Behind an employer, one to three capitalised words that name nothing else are its town."""
    if (
        len(parts) < 2
        or employer_score(", ".join(parts[:-1])) + school_score(parts[0]) < 1
        or title_score(parts[0]) >= 1
    ):
        return unit, None
    last = parts[-1]
    words = last.split()
    plain = all(
        word[:1].isupper() or word in ("am", "an", "der", "de", "la", "sur", "del", "upon") for word in words
    )
    if (
        not 0 < len(words) <= 3
        or not plain
        or title_score(last)
        or employer_score(last)
        or any(map(str.isdigit, last))
    ):
        return unit, None
    begin = unit.text.rfind(last)
    return Unit(unit.line, unit.text[:begin].rstrip(" ,"), unit.row), Unit(unit.line, last, unit.row)


def _comma_parts(unit: Unit) -> list[str]:
    """Parts between commas; a legal form stays with its name ("Lakeshore Mills, Inc.")."""
    parts: list[str] = []
    for part in (piece.strip() for piece in unit.text.split(",")):
        if parts and re.fullmatch(
            r"(?:inc|llc|ltd|l\.?l\.?p|s\.?a|gmbh|co|corp|n\.?a|plc|ag|jr|sr)\.?", part, re.IGNORECASE
        ):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return parts


def _lean(unit: Unit) -> float:
    """Above 0 a unit sounds like a title, below 0 like an employer."""
    return title_score(unit.text) - employer_score(unit.text) - school_score(unit.text)


def _usual_order(jobs: list[Job]) -> float:
    """Above 0 when titles stand before employers in this CV."""
    order = 0.3
    for job in jobs:
        units = job.units
        if len(units) >= 2:
            order += max(-2.0, min(2.0, _lean(units[0]) - _lean(units[1])))
        elif units and len(parts := _comma_parts(units[0])) >= 2:
            pair = [Unit(0, part, units[0].row) for part in (parts[0], parts[-1])]
            order += max(-2.0, min(2.0, _lean(pair[0]) - _lean(pair[1])))
    return order


def _name(job: Job, order: float) -> None:
    """Title and employer among the units: by their words, and where these say nothing by the CV's usual order."""
    units = job.units
    if not units:
        return
    if len(units) == 1:
        _name_one(job, units[0], order)
        return
    first, second = _best_two(units)
    lean = _lean(first) - _lean(second)
    title_first = lean > 0 if abs(lean) >= 1 else order > 0
    job.title, job.company = (first, second) if title_first else (second, first)
    if job.place is None:
        job.place = next(
            (unit for unit in units if unit not in (first, second) and _may_be_place(unit)), None
        )


def _may_be_place(unit: Unit) -> bool:
    words = unit.text.replace(",", " ").split()
    plain = all(word[:1].isupper() for word in words) and not any(map(str.isdigit, unit.text))
    return len(words) <= 3 and plain and abs(_lean(unit)) < 0.5


def _best_two(units: list[Unit]) -> tuple[Unit, Unit]:
    """The first two, unless a later unit names what neither of them does."""
    pair = list(units[:2])
    for unit in units[2:4]:
        leans = [_lean(part) for part in pair]
        if _lean(unit) >= 1 and max(leans) < 1:
            pair[leans.index(max(leans))] = unit
        elif _lean(unit) <= -1 and min(leans) > -1 and min(leans) < 1:
            pair[leans.index(min(leans))] = unit
    return (pair[0], pair[1]) if units.index(pair[0]) < units.index(pair[1]) else (pair[1], pair[0])


def _name_one(job: Job, unit: Unit, order: float) -> None:
    """One unit names both when commas part a title from an employer, otherwise what it sounds like."""
    parts = _comma_parts(unit)
    linked = LINK.match(unit.text)
    if linked and title_score(linked.group(1)) >= 1 and not place_score(linked.group(2)):
        job.title = Unit(unit.line, linked.group(1), unit.row)
        job.company, place = split_place(Unit(unit.line, linked.group(2), unit.row))
        job.place = job.place or place
        return
    cut = _cut(parts, order)
    if cut is not None:
        begin = unit.text.find(parts[cut], sum(len(part) for part in parts[:cut]))
        head = Unit(unit.line, unit.text[:begin].rstrip(" ,"), unit.row)
        tail = Unit(unit.line, unit.text[begin:].strip(), unit.row)
        head_title = _lean(head) - _lean(tail)
        if head_title > 0 or (head_title == 0 and order > 0):
            tail, place = split_place(tail)
            job.title, job.company = head, tail
        else:
            job.company, job.title, place = head, tail, None
        job.place = job.place or place
    elif _lean(unit) < 0 and title_score(unit.text) < 1:
        job.company = unit
    else:
        job.title = unit


def _cut(parts: list[str], order: float) -> int | None:
    """Where a title ends and an employer begins, or the other way round; None when the unit is one name."""
    if len(parts) < 2:
        return None
    leans = [title_score(part) - employer_score(part) - school_score(part) for part in parts]
    if leans[0] >= 1:
        others = [index for index in range(1, len(parts)) if leans[index] < 1]
        named = [index for index in others if leans[index] <= -1]
        return next(iter(named or others), None)
    titled = [index for index in range(1, len(parts)) if leans[index] >= 1]
    return titled[0] if titled else (1 if order else None)


def _draft(job: Job) -> EmploymentDraft:
    start, end = period_pointers(job.entry)
    return EmploymentDraft(
        company_name=_pointer(job.company, _sure(job.company, COMPANY)),
        job_title=_pointer(job.title, _sure(job.title, TITLE)),
        location=_pointer(job.place, 0.9 if job.place and place_score(job.place.text) else 0.7),
        start_date=start, end_date=end, description=span_pointer(job.entry.body, 0.85),
    )  # fmt: skip


def _sure(unit: Unit | None, role: str) -> float:
    if unit is None:
        return 0.0
    lean = _lean(unit) if role == TITLE else -_lean(unit)
    return 0.95 if lean >= 1 else 0.85 if lean >= 0 else 0.6


def _pointer(unit: Unit | None, confidence: float) -> Pointer | None:
    return Pointer(line=unit.line, words=unit.text, confidence=confidence) if unit is not None else None


def period_pointers(entry: Entry) -> tuple[Pointer | None, Pointer | None]:
    """Pointers at the words of a beginning and an end. A lone date is both."""
    row, period = entry.anchor, entry.period
    if row is None or period is None or period.first is None:
        return None, None
    start = row.pointer(row.text[period.first.begin : period.first.end], 0.95)
    return start, _end_pointer(row, period)


def _end_pointer(row: Row, period: Period) -> Pointer | None:
    if period.present is not None:
        return row.pointer(row.text[period.present[0] : period.present[1]], 0.95)
    last = period.last or period.first
    return row.pointer(row.text[last.begin : last.end], 0.95 if period.last else 0.7) if last else None
