"""Jobs and studies written as labelled fields: "Employer: …", "Position: …", "Dates: …"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.draft import EducationDraft, EmploymentDraft, Pointer
from services.extraction.dates.column import Stated, stated_by
from services.extraction.entries.headers import dated
from services.extraction.entries.lexicons import part_place
from services.extraction.entries.roles import PLACE, WHAT, WHERE
from services.extraction.folding import fold, load_words
from services.extraction.sections.view import Row, span_pointer

LABEL = re.compile(r"([^\W\d_][^:\t]{2,60}?)\s*(?::\s*|\t)(?=\S)(.*)")
LEAST = 2  # labelled fields that make a section a labelled one


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: what its label means, and the row that holds it from the words `value` on."""

    index: int
    kind: str
    row: Row
    value: str


@cache
def _meanings(words: str) -> dict[str, str]:
    return {name: kind for kind, names in load_words(words)["labels"].items() for name in names}


@lru_cache(maxsize=5_000)
def meaning(label: str, words: str) -> str | None:
    """What a label means; a label may go on in the next line, so that its beginning counts as well."""
    folded = fold(label).strip(" *:")
    meanings = _meanings(words)
    if folded in meanings or len(folded) < 12:
        return meanings.get(folded)
    return next(
        (
            kind
            for name, kind in meanings.items()
            if len(name) > 11 and (folded.startswith(name) or name.startswith(folded))
        ),
        None,
    )


def label_of(row: Row, words: str = "careers") -> tuple[str, str] | None:
    """(field, value) of a row such as "Employer: Acme"."""
    found = LABEL.fullmatch(row.text)
    if found is None:
        return None
    kind = meaning(found.group(1), words)
    return (kind, found.group(2).strip()) if kind else None


def fields_of(rows: list[Row], words: str) -> list[Field]:
    """The labelled values of a section, whether a label and its value are one row or two at the same height."""
    found = []
    for index, row in enumerate(rows):
        label = label_of(row, words)
        if label is not None:
            found.append(Field(index, label[0], row, label[1]))
            continue
        kind = meaning(row.text, words) if len(row.cells) == 1 and row.words <= 8 else None
        value = _value_beside(rows, index) if kind else None
        if kind and value is not None:
            found.append(Field(index, kind, value, value.text))
    return found


def _value_beside(rows: list[Row], index: int) -> Row | None:
    """The row to the right of a label; without places on the page, none."""
    box = rows[index].source.box
    if box is None:
        return None
    for row in rows[index + 1 : index + 12]:
        place = row.source.box
        if (
            place is not None
            and place[0] > box[2]
            and abs(place[1] - box[1]) <= 3
            and row.source.page == rows[index].source.page
        ):
            return row
    return None


def table_columns(rows: list[Row], words: str = "careers") -> tuple[dict[int, int], list[Row]]:
    """Roles of a table's cells by the labels in its head ("Period", "Employer", "Position"), and the rows below it."""
    head = rows[0] if rows else None
    if head is None or len(head.cells) < 2:
        return {}, rows
    kinds = [meaning(cell.text, words) for cell in head.cells]
    if None in kinds or not {"title", "company", "degree", "school"} & set(kinds):
        return {}, rows
    roles = {"title": WHAT, "company": WHERE, "location": PLACE, "degree": WHAT, "school": WHERE}
    return {cell: roles[kind] for cell, kind in enumerate(kinds) if kind in roles}, rows[1:]


def labelled(rows: list[Row]) -> list[EmploymentDraft]:
    """Jobs of a section whose employers and titles are labelled; none when they are not."""
    found = fields_of(rows, "careers")
    if not {"company", "title"} <= {part.kind for part in found} or len(found) < LEAST:
        return []
    groups = _groups(rows, found)
    anchors = sum(dated(row) is not None for row in rows)
    if "dates" not in {part.kind for part in found} and anchors > len(groups):
        return []
    return [_job(rows, group) for group in groups]


def labelled_studies(rows: list[Row]) -> list[EducationDraft]:
    """Studies of a section whose schools and degrees are labelled; none when they are not."""
    found = fields_of(rows, "studies")
    if not {"school", "degree"} <= {part.kind for part in found}:
        return []
    drafts = []
    for group in _groups(rows, found):
        fields = _first_of(group)
        draft = EducationDraft(
            institution=fields.get("school"), degree=fields.get("degree"), field_of_study=fields.get("field"),
            grade=fields.get("grade"),
        )  # fmt: skip
        stated = _stated(rows, group)
        if stated is not None:
            draft.start_date, draft.end_date = None if stated.single else stated.start, stated.end
        drafts.append(draft)
    return drafts


@dataclass(slots=True)
class Group:
    """The labelled values of one entry, and the rows from its first to the next entry's."""

    fields: list[Field]
    begin: int
    end: int


def _groups(rows: list[Row], found: list[Field]) -> list[Group]:
    """A label that repeats begins the next entry."""
    groups: list[Group] = []
    seen: set[str] = set()
    for part in found:
        if not groups or part.kind in seen:
            seen = set()
            if groups:
                groups[-1].end = part.index
            groups.append(Group([], part.index, len(rows)))
        seen.add(part.kind)
        groups[-1].fields.append(part)
    return groups


def _first_of(group: Group) -> dict[str, Pointer]:
    fields: dict[str, Pointer] = {}
    for part in group.fields:
        if part.kind in ("company", "school"):
            name, place = part_place(part.value)
            fields.setdefault(part.kind, part.row.pointer(name, 0.95))
            if place is not None:
                fields.setdefault("location", part.row.pointer(place, 0.9))
        elif part.kind not in ("dates", "text"):
            fields.setdefault(part.kind, part.row.pointer(part.value, 0.95))
    return fields


def _stated(rows: list[Row], group: Group) -> Stated | None:
    labelled_dates = [part.row for part in group.fields if part.kind == "dates"]
    for row in [*labelled_dates, *rows[group.begin : group.end]]:
        if row.periods:
            return stated_by(row, row.periods[0])
    return None


def _job(rows: list[Row], group: Group) -> EmploymentDraft:
    fields, stated = _first_of(group), _stated(rows, group)
    used = {id(part.row) for part in group.fields if part.kind != "text"}
    body = [row for row in rows[group.begin : group.end] if id(row) not in used and not row.periods]
    return EmploymentDraft(
        company_name=fields.get("company"), job_title=fields.get("title"), location=fields.get("location"),
        start_date=stated.start if stated else None, end_date=stated.end if stated else None,
        description=span_pointer(body),
    )  # fmt: skip
