"""The reader that needs no model: layout, typography, dates and the meaning of headings."""

from schemas.document import ReadDocument
from schemas.draft import LanguageDraft, ProfileDraft
from services.extraction.calibration import calibrate
from services.extraction.contact.contact import read_contact
from services.extraction.contact.patterns import EMAIL
from services.extraction.entries.careers import read_jobs
from services.extraction.entries.education import read_education
from services.extraction.entries.projects import read_projects
from services.extraction.folding import fold
from services.extraction.lists.certificates import read_certifications
from services.extraction.lists.languages import read_languages, states_language
from services.extraction.lists.skills import read_skills
from services.extraction.sections.beside import pair_columns
from services.extraction.sections.content import settle_kinds
from services.extraction.sections.sections import Section, cut_sections
from services.extraction.sections.view import Row, rows_of
from services.reading.limits import EXTRACTING
from services.reading.sandbox.child import run_in_child

KNOWN = ("experience", "education", "skills", "languages", "summary", "contact", "certifications", "projects")
ENOUGH_KINDS, FEW_KINDS = (
    2,
    0.07,
)  # known sections from which a document is understood; doubt where there are fewer
ELSEWHERE = (None, "contact", "skills", "other", "interests")  # sections in which languages may stand, too


class BuiltinReader:
    """Reads in a child process, so that no text can hold up the worker."""

    name = "builtin"

    async def read(self, document: ReadDocument) -> ProfileDraft:
        """Raises ReadingFailed when the limits of the child process are reached."""
        return await run_in_child(draft_profile, document, limits=EXTRACTING)


def draft_profile(document: ReadDocument, *, calibrated: bool = True) -> ProfileDraft:
    """Every part of the profile as pointers into the document; not `calibrated`, the rules' own confidences."""
    rows = pair_columns(rows_of(document))
    if not rows:
        return ProfileDraft()
    sections = settle_kinds(cut_sections(rows))
    draft = ProfileDraft(personal_info=read_contact(sections, rows))
    for section in sections:
        _read_section(draft, section)
    if not draft.languages:
        draft.languages = _languages_elsewhere(sections)
    _name_once(draft)
    if calibrated:
        known = {section.kind for section in sections} & set(KNOWN)
        calibrate(draft, doubt=0.0 if len(known) >= ENOUGH_KINDS else FEW_KINDS)
    return draft


def _languages_elsewhere(sections: list[Section]) -> list[LanguageDraft]:
    """Languages with their levels among the skills or the personal details, where no section is theirs."""
    rows = [row for section in sections if section.kind in ELSEWHERE for row in section.rows]
    return read_languages([row for row in rows if states_language(row)])


def _name_once(draft: ProfileDraft) -> None:
    """A skill of several sections once, and no row of languages among the skills."""
    spoken = {
        (entry.language.line, fold(entry.language.words or "")) for entry in draft.languages if entry.language
    }
    seen: set[str] = set()
    kept = []
    for skill in draft.skills:
        words = fold(skill.name.words or "") if skill.name else ""
        told = skill.name is not None and any(
            line == skill.name.line and words.startswith(name) for line, name in spoken
        )
        if words not in seen and not told:
            kept.append(skill)
        seen.add(words)
    draft.skills = kept


def _read_section(draft: ProfileDraft, section: Section) -> None:
    if section.kind == "experience":
        draft.employment += read_jobs(section.rows)
    elif section.kind == "education":
        draft.education += read_education(section.rows)
    elif section.kind == "skills":
        draft.skills += read_skills(_without_contacts(section.rows))
    elif section.kind == "languages":
        draft.languages += read_languages(_without_contacts(section.rows))
    elif section.kind == "certifications":
        draft.certifications += read_certifications(_without_contacts(section.rows))
    elif section.kind == "projects":
        draft.projects += read_projects(section.rows)


def _without_contacts(rows: list[Row]) -> list[Row]:
    """A list without a line of contact data that stands below it."""
    return [row for row in rows if not EMAIL.search(row.text)]
