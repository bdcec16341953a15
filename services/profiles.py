"""A profile's rows: written once a CV is read, loaded as the schema that everything shows."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

import models
from models.extracted import Extracted
from schemas import profile as shapes

# A date field, and the column that keeps its precision.
DATES = {
    "start_date": "start_precision",
    "end_date": "end_precision",
    "issue_date": "issue_precision",
    "expiry_date": "expiry_precision",
}
PARTS: dict[str, type[Extracted]] = {
    "employment": models.Employment,
    "education": models.Education,
    "skills": models.Skill,
    "certifications": models.Certification,
    "projects": models.Project,
    "languages": models.Language,
}
EVERYTHING = [selectinload(models.CVFile.personal_info)] + [
    selectinload(getattr(models.CVFile, part)) for part in PARTS
]


async def store_profile(session: AsyncSession, cv: models.CVFile, profile: shapes.Profile) -> None:
    """Replace whatever was read from this CV by `profile`."""
    tables: list[type[Extracted]] = [models.PersonalInfo, *PARTS.values()]
    for table in tables:
        await session.execute(sa.delete(table).where(table.cv_file_id == cv.id))
    session.add(models.PersonalInfo(cv_file_id=cv.id, **_columns(profile.personal_info)))
    for part, table in PARTS.items():
        for position, entry in enumerate(getattr(profile, part)):
            session.add(table(cv_file_id=cv.id, position=position, **_columns(entry)))
    await session.flush()


async def load_profile(session: AsyncSession, cv: models.CVFile) -> shapes.StoredProfile:
    """Everything that was read from this CV; empty parts when it has not been read."""
    return (await load_profiles(session, [cv.id]))[cv.id]


async def load_profiles(session: AsyncSession, cv_ids: Sequence[int]) -> dict[int, shapes.StoredProfile]:
    """The profiles of several CVs, in a fixed number of queries."""
    rows = await session.scalars(
        sa.select(models.CVFile)
        .where(models.CVFile.id.in_(cv_ids))
        .options(*EVERYTHING)
        .execution_options(populate_existing=True)
    )
    return {cv.id: _shape(cv) for cv in rows}


def _shape(cv: models.CVFile) -> shapes.StoredProfile:
    info = cv.personal_info
    return shapes.StoredProfile(
        cv_id=cv.id,
        person_id=cv.person_id,
        personal_info=shapes.PersonalInfo.model_validate(info) if info else shapes.PersonalInfo(),
        **{part: [_entry(row) for row in getattr(cv, part)] for part in PARTS},
    )


def _entry(row: Extracted) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in sa.inspect(type(row)).columns}
    for field, precision in DATES.items():
        if field in values:
            values[field] = _stated(values[field], values[precision])
    return values


def _columns(entry: shapes.Evidenced) -> dict[str, Any]:
    values = entry.model_dump(mode="json")
    for field, precision in DATES.items():
        if field in values:
            values[field], values[precision] = _first_day(values[field])
    return values


def _first_day(stated: str | None) -> tuple[dt.date | None, str | None]:
    """ "2019-04" is kept as 2019-04-01 with the precision "month"."""
    if stated is None:
        return None, None
    numbers = [int(part) for part in stated.split("-")]
    precision = ("year", "month", "day")[len(numbers) - 1]
    year, month, day = [*numbers, 1, 1][:3]
    return dt.date(year, month, day), precision


def _stated(day: dt.date | None, precision: str | None) -> str | None:
    if day is None:
        return None
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision or "day", 10)]
