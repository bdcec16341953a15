"""A person's CVs as versions: which one is current, and what is left of a person when a CV goes.

The current version is the newest that was read. How new a CV is, its own dates say: the latest past date that it
states of a job, a degree or a certificate, or the day it was handed in where it states none; between equals, the
one handed in last. What is current is thus a function of the rows: joining, undoing and erasing settle it anew.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Certification, CVFile, Education, Employment, Person, PersonalInfo, PersonJoin, PersonMove
from schemas.people import CVVersion
from services.access import Caller, Permission, visible_cvs

DATED = (
    Employment.start_date, Employment.end_date, Education.start_date, Education.end_date,
    Certification.issue_date,
)  # fmt: skip


def dated(cv: Any = CVFile) -> sa.ColumnElement[dt.date]:
    """The date that tells how new a CV is; `cv` is CVFile or an alias of it."""
    handed_in = sa.cast(sa.func.timezone("UTC", cv.created_at), sa.Date)
    stated = [
        sa.select(sa.func.max(column))
        .where(column.class_.cv_file_id == cv.id, column <= handed_in)
        .correlate(cv)
        .scalar_subquery()
        for column in DATED
    ]
    return sa.func.coalesce(sa.func.greatest(*stated), handed_in)


def newest_first(cv: Any = CVFile) -> tuple[sa.ColumnElement[Any], ...]:
    """The order in which a person's versions stand: read ones first, the newest of them before all."""
    return cv.processed.desc(), dated(cv).desc(), cv.created_at.desc(), cv.id.desc()


def current_for(caller: Caller) -> sa.SQLColumnExpression[bool]:
    """Whether a CV is its person's current one as far as the caller can see: to a candidate the newest of those
    that they handed in, so that nothing tells them of others."""
    if caller.may(Permission.READ_ALL_CVS):
        return CVFile.is_current
    seen = visible_cvs(caller).with_only_columns(CVFile.id).distinct(CVFile.person_id)
    return CVFile.id.in_(seen.order_by(CVFile.person_id, *newest_first()).correlate(None))


async def settle_versions(session: AsyncSession, person_id: int) -> None:
    """Make the newest of a person's CVs the current one. The caller bumps the corpus where that is searchable."""
    order = sa.select(CVFile.id).where(CVFile.person_id == person_id).order_by(*newest_first()).limit(1)
    newest = await session.scalar(order)
    wrong = sa.and_(CVFile.person_id == person_id, CVFile.is_current != (CVFile.id == newest))
    await session.execute(
        sa.update(CVFile).where(wrong).values(is_current=CVFile.id == newest),
        execution_options={"synchronize_session": "fetch"},
    )


async def people_behind(session: AsyncSession, cv_id: int) -> set[int]:
    """The person of a CV, and those that joins took it from."""
    rows = await session.scalars(
        sa.union(
            sa.select(CVFile.person_id).where(CVFile.id == cv_id),
            sa.select(PersonMove.from_person_id).where(PersonMove.cv_file_id == cv_id),
        )
    )
    return set(rows)


async def tidy_people(session: AsyncSession, person_ids: Collection[int]) -> None:
    """After CVs went: joins that moved nothing any more go, as do people without CVs whom no join can bring back;
    the others' newest CV is the current one."""
    moved = sa.select(PersonMove.id).where(PersonMove.join_id == PersonJoin.id)
    await session.execute(sa.delete(PersonJoin).where(PersonJoin.person_id.in_(person_ids), ~moved.exists()))
    standing = (
        sa.select(PersonMove.id)
        .join(PersonJoin, PersonJoin.id == PersonMove.join_id)
        .where(PersonMove.from_person_id == Person.id, PersonJoin.undone_at.is_(None))
    )
    has_cvs = sa.select(CVFile.id).where(CVFile.person_id == Person.id)
    await session.execute(
        sa.delete(Person).where(Person.id.in_(person_ids), ~has_cvs.exists(), ~standing.exists())
    )
    for person_id in sorted(person_ids):
        await settle_versions(session, person_id)


async def load_versions(session: AsyncSession, cv_ids: Sequence[int]) -> dict[int, CVVersion]:
    """The CVs as versions, by number."""
    columns = (PersonalInfo.full_name, PersonalInfo.professional_title, dated())
    rows = await session.execute(
        sa.select(CVFile, *columns)
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVFile.id)
        .where(CVFile.id.in_(cv_ids))
        .execution_options(populate_existing=True)
    )
    return {
        cv.id: CVVersion(
            cv_id=cv.id,
            person_id=cv.person_id,
            full_name=name,
            professional_title=title,
            filename=cv.original_filename,
            uploaded_at=cv.created_at,
            dated=day,
            is_current=cv.is_current,
            is_sample=cv.is_sample,
        )
        for cv, name, title, day in rows.tuples()
    }


def by_newness(version: CVVersion) -> tuple[dt.date, dt.datetime, int]:
    """Sorts the newest last."""
    return version.dated, version.uploaded_at, version.cv_id
