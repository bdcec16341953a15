"""What a profile's card shows: all seven parts, each value with its place in the CV and the words it was read from."""

from typing import Any

from models import CVFile
from schemas.cv import SENTENCES, ProcessingStatus
from schemas.evidence import Evidence
from schemas.profile import Evidenced, Profile, StoredProfile
from services.corrected_values import fields_of
from services.doubts import PARTS, PERSONAL, doubtful, not_stated, unsure
from services.vocabulary import skill_label

PERIODS = {
    "employment": ("start_date", "end_date"),
    "education": ("start_date", "end_date"),
    "certifications": ("issue_date", "expiry_date"),
}
# What a person calls a field when it is corrected, where the field's own name does not say it.
CALLED = {
    "company_name": "Employer", "institution": "School", "field_of_study": "Field", "url": "Address",
    "location": "Place", "start_date": "Start", "end_date": "End", "issue_date": "Issued", "expiry_date": "Expires",
    "proficiency": "Level",
}  # fmt: skip
NORMAL_FORMS = {
    "phone": "phone_e164", "email": "email_normalised", "location": "country_code", "degree": "degree_level",
    "name": "canonical", "language": "language_code",
}  # fmt: skip
LEVELS = {"school": "school level", "vocational": "vocational", "bachelor": "bachelor level",
          "master": "master level", "doctorate": "doctorate"}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ADDRESSES = ("linkedin_url", "github_url", "portfolio_url")


def original_url(cv_id: int) -> str:
    """Where the file is handed out again, to whom may see it."""
    return f"/api/v1/cv/{cv_id}/file"


def profile_props(cv: CVFile, profile: StoredProfile) -> dict[str, Any]:
    """The card's props; a value's `path` is its field in `PATCH /api/v1/cv/{id}/profile`."""
    status = ProcessingStatus(cv.processing_status)
    info = profile.personal_info
    return {
        "cvId": cv.id,
        "name": info.full_name or "Name not stated",
        "filename": cv.original_filename,
        "original": original_url(cv.id),
        "sample": cv.is_sample,
        "needsReview": status is ProcessingStatus.NEEDS_REVIEW,
        "readable": cv.processed,
        "sentence": None if cv.processed else (cv.status_detail or SENTENCES[status]),
        "personal": [
            _field("personal_info", info, field, label=label)
            for field, label in PERSONAL.items()
            if getattr(info, field)
        ],
        "parts": [_part(profile, part) for part in PARTS if getattr(profile, part)],
        "unsure": unsure(profile),
        "notStated": not_stated(profile),
    }


def missing_fields(profile: Profile) -> list[dict[str, str]]:
    """What the CV does not say of the person, and the parts that it does not have, by the path to add it under."""
    info = profile.personal_info
    fields = [
        {"path": f"personal_info/{name}", "label": label}
        for name, label in PERSONAL.items()
        if not getattr(info, name)
    ]
    return fields + [{"path": part, "label": PARTS[part][0]} for part in PARTS if not getattr(profile, part)]


def label_of(field: str) -> str:
    """What a field is called beside its value."""
    return PERSONAL.get(field) or CALLED.get(field) or field.replace("_", " ").capitalize()


def stated_date(date: str) -> str:
    """ "2019-04" as "Apr 2019", as exact as the CV."""
    year, *rest = date.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*words, *([MONTHS[int(rest[0]) - 1]] if rest else []), year])


def _part(profile: Profile, part: str) -> dict[str, Any]:
    title, _, _ = PARTS[part]
    entries = [_entry(f"{part}/{n}", part, one) for n, one in enumerate(getattr(profile, part))]
    return {"key": part, "title": title, "entries": entries}


def _entry(path: str, part: str, one: Evidenced) -> dict[str, Any]:
    _, heading, below = PARTS[part]
    months = getattr(one, "duration_months", None)
    described = getattr(one, "description", None)
    return {
        "path": path,
        "heading": _field(path, one, heading) if getattr(one, heading) else None,
        "fields": [_field(path, one, field) for field in below if getattr(one, field)],
        "dates": _dates(path, part, one),
        "duration": _months(months) if months else None,
        "text": _field(path, one, "description") if described else None,
        "missing": [
            {"path": f"{path}/{name}", "label": label_of(name)}
            for name in fields_of(part)
            if not getattr(one, name) and not (name == "end_date" and getattr(one, "is_current", False))
        ],
    }


def _dates(path: str, part: str, one: Evidenced) -> list[dict[str, Any]]:
    """The start and the end, as far as they are stated; an open end is "today"."""
    found = []
    for field in PERIODS.get(part, ()):
        value = getattr(one, field)
        if value:
            found.append({**_field(path, one, field), "value": stated_date(value), "exact": value})
        elif field == "end_date" and getattr(one, "is_current", False):
            found.append({**_field(path, one, field), "value": "today", "exact": "present"})
    return found


def _field(path: str, one: Evidenced, field: str, *, label: str | None = None) -> dict[str, Any]:
    value = getattr(one, field)
    return {
        "path": f"{path}/{field}",
        "label": label or label_of(field),
        "value": value,
        "normal": _normal(one, field, value),
        "link": _link(field, value),
        **_seen(one.evidence.get(field)),
    }


def _normal(one: Evidenced, field: str, value: str | None) -> str | None:
    """The normalised form that is shown small beside the CV's own words, where it says more than they do."""
    form = getattr(one, NORMAL_FORMS.get(field, ""), None)
    if not form or not value:
        return None
    shown = skill_label(form) if field == "name" else LEVELS.get(form, form)
    if field in ("location", "language"):
        return str(shown).upper()
    return None if shown.casefold() == value.casefold() else str(shown)


def _link(field: str, value: str | None) -> str | None:
    """A web address that may be followed; nothing else in a CV becomes a link."""
    if field not in (*ADDRESSES, "url") or not value or any(sign.isspace() for sign in value):
        return None
    if value.lower().startswith(("https://", "http://")):
        return value
    return None if ":" in value.partition("/")[0] else f"https://{value}"


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
