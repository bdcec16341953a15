"""What tools answer: bounded, because a model reads it, and exact, because its numbers are repeated."""

from collections.abc import Sequence

from pydantic import BaseModel

from schemas.criteria import Criterion
from schemas.results import Candidate, SearchAnswer, Verdict

MOST_PEOPLE = 10  # shown to the model; the page's cards show the whole list
MOST_NEAR_MISSES = 5
LONGEST_QUOTE = 200  # characters


class ToolAnswer(BaseModel):
    """Goes to the model as one JSON object, so that a CV's words stay strings inside data."""

    def rows(self) -> int | None:
        """How many things were found, where counting makes sense."""
        return None

    def note(self) -> str:
        """A few words for the step that the page shows."""
        return "done"

    def for_model(self) -> str:
        return self.model_dump_json(exclude_none=True)


def bounded(text: str | None, longest: int = LONGEST_QUOTE) -> str | None:
    """The text's beginning, marked where it was cut."""
    if text is None or len(text) <= longest:
        return text
    return text[: longest - 2].rstrip() + " …"


class VerdictLine(BaseModel):
    wish: str
    verdict: str
    quote: str | None = None
    page: int | None = None
    note: str | None = None


class PersonLine(BaseModel):
    person_id: int
    cv_id: int
    name: str | None
    title: str | None = None
    location: str | None = None
    score: int
    required: str  # "2 of 2"
    verdicts: list[VerdictLine]
    sample: bool | None = None
    unsure: bool | None = None  # the CV still needs a human's look
    missing: str | None = None  # the one wish that a near miss fails


class Wish(BaseModel):
    id: str
    kind: str
    text: str
    importance: str
    more_without: int | None = None  # how many people dropping it would add


class PeopleFound(ToolAnswer):
    """`total` people fit, out of `people`; the lists hold the first of them."""

    run_id: str
    question: str
    understood: list[Wish]
    ignored: list[str]
    total: int
    people: int
    unread: int
    unread_samples: int
    results: list[PersonLine]
    near_misses: list[PersonLine]
    near_misses_total: int = 0  # how many there are; the list holds the first of them

    def rows(self) -> int:
        return self.total

    def note(self) -> str:
        return f"{self.total} of {self.people} people"


def people_found(answer: SearchAnswer) -> PeopleFound:
    """A search's answer, cut to what a model needs to speak about it."""
    wishes = {criterion.id: criterion.text for criterion in answer.understood.criteria}
    misses = answer.near_misses[:MOST_NEAR_MISSES]
    return PeopleFound(
        run_id=str(answer.run_id),
        question=bounded(answer.question, 500) or "",
        understood=_wishes(answer),
        ignored=answer.understood.ignored[:20],
        total=answer.total,
        people=answer.people,
        unread=answer.unread,
        unread_samples=answer.unread_samples,
        results=[_person(person, wishes) for person in answer.results[:MOST_PEOPLE]],
        near_misses=[_person(miss, wishes, missing=wishes.get(miss.missing)) for miss in misses],
        near_misses_total=len(answer.near_misses),
    )


def _wishes(answer: SearchAnswer) -> list[Wish]:
    more = {relaxation.criterion: relaxation.more for relaxation in answer.relaxations}
    return [_wish(criterion, more.get(criterion.id)) for criterion in answer.understood.criteria]


def _wish(criterion: Criterion, more: int | None) -> Wish:
    return Wish(
        id=criterion.id,
        kind=criterion.kind,
        text=criterion.text,
        importance=criterion.importance,
        more_without=more,
    )


def _person(person: Candidate, wishes: dict[str, str], missing: str | None = None) -> PersonLine:
    return PersonLine(
        person_id=person.person_id,
        cv_id=person.cv_id,
        name=person.full_name,
        title=bounded(person.professional_title, 80),
        location=bounded(person.location, 80),
        score=person.score,
        required=f"{person.required_met} of {person.required_total}",
        verdicts=_verdicts(person.verdicts, wishes),
        sample=person.is_sample or None,
        unsure=person.needs_review or None,
        missing=missing,
    )


def _verdicts(verdicts: Sequence[Verdict], wishes: dict[str, str]) -> list[VerdictLine]:
    return [
        VerdictLine(
            wish=wishes.get(verdict.criterion, verdict.criterion),
            verdict=verdict.verdict,
            quote=bounded(verdict.quote),
            page=verdict.page,
            note=bounded(verdict.note),
        )
        for verdict in verdicts
    ]
