"""How far a profile can be trusted, and what a human should look at."""

from dataclasses import dataclass

from schemas.cv import SENTENCES, ProcessingStatus
from schemas.document import PARTIAL, ReadDocument
from schemas.profile import Evidenced, Profile
from services.extraction.genre import cv_evidence, other_genre, prose_share

READ_BEFORE = "It could not be read again; what was read before still stands."
LOW = 0.6
MOST_PROSE, LEAST_EVIDENCE = 0.8, 3.0  # a text of long lines with less that speaks for a CV is none
NAMELESS, SECTIONLESS = 0.3, 0.4  # the most that such a profile is trusted


@dataclass(frozen=True, slots=True)
class Assessment:
    """The state that a read CV comes to; `confidence` from 0 to 1."""

    status: ProcessingStatus
    detail: str
    confidence: float


def assess(document: ReadDocument, profile: Profile) -> Assessment:
    """Processed; needs_review with the reasons (no name, no section recognised, parts left out, or low confidence); or
    not_a_cv, when a text is of another kind, or has none of what every CV has: neither a section nor a way to reach
    anybody."""
    sections = [
        part for part in ("employment", "education", "skills", "languages", "certifications", "projects")
        if getattr(profile, part)
    ]  # fmt: skip
    confidence = _mean_confidence(profile)
    genre = other_genre(document, profile)
    if genre is not None:
        detail = f"{SENTENCES[ProcessingStatus.NOT_A_CV]} It looks like {genre}"
        return Assessment(ProcessingStatus.NOT_A_CV, detail, confidence)
    reachable = profile.personal_info.email or profile.personal_info.phone
    running = prose_share(document) > MOST_PROSE and cv_evidence(document, profile) < LEAST_EVIDENCE
    if not sections and (not reachable or running):
        return Assessment(ProcessingStatus.NOT_A_CV, SENTENCES[ProcessingStatus.NOT_A_CV], confidence)
    reasons = []
    if not profile.personal_info.full_name:
        reasons.append("no name was found")
        confidence = min(confidence, NAMELESS)
    if not sections:
        reasons.append("no section such as work or education was recognised")
        confidence = min(confidence, SECTIONLESS)
    if any(warning.kind == PARTIAL for warning in document.warnings):
        reasons.append("parts of it could not be read")
    if not reasons and confidence < LOW:
        reasons.append("several values are unsure")
    if not reasons:
        return Assessment(ProcessingStatus.PROCESSED, SENTENCES[ProcessingStatus.PROCESSED], confidence)
    detail = f"Read and searchable, but please check it: {' and '.join(reasons)}."
    return Assessment(ProcessingStatus.NEEDS_REVIEW, detail, confidence)


def _mean_confidence(profile: Profile) -> float:
    entries: list[Evidenced] = [
        profile.personal_info,
        *profile.employment,
        *profile.education,
        *profile.skills,
    ]
    entries += [*profile.languages, *profile.certifications, *profile.projects]
    found = [spot.confidence for entry in entries for spot in entry.evidence.values()]
    return round(sum(found) / len(found), 2) if found else 0.0
