"""What a profile's card shows: all seven parts, each value with the words it was read from."""

from typing import Any

from models import CVFile
from schemas.cv import SENTENCES, ProcessingStatus
from schemas.evidence import Evidence
from schemas.profile import Evidenced, Profile, StoredProfile
from services.doubts import PARTS, PERSONAL, doubtful, not_stated, unsure

PERIODS = {
    "employment": ("start_date", "end_date"),
    "education": ("start_date", "end_date"),
    "certifications": ("issue_date", "expiry_date"),
}
LONGEST_TEXT = 1200  # characters of a description


def original_url(cv_id: int) -> str:
    """Where the file is handed out again, to whom may see it."""
    return f"/api/v1/cv/{cv_id}/file"


def profile_props(cv: CVFile, profile: StoredProfile) -> dict[str, Any]:
    status = ProcessingStatus(cv.processing_status)
    return {
        "cvId": cv.id,
        "name": profile.personal_info.full_name or "Name not stated",
        "filename": cv.original_filename,
        "original": original_url(cv.id),
        "sample": cv.is_sample,
        "needsReview": status is ProcessingStatus.NEEDS_REVIEW,
        "readable": cv.processed,
        "sentence": None if cv.processed else (cv.status_detail or SENTENCES[status]),
        "personal": [
            {"label": label, **_field(profile.personal_info, field)}
            for field, label in PERSONAL.items()
            if getattr(profile.personal_info, field)
        ],
        "parts": [_part(profile, part) for part in PARTS if getattr(profile, part)],
        "unsure": unsure(profile),
        "notStated": not_stated(profile),
    }


def period(start: str | None, end: str | None, *, current: bool = False) -> str | None:
    """ "2019-04 to 2022", "since 2022-01", "until 2018"; as exact as the CV."""
    if start and (current or end):
        return f"since {start}" if current else f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else None


def _part(profile: Profile, part: str) -> dict[str, Any]:
    title, _, _ = PARTS[part]
    return {"key": part, "title": title, "entries": [_entry(part, one) for one in getattr(profile, part)]}


def _entry(part: str, one: Evidenced) -> dict[str, Any]:
    _, heading, below = PARTS[part]
    fields = [_field(one, field) for field in below if getattr(one, field)]
    months = getattr(one, "duration_months", None)
    return {
        "heading": _field(one, heading) if getattr(one, heading) else None,
        "fields": fields,
        "period": _period(part, one),
        "duration": _months(months) if months else None,
        "text": _text(one),
    }


def _period(part: str, one: Evidenced) -> dict[str, Any] | None:
    if part not in PERIODS:
        return None
    first, last = PERIODS[part]
    words = period(getattr(one, first), getattr(one, last), current=bool(getattr(one, "is_current", False)))
    if words is None:
        return None
    evidence = one.evidence.get(first) or one.evidence.get(last)
    return {"value": words, **_seen(evidence)}


def _text(one: Evidenced) -> dict[str, Any] | None:
    words = getattr(one, "description", None)
    if not words:
        return None
    shortened = words if len(words) <= LONGEST_TEXT else words[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …"
    return {"value": shortened, **_seen(one.evidence.get("description"))}


def _field(one: Evidenced, field: str) -> dict[str, Any]:
    return {"value": getattr(one, field), **_seen(one.evidence.get(field))}


def _seen(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {"quote": None, "page": None, "unsure": False, "human": False}
    return {
        "quote": evidence.quote,
        "page": evidence.page,
        "unsure": doubtful(evidence),
        "human": evidence.source == "human",
    }


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{years} y"] if years else []
    return " ".join(parts + ([f"{rest} m"] if rest or not years else []))
