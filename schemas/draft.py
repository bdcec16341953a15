"""What a profile reader hands over: every field is a pointer into the document, never a free value.

Code resolves each pointer to a span and drops what is not in the text (services.extraction.evidence). A reader
that is a language model fills the very same models.
"""

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema


class Pointer(BaseModel):
    """`words` as they stand in lines `line` to `last_line` (0-based, inclusive); without words: the whole lines."""

    line: int = Field(ge=0)
    last_line: int | None = Field(default=None, ge=0)
    words: str | None = None
    confidence: float = Field(default=0.9, ge=0, le=1)


class PersonalInfoDraft(BaseModel):
    full_name: Pointer | None = None
    email: Pointer | None = None
    phone: Pointer | None = None
    location: Pointer | None = None
    professional_title: Pointer | None = None
    linkedin_url: Pointer | None = None
    github_url: Pointer | None = None
    portfolio_url: Pointer | None = None
    summary: Pointer | None = None


class EmploymentDraft(BaseModel):
    company_name: Pointer | None = None
    job_title: Pointer | None = None
    location: Pointer | None = None
    start_date: Pointer | None = None
    end_date: Pointer | None = None  # points at "present", "heute" … when the job is current
    description: Pointer | None = None


class EducationDraft(BaseModel):
    institution: Pointer | None = None
    degree: Pointer | None = None
    field_of_study: Pointer | None = None
    start_date: Pointer | None = None
    end_date: Pointer | None = None
    grade: Pointer | None = None


class SkillDraft(BaseModel):
    name: Pointer | None = None
    category: Pointer | None = None


class CertificationDraft(BaseModel):
    name: Pointer | None = None
    issuer: Pointer | None = None
    issue_date: Pointer | None = None
    expiry_date: Pointer | None = None


class ProjectDraft(BaseModel):
    name: Pointer | None = None
    description: Pointer | None = None
    url: Pointer | None = None


class LanguageDraft(BaseModel):
    language: Pointer | None = None
    proficiency: Pointer | None = None


class ProfileDraft(BaseModel):
    personal_info: PersonalInfoDraft = Field(default_factory=PersonalInfoDraft)
    employment: list[EmploymentDraft] = []
    education: list[EducationDraft] = []
    skills: list[SkillDraft] = []
    certifications: list[CertificationDraft] = []
    projects: list[ProjectDraft] = []
    languages: list[LanguageDraft] = []
    # Who made this draft, where it was not the reader that was asked. Set by code: a model is not shown the field.
    read_by: SkipJsonSchema[str | None] = None
