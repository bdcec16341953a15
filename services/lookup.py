"""Exact questions about CVs: which are there, by what they state, and how far their reading is."""

from collections.abc import Collection
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from core.errors import Conflict, NotFound
from models import CVFile, CVText, CVUpload, PersonalInfo, User
from schemas.cv import SENTENCES, CVAnswer, ProcessingStatus
from schemas.lookup import CVSummary, OwnUpload, UploadRecord
from schemas.paging import Page
from services.access import Caller, Permission, readable_cv, require, visible_cvs
from services.cv_filters import SEARCHABLE, UNREAD, stated
from services.people.versions import current_for

ON_THEIR_WAY = [status for status in ProcessingStatus if status.on_its_way]
WHO = (PersonalInfo.full_name, PersonalInfo.professional_title, PersonalInfo.location)


class CorpusCounts(NamedTuple):
    """How much can be searched, and how much is still coming."""

    people: int  # who have a current CV that is read
    unread: int  # CVs on their way and not read before, samples among them
    unread_samples: int


async def look_up_cvs(
    session: AsyncSession,
    caller: Caller,
    *,
    name: str | None = None,
    skill: str | None = None,
    location: str | None = None,
    employer: str | None = None,
    language: str | None = None,
    status: str | None = None,
    current_only: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Page[CVSummary]:
    """The CVs that the caller may see and that state all of what is asked, newest first; with `current_only` a
    person's older versions are left out.

    Skills, languages and countries are compared in normalised form, names, places and employers word by word.
    Raises InvalidInput for a status that does not exist.
    """
    query, current = visible_cvs(caller), current_for(caller)
    if current_only:
        query = query.where(current)
    wishes = {
        "name": name, "skill": skill, "location": location,
        "employer": employer, "language": language, "status": status,
    }  # fmt: skip
    for wish, words in wishes.items():
        if words and words.strip():
            query = query.where(stated(wish, words))
    total = await session.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
    rows = await session.execute(
        query.add_columns(current, *WHO)
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVFile.id)
        .order_by(CVFile.created_at.desc(), CVFile.id.desc())
        .limit(limit)
        .offset(offset)
    )
    items = [_summary(cv, *who).model_copy(update={"is_current": now}) for cv, now, *who in rows]
    return Page(items=items, total=total or 0, limit=limit, offset=offset)


async def newest_cvs(
    session: AsyncSession, statuses: Collection[ProcessingStatus], *, limit: int
) -> tuple[list[CVSummary], int]:
    """The CVs in one of `statuses`, the last changed first, and how many. Asks nobody for permission."""
    wanted = CVFile.processing_status.in_(statuses)
    total = await session.scalar(sa.select(sa.func.count()).select_from(CVFile).where(wanted))
    rows = await session.execute(
        sa.select(CVFile, *WHO)
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVFile.id)
        .where(wanted)
        .order_by(CVFile.updated_at.desc(), CVFile.id.desc())
        .limit(limit)
    )
    return [_summary(cv, *who) for cv, *who in rows], total or 0


async def my_uploads(session: AsyncSession, caller: Caller) -> list[OwnUpload]:
    """What the caller handed in and did not withdraw, newest first."""
    rows = await session.execute(
        sa.select(CVFile, CVUpload.filename, CVUpload.created_at, *WHO)
        .join(CVUpload, CVUpload.cv_file_id == CVFile.id)
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVFile.id)
        .where(CVUpload.user_id == caller.user_id, CVUpload.withdrawn_at.is_(None))
        .order_by(CVUpload.created_at.desc(), CVFile.id.desc())
    )
    return [
        OwnUpload(uploaded_as=name, uploaded_at=at, **_summary(cv, *who).model_dump())
        for cv, name, at, *who in rows
    ]


async def corpus_counts(session: AsyncSession) -> CorpusCounts:
    """How many people can be found, and how many CVs are still on their way."""
    counts = await session.execute(
        sa.select(
            sa.func.count(sa.distinct(CVFile.person_id)).filter(SEARCHABLE),
            sa.func.count().filter(UNREAD),
            sa.func.count().filter(UNREAD, CVFile.is_sample),
        )
    )
    return CorpusCounts(*counts.one())


async def cv_summary(session: AsyncSession, caller: Caller, cv_id: int) -> CVSummary:
    """One CV that the caller may see; NotFound otherwise."""
    cv = await cv_row(session, caller, cv_id)
    who = await session.execute(sa.select(*WHO).where(PersonalInfo.cv_file_id == cv_id))
    name, title, location = who.one_or_none() or (None, None, None)
    return CVSummary(**cv.model_dump(), full_name=name, professional_title=title, location=location)


async def cv_row(session: AsyncSession, caller: Caller, cv_id: int) -> CVAnswer:
    """A CV's row as the caller may see it; NotFound otherwise."""
    cv = await readable_cv(session, caller, cv_id)
    current = await session.scalar(sa.select(current_for(caller)).where(CVFile.id == cv_id))
    return CVAnswer.model_validate(cv).model_copy(update={"is_current": bool(current)})


async def uploads_of(session: AsyncSession, caller: Caller, cv_id: int) -> list[UploadRecord]:
    """Who handed the CV in and when, withdrawn uploads too. For admins."""
    require(caller, Permission.REVIEW)
    rows = await session.execute(
        sa.select(User.email, CVUpload.filename, CVUpload.created_at, CVUpload.withdrawn_at)
        .join(User, User.id == CVUpload.user_id)
        .where(CVUpload.cv_file_id == cv_id)
        .order_by(CVUpload.id)
    )
    return [
        UploadRecord(user=user, filename=name, uploaded_at=at, withdrawn_at=withdrawn)
        for user, name, at, withdrawn in rows.tuples()
    ]


async def cv_text(session: AsyncSession, caller: Caller, cv_id: int) -> CVText:
    """The text that the CV's evidence points into. Raises what `check_read` raises."""
    cv = await readable_cv(session, caller, cv_id)
    text = await session.scalar(sa.select(CVText).where(CVText.cv_file_id == cv.id))
    if text is None:
        check_read(cv)
        raise NotFound("No text was read in this CV.")
    return text


async def cv_original(session: AsyncSession, caller: Caller, cv_id: int) -> CVFile:
    """The CV with its original bytes loaded; NotFound when it is not the caller's to see."""
    await readable_cv(session, caller, cv_id)
    query = sa.select(CVFile).where(CVFile.id == cv_id).options(undefer(CVFile.file_data))
    return (await session.scalars(query, execution_options={"populate_existing": True})).one()


def check_read(cv: CVFile) -> None:
    """Raise Conflict while the CV is on its way, NotFound with the reason when it could not be read."""
    status = ProcessingStatus(cv.processing_status)
    if cv.processed:
        return
    if status.on_its_way:
        raise Conflict("This CV has not been read yet. Please ask again in a moment.")
    raise NotFound(f"Nothing was read in this CV. {cv.status_detail or SENTENCES[status]}")


def _summary(cv: CVFile, full_name: str | None, title: str | None, location: str | None) -> CVSummary:
    row = CVAnswer.model_validate(cv).model_dump()
    return CVSummary(**row, full_name=full_name, professional_title=title, location=location)
