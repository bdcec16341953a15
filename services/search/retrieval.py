"""How near CVs are to a wish: by their words (BM25 over people) and by meaning (embeddings of their passages)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from pgvector.sqlalchemy import HALFVEC, VECTOR
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG
from sqlalchemy.ext.asyncio import AsyncSession

from models import Passage, PassageEmbedding
from schemas.criteria import Criterion
from services.cv_filters import OLDER
from services.embedding import Vectors
from services.passages import text_configuration
from services.search.cues import fillers
from services.search.forms import certificate_forms, skill_forms, text_query
from services.search.material import among
from services.words import SIGNS, words_of

K1 = 1.2  # BM25's usual saturation: the tenth passage that names a word adds little
EXACT_LIMIT = 20_000  # passages up to which every distance is computed: about 10 ms
NEAREST = 1_000  # passages that the index gives for larger corpora, the most that it can
LONGEST_TERMS = 64


@dataclass(frozen=True, slots=True)
class Near:
    """The cosine of a CV's best passage, and which passage that is."""

    similarity: float
    passage_id: int


@dataclass(frozen=True, slots=True)
class Words:
    """BM25 of a CV, and how many words of the free wish it holds."""

    weight: float
    wished: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is looked for by words: `exact` queries of skills and certificates, `wished` words of the free wish."""

    exact: tuple[str, ...]
    wished: tuple[str, ...]
    configuration: str


def terms_of(criteria: Sequence[Criterion], question: str) -> Terms:
    """The words that count for relevance; never a name, a place or an employer."""
    exact, wished = [], []
    for criterion in criteria:
        if criterion.importance == "excluded":
            continue
        if criterion.kind == "skill":
            exact.append(text_query(skill_forms(tuple(criterion.value)).plain))
        elif criterion.kind == "certification":
            exact.append(text_query(certificate_forms(criterion.value).plain))
        elif criterion.kind == "meaning":
            wished += [word for value in criterion.value for word in content_words(value)]
    kept = tuple(dict.fromkeys(wished))[:LONGEST_TERMS]
    return Terms(tuple(filter(None, exact))[:LONGEST_TERMS], kept, text_configuration(question))


def content_words(text: str) -> list[str]:
    """The folded words that carry content, as the index holds them."""
    return [
        SIGNS.get(w.folded, w.folded)
        for w in words_of(text)
        if w.folded not in fillers() and len(w.folded) > 1
    ]


async def near_words(
    session: AsyncSession, terms: Terms, *, people: int, cv_ids: Sequence[int] | None = None
) -> dict[int, Words]:
    """BM25 with people as documents: a term's weight is its rarity among them, its frequency the number of
    passages that hold it. `cv_ids` keeps only these CVs, the rarity stays that of all."""
    if not terms.exact and not terms.wished:
        return {}
    values = {
        "queries": [*terms.exact, *terms.wished],
        "exact": len(terms.exact),
        "configuration": terms.configuration,
        "people": float(people),
    }
    if cv_ids is not None:
        values["cv_ids"] = list(cv_ids)
    rows = await session.execute(_words_statement(everybody=cv_ids is None), values)
    return {cv: Words(float(weight), wished) for cv, weight, wished in rows}


@cache
def _words_statement(*, everybody: bool) -> Any:
    hits = _hits()
    rarity = sa.select(hits.c.n, sa.func.count().label("df")).group_by(hits.c.n).cte("rarity")
    people = sa.bindparam("people", type_=sa.Float)
    idf = sa.func.ln(1 + (people - rarity.c.df + 0.5) / (rarity.c.df + 0.5))
    weight = sa.func.sum(sa.func.greatest(idf, 0.01) * hits.c.tf * (K1 + 1) / (hits.c.tf + K1))
    wished = sa.func.count().filter(hits.c.n > sa.bindparam("exact", type_=sa.Integer))
    statement = sa.select(hits.c.cv, weight, wished).join(rarity, rarity.c.n == hits.c.n).group_by(hits.c.cv)
    return statement if everybody else statement.where(among(hits.c.cv, "cv_ids"))


def _hits() -> Any:
    """(term, CV, number of its passages that hold the term); terms are numbered from 1, the wished words last,
    which count by their stems too."""
    given = (
        sa.func.unnest(sa.bindparam("queries", type_=ARRAY(sa.Text)))
        .table_valued(sa.column("query", sa.Text), with_ordinality="n", name="given")
        .render_derived()
    )
    exact = sa.func.to_tsquery(sa.cast(sa.literal("simple"), REGCONFIG), given.c.query)
    stems = sa.func.to_tsquery(
        sa.cast(sa.bindparam("configuration", type_=sa.Text), REGCONFIG), given.c.query
    )
    by_stem = given.c.n > sa.bindparam("exact", type_=sa.Integer)
    query = sa.case((by_stem, exact.op("||")(stems)), else_=exact)
    terms = sa.select(given.c.n, query.label("query")).cte("terms").prefix_with("MATERIALIZED")
    return (
        sa.select(terms.c.n, Passage.cv_file_id.label("cv"), sa.func.count().label("tf"))
        .join(Passage, Passage.tsv.bool_op("@@")(terms.c.query))
        .where(Passage.cv_file_id.not_in(OLDER))  # a person counts once, also for how rare a word is
        .group_by(terms.c.n, Passage.cv_file_id)
        .cte("hits")
    )


async def near_meaning(
    session: AsyncSession,
    vector: Vectors,
    *,
    model: str,
    embeddings: int,
    cv_ids: Sequence[int] | None = None,
) -> dict[int, Near]:
    """The nearest passage of each CV. Exact over `cv_ids`, and over everything while the corpus is small; beyond
    that the index gives the nearest passages of all."""
    if cv_ids is None and embeddings > EXACT_LIMIT:
        return await _nearest(session, vector, model=model)
    values = {"vector": vector.tolist(), "model": model}
    if cv_ids is not None:
        values["cv_ids"] = list(cv_ids)
    return _rolled_up(await session.execute(_meaning_statement(everybody=cv_ids is None), values))


@cache
def _meaning_statement(*, everybody: bool) -> Any:
    distance = PassageEmbedding.embedding.cosine_distance(sa.bindparam("vector", type_=VECTOR()))
    statement = (
        sa.select(Passage.cv_file_id, Passage.id, distance.label("distance"))
        .join(PassageEmbedding, PassageEmbedding.passage_id == Passage.id)
        .where(PassageEmbedding.model == sa.bindparam("model", type_=sa.Text))
    )
    if not everybody:
        statement = statement.where(among(Passage.cv_file_id, "cv_ids"))
    rows = statement.subquery()
    return (
        sa.select(rows.c.cv_file_id, rows.c.id, rows.c.distance)
        .distinct(rows.c.cv_file_id)
        .order_by(rows.c.cv_file_id, rows.c.distance, rows.c.id)
    )


async def _nearest(session: AsyncSession, vector: Vectors, *, model: str) -> dict[int, Near]:
    await session.execute(sa.select(sa.func.set_config("hnsw.ef_search", str(NEAREST), True)))
    size = HALFVEC(len(vector))
    distance = sa.cast(PassageEmbedding.embedding, size).cosine_distance(vector.tolist())
    nearest = (
        sa.select(PassageEmbedding.passage_id, distance.label("distance"))
        .where(PassageEmbedding.model == model)
        .order_by(distance)
        .limit(NEAREST)
        .subquery()
    )
    statement = (
        sa.select(Passage.cv_file_id, Passage.id, nearest.c.distance)
        .join(nearest, nearest.c.passage_id == Passage.id)
        .order_by(nearest.c.distance.desc(), Passage.id.desc())
    )
    return _rolled_up(await session.execute(statement))


def _rolled_up(rows: Any) -> dict[int, Near]:
    """Passages become people; of several rows of a CV the last is kept."""
    return {cv: Near(1.0 - float(distance), passage) for cv, passage, distance in rows}
