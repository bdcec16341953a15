"""The panel beside the conversation: a profile with its pages, and every value's place on them."""

import datetime as dt
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile
from schemas.corrections import CorrectionAnswer
from schemas.cv import SENTENCES, ProcessingStatus
from services.access import Caller, Permission, readable_cv
from services.corrected_values import fields_of
from services.corrections import list_corrections
from services.doubts import PARTS
from services.page_marks import cv_marks, cv_warnings
from services.profiles import load_profile
from ui.card_profile import PERIODS, label_of, missing_fields, profile_props

WARNINGS = {
    "hidden_text": "Hidden words, left out",
    "partial": "Not everything could be read",
    "scanned": "Read from a picture",
    "unchecked": "Visibility not checked",
}
LONGEST_WARNING = 600  # characters of hidden words that are shown
MOST_WARNINGS = 12


async def panel_props(session: AsyncSession, caller: Caller, cv_id: int) -> dict[str, Any]:
    """Everything that the panel shows of a CV. NotFound when it is not the caller's to see."""
    cv = await readable_cv(session, caller, cv_id)
    await session.refresh(cv)
    profile = await load_profile(session, cv)
    marks = (await cv_marks(session, caller, cv_id)).model_dump()
    corrections = await list_corrections(session, caller, cv_id)
    return {
        **profile_props(cv, profile),
        "beside": True,
        "pages": marks["pages"],
        "marks": {mark["field"]: mark for mark in marks["marks"]},
        "warnings": [_warning(warning) for warning in (await cv_warnings(session, cv_id))[:MOST_WARNINGS]],
        "missing": missing_fields(profile) if cv.processed else [],
        "corrections": [_correction(one) for one in corrections.items],
        "forms": {part: _form(part) for part in PARTS},
        "mayCorrect": cv.processed,
        "mayReadAgain": caller.may(Permission.RETRY),
        "reading": _reading(cv),
    }


def _reading(cv: CVFile) -> str | None:
    """What is being done with the file at this moment, None when nothing is."""
    status = ProcessingStatus(cv.processing_status)
    if not status.on_its_way:
        return None
    step = {"reading": "Reading", "extracting": "Extracting", "embedding": "Indexing"}.get(
        cv.processing_step or ""
    )
    return f"{step} …" if step else SENTENCES[status]


def _warning(warning: dict[str, Any]) -> dict[str, Any]:
    words = warning.get("words") or None
    return {
        "title": WARNINGS.get(warning["kind"], "Note"),
        "message": warning["message"],
        "page": None if "page" in warning["message"].lower() else warning.get("page"),
        "words": words and (words if len(words) <= LONGEST_WARNING else words[:LONGEST_WARNING] + " …"),
    }


def _correction(one: CorrectionAnswer) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "path": one.field,
        "label": _called(one),
        "fields": [
            {"label": label_of(name), "old": one.old.get(name), "new": one.new.get(name)}
            for name in dict.fromkeys([*one.old, *one.new])
        ],
        "author": one.author,
        "at": _day(one.at),
        "undone": _day(one.undone_at) if one.undone_at else None,
        "fits": one.fits,
    }


def _called(one: CorrectionAnswer) -> str:
    """ "Phone"; "Experience: Data engineer · Start"."""
    field = label_of(next(iter(one.new), "")) if one.kind == "changed" else ""
    return f"{one.label} · {field}" if field and field != one.label else one.label


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _form(part: str) -> list[dict[str, Any]]:
    """The fields that an entry is added with."""
    dates = PERIODS.get(part, ())
    return [
        {"name": name, "label": label_of(name), "long": name == "description", "date": name in dates}
        for name in fields_of(part)
    ]
