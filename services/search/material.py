"""What the shown CVs say: the rows that verdicts quote from, loaded in a fixed number of queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Certification,
    CVFile,
    CVText,
    Education,
    Employment,
    Language,
    Passage,
    PersonalInfo,
    Skill,
)
from schemas.criteria import Criterion
from services.passages import InternalChar
from services.search.filters import names_forms
from services.search.forms import Forms, text_query

TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "jobs": (
        Employment,
        ("company_name", "job_title", "location", "country_code", "description", "start_date", "start_precision",
         "end_date", "end_precision", "is_current", "position"),
    ),
    "skills": (Skill, ("name", "canonical")),
    "languages": (Language, ("language", "proficiency", "language_code")),
    "certifications": (Certification, ("name",)),
    "education": (Education, ("degree", "degree_level", "field_of_study", "institution")),
}  # fmt: skip
NEEDED = {
    "skill": ("skills", "jobs"), "title": ("jobs",), "seniority": ("jobs",), "years": ("jobs",), "place": ("jobs",),
    "language": ("languages",), "degree": ("education",), "field": ("education",),
    "certification": ("certifications",), "employer": ("jobs",), "industry": ("jobs",), "name": (), "meaning": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an extracted table: its values by column, and the evidence by field."""

    values: dict[str, Any]
    evidence: dict[str, dict[str, Any]]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage with the CV's own text of it; `kind` "A" skills, "B" jobs and projects, "C" other, "D" certificates."""

    id: int
    page: int
    start: int
    text: str
    kind: str


@dataclass(slots=True)
class Material:
    """One CV as far as the criteria need it."""

    person_id: int
    cv_id: int
    status: str
    is_sample: bool
    created: dt.date
    info: Row
    parts: dict[str, list[Row]] = field(default_factory=dict)
    passages: list[PassageText] = field(default_factory=list)


async def load_material(
    session: AsyncSession,
    cv_ids: Sequence[int],
    criteria: Sequence[Criterion],
    *,
    forms: Forms,
    passage_ids: Sequence[int],
) -> dict[int, Material]:
    """The shown CVs by id; passages are those that show `forms` or are named in `passage_ids`."""
    found = await _heads(session, cv_ids)
    needed = {part for criterion in criteria for part in NEEDED[criterion.kind]}
    for part in sorted(needed):
        for cv, row in await _rows(session, part, cv_ids):
            found[cv].parts.setdefault(part, []).append(row)
    if not forms.empty or passage_ids:
        for cv, passage in await _passages(session, cv_ids, forms, passage_ids):
            found[cv].passages.append(passage)
    return found


HEAD_FIELDS = ("full_name", "professional_title", "location", "country_code")


async def _heads(session: AsyncSession, cv_ids: Sequence[int]) -> dict[int, Material]:
    rows = await session.execute(_heads_statement(), {"cv_ids": list(cv_ids)})
    return {
        row[1]: Material(
            person_id=row[0],
            cv_id=row[1],
            status=row[2],
            is_sample=row[3],
            created=row[4].astimezone(dt.UTC).date(),
            info=Row(dict(zip(HEAD_FIELDS, row[6:], strict=True)), row[5] or {}),
        )
        for row in rows
    }


# Building a statement takes longer than running it: those that never change are built once.
@cache
def _heads_statement() -> Any:
    columns = [getattr(PersonalInfo, name) for name in HEAD_FIELDS]
    return (
        sa.select(
            CVFile.person_id, CVFile.id, CVFile.processing_status, CVFile.is_sample, CVFile.created_at,
            PersonalInfo.evidence, *columns,
        )
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVFile.id)
        .where(among(CVFile.id, "cv_ids"))
    )  # fmt: skip


async def _rows(session: AsyncSession, part: str, cv_ids: Sequence[int]) -> list[tuple[int, Row]]:
    rows = await session.execute(_rows_statement(part), {"cv_ids": list(cv_ids)})
    names = TABLES[part][1]
    return [(row[0], Row(dict(zip(names, row[2:], strict=True)), row[1] or {})) for row in rows]


@cache
def _rows_statement(part: str) -> Any:
    table, names = TABLES[part]
    columns = [getattr(table, name) for name in names]
    return (
        sa.select(table.cv_file_id, table.evidence, *columns)
        .where(among(table.cv_file_id, "cv_ids"))
        .order_by(table.cv_file_id, table.position, table.id)
    )


async def _passages(
    session: AsyncSession, cv_ids: Sequence[int], forms: Forms, passage_ids: Sequence[int]
) -> list[tuple[int, PassageText]]:
    rows = await session.execute(
        _passages_statement(forms.cased),
        {"cv_ids": list(cv_ids), "passage_ids": list(passage_ids), "query": text_query(forms.plain)},
    )
    return [(row[0], PassageText(row[1], row[2], row[3], row[4], row[5])) for row in rows]


@lru_cache(maxsize=100)
def _passages_statement(cased: tuple[str, ...]) -> Any:
    """Passages with the text that they span; offsets of PostgreSQL's substr and of ours are code points."""
    own_words = sa.func.substr(CVText.text, Passage.start + 1, Passage.end - Passage.start)
    kind = sa.case(*((_has_weight(weight), weight.upper()) for weight in "dba"), else_="C")
    simple = sa.cast(sa.literal("simple"), REGCONFIG)
    query = sa.select(sa.func.to_tsquery(simple, sa.bindparam("query", type_=sa.Text))).scalar_subquery()
    shown = sa.or_(
        Passage.tsv.bool_op("@@")(query), names_forms(Forms((), cased)), among(Passage.id, "passage_ids")
    )
    return (
        sa.select(Passage.cv_file_id, Passage.id, Passage.page, Passage.start, own_words, kind)
        .join(CVText, CVText.cv_file_id == Passage.cv_file_id)
        .where(among(Passage.cv_file_id, "cv_ids"), shown)
        .order_by(Passage.cv_file_id, Passage.position)
    )


def _has_weight(weight: str) -> sa.ColumnElement[bool]:
    letters = sa.cast(sa.literal([weight], ARRAY(sa.Text)), ARRAY(InternalChar))
    return sa.func.length(sa.func.ts_filter(Passage.tsv, letters)) > 0


def among(column: Any, name: str) -> sa.ColumnElement[bool]:
    """`column = ANY(:name)`: the ids are bound as one array when the statement runs."""
    return sa.type_coerce(column, sa.BigInteger) == sa.any_(sa.bindparam(name, type_=ARRAY(sa.BigInteger)))
