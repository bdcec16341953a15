"""What a CV says: the shape of `GET /api/v1/cv/{id}/profile`, of storing and of showing.

Values are the CV's own words; normalised forms stand beside them. Dates are "YYYY", "YYYY-MM" or "YYYY-MM-DD",
as exact as the CV. `evidence` maps a field's name to where it stands.
"""

from pydantic import BaseModel, ConfigDict

from schemas.evidence import Evidence


class Evidenced(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    evidence: dict[str, Evidence] = {}


class PersonalInfo(Evidenced):
    full_name: str | None = None
    email: str | None = None
    phone: str | None = None
    location: str | None = None
    professional_title: str | None = None
    linkedin_url: str | None = None
    github_url: str | None = None
    portfolio_url: str | None = None
    summary: str | None = None
    email_normalised: str | None = None
    phone_e164: str | None = None
    country_code: str | None = None


class Employment(Evidenced):
    company_name: str | None = None
    job_title: str | None = None
    location: str | None = None
    country_code: str | None = None
    start_date: str | None = None
    end_date: str | None = None  # None when the job is current
    is_current: bool = False
    duration_months: int | None = None
    description: str | None = None


class Education(Evidenced):
    institution: str | None = None
    degree: str | None = None
    degree_level: str | None = None
    field_of_study: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    grade: str | None = None


class Skill(Evidenced):
    name: str | None = None
    category: str | None = None
    canonical: str | None = None


class Certification(Evidenced):
    name: str | None = None
    issuer: str | None = None
    issue_date: str | None = None
    expiry_date: str | None = None


class Project(Evidenced):
    name: str | None = None
    description: str | None = None
    url: str | None = None


class Language(Evidenced):
    language: str | None = None
    proficiency: str | None = None
    language_code: str | None = None


class Profile(BaseModel):
    """All seven parts. Nothing in it is invented: what has no evidence is derived from fields that have."""

    personal_info: PersonalInfo = PersonalInfo()
    employment: list[Employment] = []
    education: list[Education] = []
    skills: list[Skill] = []
    certifications: list[Certification] = []
    projects: list[Project] = []
    languages: list[Language] = []


class StoredProfile(Profile):
    """A profile as the API answers it."""

    cv_id: int
    person_id: int
