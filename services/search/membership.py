"""Who meets what: one statement grades every readable CV on every criterion and counts exactly."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from models import Corpus, CVFile
from schemas.criteria import Criterion
from services.cv_filters import SEARCHABLE, UNREAD
from services.search.filters import graded
from services.search.lexicon import Lexicon
from services.search.ranking import PARTLY_EXCLUDES, WEIGHTS

POOL = 2_000  # people that are ranked; the totals count all
Grades = Mapping[int, int]  # cv id: grade


@dataclass(frozen=True, slots=True)
class CorpusState:
    """What is there to be searched at this moment."""

    version: int
    key: tuple[object, ...]  # changes with every change of a searchable CV
    model: str
    people: int
    unread: int  # samples among them
    unread_samples: int
    embeddings: int  # about how many passages have one


@dataclass(slots=True)
class Graded:
    """A person in the pool: `grades` in the order of the criteria."""

    person_id: int
    cv_id: int
    grades: list[int]
    fails: int
    score: int = 0
    relevance: float = 0.0


@dataclass(frozen=True, slots=True)
class Membership:
    """`total` people fail nowhere; `more[i]` fail at criterion i alone; `pool` holds the best of both."""

    total: int
    more: list[int]
    pool: list[Graded] = field(default_factory=list)


def readable_people() -> Any:
    """Everybody who has a current CV that was read, with that CV."""
    return (
        sa.select(CVFile.person_id.label("person"), CVFile.id.label("cv"))
        .where(SEARCHABLE)
        .distinct(CVFile.person_id)
        .order_by(CVFile.person_id, CVFile.id.desc())
    )


@cache
def _state_statement() -> Any:
    people = readable_people().subquery()
    size = sa.text(
        "(SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'passage_embeddings'::regclass)"
    )
    return sa.select(
        Corpus.version,
        Corpus.updated_at,
        Corpus.embedding_model,
        sa.select(sa.func.count()).select_from(people).scalar_subquery(),
        sa.select(sa.func.count()).where(UNREAD).scalar_subquery(),
        sa.select(sa.func.count()).where(UNREAD, CVFile.is_sample).scalar_subquery(),
        size,
    ).where(Corpus.id == 1)


async def corpus_state(session: AsyncSession) -> CorpusState:
    """The corpus as it stands, in one query."""
    row = (await session.execute(_state_statement())).one()
    version, changed, model, count, unread, samples, embeddings = row
    return CorpusState(version, (version, changed, count), model, count, unread, samples, embeddings)


async def find_members(
    session: AsyncSession,
    criteria: Sequence[Criterion],
    lexicon: Lexicon,
    *,
    as_of: dt.date,
    meaning: Mapping[str, Grades],
    person_ids: Sequence[int] | None = None,
) -> Membership:
    """Grade everybody on every criterion and count who fails where.

    `meaning` gives the grades of the free wishes by criterion id, computed before. `person_ids` keeps only these
    people, whatever they fail.
    """
    statement = _statement(criteria, lexicon, as_of=as_of, meaning=meaning, person_ids=person_ids)
    rows = (await session.execute(statement)).all()
    width = len(criteria)
    if not rows:
        return Membership(0, [0] * width)
    first = rows[0]
    pool = [Graded(row[0], row[1], list(row[4 : 4 + width]), row[2]) for row in rows if row[0] is not None]
    return Membership(first[3], list(first[4 + width : 4 + 2 * width]), pool)


def _statement(
    criteria: Sequence[Criterion],
    lexicon: Lexicon,
    *,
    as_of: dt.date,
    meaning: Mapping[str, Grades],
    person_ids: Sequence[int] | None,
) -> Any:
    people = readable_people().subquery("people")
    source: Any = people
    grades = []
    for number, criterion in enumerate(criteria):
        known = meaning.get(criterion.id)
        rows = graded(criterion, lexicon, as_of=as_of) if criterion.kind != "meaning" else _given(known or {})
        part = rows.subquery(f"g{number}")
        source = source.outerjoin(part, part.c.cv == people.c.cv)
        grades.append(sa.func.coalesce(part.c.grade, 0).label(f"grade{number}"))
    everybody = sa.select(people.c.person, people.c.cv, *grades).select_from(source)
    if person_ids is not None:
        everybody = everybody.where(people.c.person.in_(person_ids))
    return _counted(criteria, everybody.cte("graded"), everyone=person_ids is not None)


def _counted(criteria: Sequence[Criterion], people: Any, *, everyone: bool) -> Any:
    """Count over all people, then give the best: those who fail nowhere, then those who fail once."""
    columns = [people.c[f"grade{number}"] for number in range(len(criteria))]
    failing = [_fails(criterion, column) for criterion, column in zip(criteria, columns, strict=True)]
    fails: Any = sum((sa.cast(fail, sa.Integer) for fail in failing if fail is not None), start=sa.literal(0))
    if all(criterion.importance != "required" for criterion in criteria):
        shown = [
            column
            for criterion, column in zip(criteria, columns, strict=True)
            if criterion.importance == "preferred"
        ]
        if shown:
            none = sa.and_(*(column <= 0 for column in shown))
            fails = fails + sa.cast(none, sa.Integer) * 2
    points = sum(
        (WEIGHTS[c.importance] * sa.func.greatest(column, 0) for c, column in zip(criteria, columns, strict=True)
         if c.importance != "excluded"), start=sa.literal(0),
    )  # fmt: skip
    tally = sa.select(people, fails.label("fails"), points.label("points")).cte("tally")
    more = [
        sa.func.count().filter(tally.c.fails == 1, failed) if failed is not None else sa.literal(0)
        for failed in (_fails(c, tally.c[f"grade{n}"]) for n, c in enumerate(criteria))
    ]
    counts = sa.select(
        sa.func.count().filter(tally.c.fails == 0).label("total"),
        *(count.label(f"more{number}") for number, count in enumerate(more)),
    ).cte("counts")
    ordered = sa.select(tally).order_by(tally.c.fails, tally.c.points.desc(), tally.c.person).limit(POOL)
    if not everyone:
        ordered = ordered.where(tally.c.fails <= 1)
    best = ordered.subquery("best")
    return sa.select(
        best.c.person,
        best.c.cv,
        best.c.fails,
        counts.c.total,
        *(best.c[f"grade{number}"] for number in range(len(criteria))),
        *(counts.c[f"more{number}"] for number in range(len(criteria))),
    ).select_from(counts.outerjoin(best, sa.true()))


def _fails(criterion: Criterion, grade: Any) -> Any:
    """Whether a grade keeps somebody out; None for a criterion that keeps nobody out."""
    if criterion.importance == "required":
        return grade < 2
    if criterion.importance == "excluded":
        return grade >= (1 if criterion.kind in PARTLY_EXCLUDES else 2)
    return None


def _given(grades: Grades) -> sa.Select[Any]:
    integers = ARRAY(sa.BigInteger)
    given = (
        sa.func.unnest(
            sa.cast(sa.literal(list(grades), integers), integers),
            sa.cast(sa.literal(list(grades.values()), integers), integers),
        )
        .table_valued(sa.column("cv", sa.BigInteger), sa.column("grade", sa.BigInteger), name="given")
        .render_derived()
    )
    return sa.select(given.c.cv, given.c.grade)
