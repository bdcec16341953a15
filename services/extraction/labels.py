"""Jobs written as labelled fields: "Employer: …", "Position: …", "Dates: …"."""

import re
from functools import cache

from schemas.draft import EmploymentDraft, Pointer
from services.extraction.dates import Period
from services.extraction.folding import fold, load_words
from services.extraction.view import Row, span_pointer

LABEL = re.compile(r"([^\W\d_][^:\t]{2,40}?)\s*(?::\s*|\t)(?=\S)(.*)")
LEAST = 2  # labelled fields that make a section a labelled one


@cache
def _meanings() -> dict[str, str]:
    return {name: kind for kind, names in load_words("careers")["labels"].items() for name in names}


def label_of(row: Row) -> tuple[str, str] | None:
    """(field, value) of a row such as "Employer: Acme"."""
    found = LABEL.fullmatch(row.text)
    if found is None:
        return None
    kind = _meanings().get(fold(found.group(1)).strip(" *"))
    return (kind, found.group(2).strip()) if kind else None


def labelled(rows: list[Row]) -> list[EmploymentDraft]:
    """Jobs of a section whose employers and titles are labelled; none when they are not."""
    found = [(index, *label) for index, row in enumerate(rows) if (label := label_of(row))]
    kinds = [kind for _, kind, _ in found]
    if kinds.count("company") < 1 or kinds.count("title") < 1 or len(found) < LEAST:
        return []
    starts = _starts(found)
    drafts = []
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(rows)
        drafts.append(_draft(rows[start:end]))
    return drafts


def _starts(found: list[tuple[int, str, str]]) -> list[int]:
    """A label that repeats begins the next entry."""
    starts, seen = [found[0][0]], set[str]()
    for index, kind, _ in found:
        if kind in seen:
            starts.append(index)
            seen = set()
        seen.add(kind)
    return starts


def _draft(rows: list[Row]) -> EmploymentDraft:
    fields: dict[str, Pointer] = {}
    body: list[Row] = []
    period: tuple[Row, Period] | None = None
    for row in rows:
        label = label_of(row)
        if row.periods and period is None:
            period = (row, row.periods[0])
        if label is None:
            body.append(row)
        elif label[0] != "dates":
            fields.setdefault(label[0], row.pointer(label[1], 0.95))
    draft = EmploymentDraft(
        company_name=fields.get("company"), job_title=fields.get("title"), location=fields.get("location"),
        description=span_pointer([row for row in body if row is not (period or (None,))[0]]),
    )  # fmt: skip
    if period is not None and period[1].first is not None:
        row, stated = period
        draft.start_date = row.pointer(row.text[stated.begin : stated.end])
        draft.end_date = row.pointer(row.text[stated.begin : stated.end])
    return draft
