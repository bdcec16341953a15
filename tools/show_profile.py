from pydantic import BaseModel

from schemas.profile import StoredProfile
from services.access import readable_cv
from services.doubts import unsure
from services.lookup import check_read
from services.profiles import load_profile
from tools.answers import ToolAnswer, bounded
from tools.caller import Run

MOST_ENTRIES = 12
MOST_SKILLS = 40
LONGEST_DOUBT = 100  # characters
COUNTED = ("employment", "education", "skills", "certifications", "projects", "languages")


class Entry(BaseModel):
    what: str | None
    where: str | None = None
    start: str | None = None
    end: str | None = None
    current: bool | None = None


class ProfileShown(ToolAnswer):
    """What the CV says, without contacts: the page's card shows those to people who may see them."""

    cv_id: int
    person_id: int
    name: str | None
    title: str | None
    location: str | None
    summary: str | None
    employment: list[Entry]
    education: list[Entry]
    skills: list[str]
    languages: list[Entry]
    certifications: list[Entry]
    projects: list[str]
    counts: dict[str, int]  # of all entries: the lists above hold the first of them
    unsure: list[str]  # what was read with doubt, as the page's card names it

    def note(self) -> str:
        return f"profile of CV {self.cv_id}"


async def show_profile(run: Run, cv_id: int) -> ProfileShown:
    """Open a CV's profile on the page: everything that was read from it, each value with its quote.

    Args:
        cv_id: The CV's number, as uploads, look-ups and searches give it.
    """
    turn = run.context
    async with turn.transaction() as (session, caller):
        cv = await readable_cv(session, caller, cv_id)
        check_read(cv)
        profile = await load_profile(session, cv)
    turn.show("profile", cv_id, cv_ids=[cv_id])
    return _shown(profile)


def _shown(profile: StoredProfile) -> ProfileShown:
    info = profile.personal_info
    return ProfileShown(
        cv_id=profile.cv_id,
        person_id=profile.person_id,
        name=bounded(info.full_name, 100),
        title=bounded(info.professional_title, 100),
        location=bounded(info.location, 100),
        summary=bounded(info.summary, 300),
        employment=[
            Entry(
                what=bounded(job.job_title, 100),
                where=bounded(job.company_name, 100),
                start=job.start_date,
                end=job.end_date,
                current=job.is_current or None,
            )
            for job in profile.employment[:MOST_ENTRIES]
        ],
        education=[
            Entry(what=bounded(study.degree, 100), where=bounded(study.institution, 100), end=study.end_date)
            for study in profile.education[:MOST_ENTRIES]
        ],
        skills=[skill.name[:60] for skill in profile.skills[:MOST_SKILLS] if skill.name],
        languages=[Entry(what=tongue.language, where=tongue.proficiency) for tongue in profile.languages],
        certifications=[
            Entry(what=bounded(proof.name, 100), where=bounded(proof.issuer, 100))
            for proof in profile.certifications[:MOST_ENTRIES]
        ],
        projects=[project.name[:100] for project in profile.projects[:MOST_ENTRIES] if project.name],
        counts={part: len(getattr(profile, part)) for part in COUNTED},
        unsure=[words[:LONGEST_DOUBT] for words in unsure(profile)[:MOST_ENTRIES]],
    )
