"""What a search answers: people, a verdict per criterion, exact totals."""

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.criteria import Criterion, Understood

VerdictWord = Literal["met", "partly", "not_shown", "contradicted"]


class Verdict(BaseModel):
    """How a CV answers one wish, with the words that show it.

    For an excluded criterion "met" means that nothing in the CV shows it, "contradicted" that the CV does.
    """

    criterion: str  # Criterion.id
    verdict: VerdictWord
    quote: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    note: str | None = None  # derived facts, such as "6 years 2 months, 2018-03 to 2024-05"


class Candidate(BaseModel):
    """A person in a result list. `score` (0 to 100) is visible arithmetic over the verdicts."""

    person_id: int
    cv_id: int
    full_name: str | None
    professional_title: str | None = None
    location: str | None = None
    score: int
    required_met: int = 0
    required_total: int = 0
    verdicts: list[Verdict] = []
    cv_date: dt.date | None = None  # when this CV was handed in
    is_sample: bool = False
    needs_review: bool = False


class NearMiss(Candidate):
    """Somebody who fails by exactly one required criterion."""

    missing: str  # Criterion.id


class Relaxation(BaseModel):
    """What dropping a required criterion would add."""

    criterion: str
    more: int


class SearchAnswer(BaseModel):
    """`total` people meet every required criterion and no exclusion, out of `people` who have a readable CV;
    `unread` CVs, samples among them, are still on their way and were not read before."""

    run_id: UUID
    question: str
    understood: Understood
    total: int
    people: int
    unread: int = 0
    unread_samples: int = 0
    as_of: dt.date
    corpus_version: int
    results: list[Candidate] = []
    near_misses: list[NearMiss] = []
    relaxations: list[Relaxation] = []


class SearchRequest(BaseModel):
    """`POST /search`. With `criteria` the question is not read again: the edited criteria are used as they are."""

    query: str = Field(default="", max_length=20_000)
    limit: int = Field(default=20, ge=1, le=100)
    criteria: list[Criterion] | None = Field(default=None, max_length=30)
