"""Projects: a name with its address and the text about it."""

import re

from schemas.draft import Pointer, ProjectDraft
from services.extraction.entries.headers import dated, without_periods
from services.extraction.sections.view import Row, span_pointer

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){1,3}/\S+")


def read_projects(rows: list[Row]) -> list[ProjectDraft]:
    """Projects: "Name: description", or a name with text below it."""
    drafts: list[ProjectDraft] = []
    for index, row in enumerate(rows):
        if _begins_project(row, rows[index - 1] if index else None):
            drafts.append(_project(rows, index))
    return drafts


def _begins_project(row: Row, before: Row | None) -> bool:
    if before is None:
        return True
    if row.sentence and row.text[:1].islower():
        return False
    if dated(row) is not None and not row.bullet:
        return True
    if re.match(r"[^\s:][^:]{1,50}:\s+\S", row.text) and not row.text[:1].islower():
        return not row.bullet or before.bullet
    return row.source.bold and not before.source.bold and not row.bullet


def _project(rows: list[Row], index: int) -> ProjectDraft:
    row = rows[index]
    end = index + 1
    while end < len(rows) and not _begins_project(rows[end], rows[end - 1]):
        end += 1
    head = without_periods(row.text, row.periods).strip(" \t,;:–—-|()")
    label = re.match(r"([^\s:][^:]{1,60}):\s+\S", head)
    name = label.group(1) if label else re.split(r"\t|\s[–—|]\s", head)[0].strip(" ,;:()")
    draft = ProjectDraft(name=row.pointer(name, 0.8) if name else None)
    draft.description = _project_text(row, name, rows[index + 1 : end], bool(label))
    for part in rows[index:end]:
        address = ADDRESS.search(part.text)
        if address:
            draft.url = part.pointer(address.group(0).rstrip(".,;)"), 0.9)
            break
    return draft


def _project_text(row: Row, name: str, rest: list[Row], labelled: bool) -> Pointer | None:
    if not labelled:
        return span_pointer(rest, 0.8)
    words = row.text[row.text.find(name) + len(name) :].lstrip(" :")
    if not rest:
        return row.pointer(words, 0.8) if words else None
    whole = "\n".join([words, *(part.text for part in rest)])
    bullets = any(part.bullet for part in rest)
    return Pointer(line=row.line, last_line=rest[-1].line, words=None if bullets else whole, confidence=0.8)
