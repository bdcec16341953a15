"""What was read from a picture is less sure than what stood there as text."""

from schemas.document import ReadDocument
from schemas.evidence import Evidence
from schemas.profile import Evidenced, Profile
from services.reading.whole import SCANNED

LESS_SURE = 0.9  # of the confidence that the same words would have as text


def doubt_scanned(profile: Profile, document: ReadDocument) -> Profile:
    """The profile with less confidence in values from pages that were read as pictures; `profile` is changed."""
    pages = scanned_pages(document)
    for entry in _entries(profile) if pages else []:
        entry.evidence = {field: _doubted(spot, pages) for field, spot in entry.evidence.items()}
    return profile


def scanned_pages(document: ReadDocument) -> frozenset[int]:
    """The pages that were read as pictures, by the document's own warnings."""
    told = [warning.page for warning in document.warnings if warning.kind == SCANNED]
    every = [page.page for page in document.pages]
    return frozenset(every if None in told else [page for page in told if page is not None])


def _doubted(spot: Evidence, pages: frozenset[int]) -> Evidence:
    if spot.page not in pages:
        return spot
    return spot.model_copy(update={"confidence": round(spot.confidence * LESS_SURE, 3)})


def _entries(profile: Profile) -> list[Evidenced]:
    return [
        profile.personal_info, *profile.employment, *profile.education, *profile.skills, *profile.languages,
        *profile.certifications, *profile.projects,
    ]  # fmt: skip
