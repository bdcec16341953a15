"""What the card of CVs that look like one person's shows: why, what differs, and what a human said to it."""

import time
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from schemas.people import CVVersion, EntryChange, FieldChange, ProfileDifference, Suggestion
from services.access import Caller
from services.doubts import PARTS, PERSONAL
from services.people.difference import difference
from services.people.listing import list_suggestions, shown, visible_suggestion
from services.profiles import load_profiles
from services.threads import dropped_files, dropped_later
from tools.list_same_person import EVERYTHING
from ui.card_profile import label_of, original_url, stated_date

MOST_PAIRS = 10
MOST_JOINED = 3  # the last joins, so that they can be undone
MOST_ROWS = 12
LONGEST_VALUE = 140  # characters
WORDS_BEFORE = 4  # shown before the first word that differs in a long text
# Parts whose entries are a word or two: what came and what went is one row each.
SHORT = ("skills", "languages", "certifications", "projects")


async def person_props(session: AsyncSession, caller: Caller, card_id: str) -> dict[str, Any]:
    """The pairs that the files of one of the caller's messages belong to, each below the later of its files; or,
    under EVERYTHING, all that are open with the last that were joined."""
    if card_id == EVERYTHING:
        page = await list_suggestions(session, caller, limit=MOST_PAIRS)
        joined = await list_suggestions(session, caller, state="joined", limit=MOST_JOINED)
        pairs = await _pairs(session, page.items + joined.items)
        return {"pairs": pairs, "more": page.total - len(page.items)}
    dropped = await dropped_files(session, caller, UUID(card_id))
    cv_ids = [file.cv.id for file in dropped if file.cv is not None and not file.withdrawn]
    later = await dropped_later(session, UUID(card_id))
    found: list[Suggestion] = []
    for state in ("suggested", "joined"):
        page = await list_suggestions(session, caller, state=state, cv_ids=cv_ids, limit=MOST_PAIRS)
        found += [
            pair for pair in page.items if not later & {pair.older.cv_id, pair.newer.cv_id} - set(cv_ids)
        ]
    pairs = await _pairs(session, found, dropped=cv_ids)
    return {"pairs": pairs, "more": 0}


async def pair_props(session: AsyncSession, caller: Caller, suggestion_id: int) -> dict[str, Any]:
    """One pair as it stands now. Raises NotFound where it is not the caller's to see."""
    row = await visible_suggestion(session, caller, suggestion_id)
    return (await _pairs(session, await shown(session, [row])))[0]


async def _pairs(
    session: AsyncSession, suggestions: Sequence[Suggestion], *, dropped: Sequence[int] = ()
) -> list[dict[str, Any]]:
    profiles = await load_profiles(
        session, [cv.cv_id for pair in suggestions for cv in (pair.older, pair.newer)]
    )
    pairs = []
    for pair in suggestions:
        older, newer = pair.older, pair.newer
        found = difference(profiles[older.cv_id], profiles[newer.cv_id], older=older, newer=newer)
        uploaded = "newer" if newer.cv_id in dropped else "older" if older.cv_id in dropped else None
        pairs.append(
            {
                "id": pair.id, "state": pair.state, "joinId": pair.join_id, "weak": pair.weak,
                "sentence": pair.sentence, "uploaded": uploaded, "older": _version(older),
                "newer": _version(newer), "changes": changes(found), "at": time.time(),
            }
        )  # fmt: skip
    return pairs


def _version(cv: CVVersion) -> dict[str, Any]:
    return {
        "cvId": cv.cv_id,
        "name": cv.full_name or "Name not stated",
        "filename": cv.filename,
        "year": cv.dated.year,
        "handedIn": f"{cv.uploaded_at.day} {cv.uploaded_at:%b %Y}",
        "original": original_url(cv.cv_id),
        "sample": cv.is_sample,
        "current": cv.is_current,
    }


def changes(found: ProfileDifference) -> dict[str, Any]:
    """The difference as rows of a small table: what, before, now."""
    rows = [row for entry in found.entries if entry.part not in SHORT for row in _rows(entry)]
    for part in SHORT:
        own = [entry for entry in found.entries if entry.part == part]
        rows += _gathered(part, own) + [
            row for entry in own if entry.change == "changed" for row in _rows(entry)
        ]
    counts = (
        f"{getattr(found, kind)} {kind}" for kind in ("added", "removed", "changed") if getattr(found, kind)
    )
    return {"rows": rows[:MOST_ROWS], "more": max(0, len(rows) - MOST_ROWS), "summary": ", ".join(counts)}


def _rows(entry: EntryChange) -> Iterable[dict[str, Any]]:
    if entry.part == "personal_info":
        return [_row(entry.change, PERSONAL[field.field], None, *_sides(field)) for field in entry.fields]
    title = PARTS[entry.part][0]
    if entry.change == "changed":
        about = [(label_of(field.field).lower(), field) for field in entry.fields]
        return [_row("changed", title, f"{entry.label}: {word}", *_sides(field)) for word, field in about]
    told = _told(entry)
    return [_row(entry.change, title, None, *((None, told) if entry.change == "added" else (told, None)))]


def _gathered(part: str, entries: Sequence[EntryChange]) -> list[dict[str, Any]]:
    """All that came in one row, all that went in another."""
    added = [entry.label for entry in entries if entry.change == "added"]
    removed = [entry.label for entry in entries if entry.change == "removed"]
    title = PARTS[part][0]
    rows = [_row("added", title, None, None, _cut(", ".join(added)))] if added else []
    return rows + ([_row("removed", title, None, _cut(", ".join(removed)), None)] if removed else [])


def _row(kind: str, what: str, detail: str | None, before: str | None, after: str | None) -> dict[str, Any]:
    return {"kind": kind, "what": what, "detail": detail, "before": before, "after": after}


def _told(entry: EntryChange) -> str:
    """A whole entry in a line: "Engineer, Example Trains (2015-01 to 2018-06)"."""
    values = {field.field: _stated(field.field, field.after or field.before) for field in entry.fields}
    start, end = values.get("start_date"), "today" if values.get("is_current") else values.get("end_date")
    when = f"{start} to {end}" if start and end else start or end
    return f"{_cut(entry.label)} ({when})" if when else _cut(entry.label)


def _sides(field: FieldChange) -> tuple[str | None, str | None]:
    """Both values; of long texts the part from where they begin to differ."""
    before, after = _stated(field.field, field.before), _stated(field.field, field.after)
    if before is None or after is None or max(len(before), len(after)) <= LONGEST_VALUE:
        return (_cut(before) if before else None), (_cut(after) if after else None)
    old, new = before.split(), after.split()
    same = next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    start = max(0, same - WORDS_BEFORE)
    lead = "… " if start else ""
    return _cut(lead + " ".join(old[start:])), _cut(lead + " ".join(new[start:]))


def _stated(field: str, value: str | None) -> str | None:
    return stated_date(value) if value and field.endswith("_date") else value


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1].rstrip() + "…"
