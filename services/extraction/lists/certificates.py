"""Certificates: name, who issued it, when, and until when it is valid."""

import re

from schemas.draft import CertificationDraft, Pointer
from services.extraction.dates.written import find_periods
from services.extraction.entries.headers import without_periods
from services.extraction.sections.view import Row


def read_certifications(rows: list[Row]) -> list[CertificationDraft]:
    """One certificate a line; a line that goes on in the next keeps its words together."""
    drafts = []
    for group in _wrapped(rows):
        text = "\n".join(row.text for row in group)
        period = next((found for row in group for found in row.periods), None)
        name = _certificate_name(text)
        if len(name) < 2 or len(name) > 160:
            continue
        last = group[-1].line if len(group) > 1 else None
        draft = CertificationDraft(
            name=Pointer(line=group[0].line, last_line=last, words=name, confidence=0.85)
        )
        _issue(draft, group, bool(period))
        drafts.append(draft)
    return drafts


def _certificate_name(text: str) -> str:
    """The words before a date or a wide gap."""
    periods = find_periods(text.replace("\n", " "))
    head = text
    if periods and periods[0].begin > 3:
        head = text[: periods[0].begin]
    elif periods:
        head = text[periods[0].end :]
    head = head.split("\t")[0] if head.split("\t")[0].strip() else head.strip("\t").split("\t")[0]
    head = re.sub(
        r"[\s,(]+(?:since|seit|issued|renewed|in|vom|from|am|obtained|valid|gültig|expires?|bis|ab)?\s*:?\s*$",
        "",
        head,
    )
    return head.strip(" \t\n,;:–—-(|·")


def _issue(draft: CertificationDraft, group: list[Row], found: bool) -> None:
    for row in group if found else []:
        for period in row.periods:
            if period.first is not None:
                draft.issue_date = row.pointer(row.text[period.first.begin : period.first.end], 0.85)
                if period.last is not None:
                    draft.expiry_date = row.pointer(row.text[period.last.begin : period.last.end], 0.7)
                return


def _wrapped(rows: list[Row]) -> list[list[Row]]:
    """Rows that go on with the one before: lower case, a dash or a date first, or an open end before them."""
    groups: list[list[Row]] = []
    bullets = sum(row.bullet for row in rows) * 2 > len(rows)
    for row in rows:
        before = groups[-1][-1] if groups else None
        pure = bool(row.periods) and len(without_periods(row.text, row.periods).strip(" \t.,()–-")) < 3
        goes_on = before is not None and (
            pure or (bullets and not row.bullet)
            or row.text[:1].islower() or row.text[:1] in "–—("
            or before.text.endswith((",", "–", "-", "&", " and", " und", " of", " for"))
            or (not bullets and not before.periods and bool(row.periods) and before.source.bold == row.source.bold
                and any(len(group) == 1 and group[0].periods for group in groups[:-1] or groups) and before.words <= 6)
        )  # fmt: skip
        if goes_on and len(groups[-1]) < 4:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
