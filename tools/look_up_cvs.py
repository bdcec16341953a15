from typing import Annotated

from pydantic import BaseModel, Field

from schemas.cv import ProcessingStatus
from schemas.lookup import CVSummary
from services import lookup
from tools.answers import ToolAnswer, bounded
from tools.caller import Run

Words = Annotated[str | None, Field(max_length=200)]


class CVLine(BaseModel):
    cv_id: int
    person_id: int
    name: str | None
    title: str | None
    location: str | None
    filename: str
    status: str
    sample: bool | None = None


class CVsFound(ToolAnswer):
    """`total` counts all CVs that fit, `cvs` are the first of them."""

    asked: dict[str, str]
    total: int
    cvs: list[CVLine]

    def rows(self) -> int:
        return self.total

    def note(self) -> str:
        return f"{self.total} {'CV' if self.total == 1 else 'CVs'}"


async def look_up_cvs(
    run: Run,
    name: Words = None,
    skill: Words = None,
    location: Words = None,
    employer: Words = None,
    language: Words = None,
    status: ProcessingStatus | None = None,
    limit: Annotated[int, Field(ge=1, le=20)] = 10,
) -> CVsFound:
    """List or count CVs by exact facts, all of which must hold. Use it for "who is called …", "how many CVs",
    "list the CVs from …"; to find people by what they can do, use search_experts. Of a person's versions the current
    one counts, unless CVs are asked for by their status.

    Args:
        name: A person's name, or a part of it.
        skill: One skill that the CV names.
        location: Where the person lives: a city or a country.
        employer: A company that the CV names.
        language: A language that the person speaks.
        status: How far the CV's reading is.
        limit: How many to list; the total is exact in any case.
    """
    turn = run.context
    async with turn.transaction() as (session, caller):
        page = await lookup.look_up_cvs(
            session, caller, name=name, skill=skill, location=location, employer=employer,
            language=language, status=status, current_only=status is None, limit=limit,
        )  # fmt: skip
    turn.cv_ids.update(cv.id for cv in page.items)
    wishes = {
        "name": name, "skill": skill, "location": location,
        "employer": employer, "language": language, "status": status,
    }  # fmt: skip
    asked = {wish: words for wish, words in wishes.items() if words}
    return CVsFound(asked=asked, total=page.total, cvs=[cv_line(cv) for cv in page.items])


def cv_line(cv: CVSummary) -> CVLine:
    """A CV as a list shows it to a model."""
    return CVLine(
        cv_id=cv.id,
        person_id=cv.person_id,
        name=bounded(cv.full_name, 100),
        title=bounded(cv.professional_title, 80),
        location=bounded(cv.location, 80),
        filename=cv.filename,
        status=cv.processing_status,
        sample=cv.is_sample or None,
    )
