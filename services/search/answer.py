"""The answer of a search: the people on its page with their proven verdicts, and the numbers around them."""

import datetime as dt
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from schemas.criteria import Criterion, Understood
from schemas.cv import ProcessingStatus
from schemas.results import Candidate, NearMiss, Relaxation, SearchAnswer
from services.search.lexicon import Lexicon
from services.search.material import Material, load_material
from services.search.membership import CorpusState, Graded, Membership
from services.search.ranking import rank_key, verdict_word
from services.search.verdicts import Sources, forms_of, verdict_of

MOST_NEAR_MISSES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it goes through the search."""

    question: str
    understood: Understood
    as_of: dt.date
    state: CorpusState
    lexicon: Lexicon

    @property
    def criteria(self) -> list[Criterion]:
        return self.understood.criteria


@dataclass(frozen=True, slots=True)
class Page:
    """The people that are shown, in order."""

    membership: Membership
    results: list[Graded]
    near: list[Graded]
    everybody: bool

    @classmethod
    def of(cls, membership: Membership, *, limit: int, everybody: bool = False) -> Self:
        """The first `limit` of those who meet everything, and those who come nearest; or simply everybody."""
        if everybody:
            return cls(membership, membership.pool, [], everybody)
        members = [person for person in membership.pool if person.fails == 0]
        near = [person for person in membership.pool if person.fails == 1]
        return cls(membership, members[:limit], near, everybody)


async def present(session: AsyncSession, page: Page, asked: Asked, sources: Sources) -> SearchAnswer:
    """The answer, with a verdict and its proof for each person and wish. Its run_id is still to be given."""
    criteria, state = asked.criteria, asked.state
    missing = _near_misses(page.near, criteria)
    shown = [*page.results, *(person for person, _ in missing)]
    cv_ids = [person.cv_id for person in shown]
    best = [
        sources.best_passages.get((c.id, cv), 0) for c in criteria if c.kind == "meaning" for cv in cv_ids
    ]
    material = await load_material(
        session, cv_ids, criteria, forms=forms_of(criteria), passage_ids=sorted(set(best) - {0})
    )
    answer = SearchAnswer(
        run_id=UUID(int=0),
        question=asked.question,
        understood=asked.understood,
        total=page.membership.total,
        people=len(page.results) if page.everybody else state.people,
        unread=state.unread,
        unread_samples=state.unread_samples,
        as_of=asked.as_of,
        corpus_version=state.version,
        results=[_candidate(person, criteria, material[person.cv_id], sources) for person in page.results],
    )
    for person, criterion in missing:
        candidate = _candidate(person, criteria, material[person.cv_id], sources)
        answer.near_misses.append(NearMiss(**candidate.model_dump(), missing=criterion.id))
    answer.relaxations = [] if page.everybody else _relaxations(page.membership, criteria)
    return answer


def _near_misses(pool: list[Graded], criteria: list[Criterion]) -> list[tuple[Graded, Criterion]]:
    """Those who lack one required thing; where it is all that was asked, only those who show it partly.

    Who shows something excluded is not near. Partly shown goes before not shown. A free wish alone has none: its
    people are near already.
    """
    if all(criterion.kind == "meaning" for criterion in criteria):
        return []
    only_one = sum(criterion.importance == "required" for criterion in criteria) == 1
    found = []
    for person in pool:
        for criterion, grade in zip(criteria, person.grades, strict=True):
            if criterion.importance == "required" and grade < 2 and (grade == 1 or not only_one):
                found.append((person, criterion, grade))
    found.sort(key=lambda item: (item[2] != 1, rank_key(item[0])))
    return [(person, criterion) for person, criterion, _ in found[:MOST_NEAR_MISSES]]


def _relaxations(membership: Membership, criteria: list[Criterion]) -> list[Relaxation]:
    """What dropping one deciding wish would add; nothing where there is only one."""
    deciding = [criterion for criterion in criteria if criterion.importance != "preferred"]
    if len(deciding) < 2:
        return []
    pairs = zip(criteria, membership.more, strict=True)
    return [
        Relaxation(criterion=c.id, more=more) for c, more in pairs if more and c.importance != "preferred"
    ]


def _candidate(person: Graded, criteria: list[Criterion], material: Material, sources: Sources) -> Candidate:
    graded = list(zip(criteria, person.grades, strict=True))
    deciding = [(c, grade) for c, grade in graded if c.importance != "preferred"]
    return Candidate(
        person_id=person.person_id,
        cv_id=person.cv_id,
        full_name=material.info["full_name"],
        professional_title=material.info["professional_title"],
        location=material.info["location"],
        score=person.score,
        required_met=sum(verdict_word(c, grade) == "met" for c, grade in deciding),
        required_total=len(deciding),
        verdicts=[verdict_of(criterion, grade, material, sources) for criterion, grade in graded],
        cv_date=material.created,
        is_sample=material.is_sample,
        needs_review=material.status == ProcessingStatus.NEEDS_REVIEW,
    )
