"""What of a profile was read with doubt, and what the CV does not say: in the same words wherever it is shown."""

from schemas.evidence import Evidence
from schemas.profile import Profile

UNSURE_BELOW = 0.7  # confidence of a value's evidence, from 0 to 1
PERSONAL = {
    "full_name": "Name", "professional_title": "Title", "location": "Place", "email": "E-mail",
    "phone": "Phone", "linkedin_url": "LinkedIn", "github_url": "GitHub", "portfolio_url": "Website",
    "summary": "Summary",
}  # fmt: skip
# A part, what it is called, and its entries' fields: the heading first, then what stands below it.
PARTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "employment": ("Experience", "job_title", ("company_name", "location")),
    "education": ("Education", "degree", ("field_of_study", "institution", "grade")),
    "skills": ("Skills", "name", ("category",)),
    "languages": ("Languages", "language", ("proficiency",)),
    "certifications": ("Certificates", "name", ("issuer",)),
    "projects": ("Projects", "name", ("url",)),
}


def doubtful(evidence: Evidence | None) -> bool:
    """Whether a value was read with doubt; what a human entered is not."""
    return evidence is not None and evidence.source == "text" and evidence.confidence < UNSURE_BELOW


def unsure(profile: Profile) -> list[str]:
    """What was read with doubt, in a reader's words: "Place", "Experience: Data engineer"."""
    found = [PERSONAL[field] for field in PERSONAL if doubtful(profile.personal_info.evidence.get(field))]
    for part, (title, heading, _) in PARTS.items():
        for entry in getattr(profile, part):
            if any(doubtful(evidence) for evidence in entry.evidence.values()):
                found.append(f"{title}: {getattr(entry, heading) or 'an entry'}")  # noqa: PERF401  # two loops deep
    return found


def not_stated(profile: Profile) -> list[str]:
    """What the CV does not say, as opposed to what it denies."""
    personal = [label for field, label in PERSONAL.items() if not getattr(profile.personal_info, field)]
    return personal + [title for part, (title, _, _) in PARTS.items() if not getattr(profile, part)]
