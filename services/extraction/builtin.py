"""The reader that needs no model: layout, typography, dates and the meaning of headings."""

from schemas.document import ReadDocument
from schemas.draft import ProfileDraft
from services.extraction.beside import pair_columns
from services.extraction.careers import read_jobs
from services.extraction.certificates import read_certifications
from services.extraction.contact import read_contact
from services.extraction.education import read_education
from services.extraction.languages import read_languages
from services.extraction.projects import read_projects
from services.extraction.sections import Section, cut_sections
from services.extraction.skills import read_skills
from services.extraction.view import rows_of
from services.reading.child import run_in_child
from services.reading.limits import EXTRACTING


class BuiltinReader:
    """Reads in a child process, so that no text can hold up the worker."""

    name = "builtin"

    async def read(self, document: ReadDocument) -> ProfileDraft:
        """Raises ReadingFailed when the limits of the child process are reached."""
        return await run_in_child(draft_profile, document, limits=EXTRACTING)


def draft_profile(document: ReadDocument) -> ProfileDraft:
    """Every part of the profile as pointers into the document."""
    rows = pair_columns(rows_of(document))
    if not rows:
        return ProfileDraft()
    sections = cut_sections(rows)
    draft = ProfileDraft(personal_info=read_contact(sections, rows))
    for section in sections:
        _read_section(draft, section)
    return draft


def _read_section(draft: ProfileDraft, section: Section) -> None:
    if section.kind == "experience":
        draft.employment += read_jobs(section.rows)
    elif section.kind == "education":
        draft.education += read_education(section.rows)
    elif section.kind == "skills":
        draft.skills += read_skills(section.rows)
    elif section.kind == "languages":
        draft.languages += read_languages(section.rows)
    elif section.kind == "certifications":
        draft.certifications += read_certifications(section.rows)
    elif section.kind == "projects":
        draft.projects += read_projects(section.rows)
