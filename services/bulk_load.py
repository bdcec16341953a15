"""A whole folder of CVs at once: resumable, since the same bytes are taken in only once."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, NotFound
from models import CVFile, User
from schemas.cv import ProcessingStatus
from services.access import Caller, Role, load_caller
from services.bundle_intake import open_bundle, take_in_bundle
from services.intake import register_cv
from services.queue import Priority
from services.runtime import Services


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `problem` is the sentence why it cannot be searched, None when it can."""

    path: Path
    cv_id: int | None = None
    problem: str | None = None
    duplicate: bool = False


async def operator(session: AsyncSession, email: str | None) -> Caller:
    """On whose behalf files are loaded: the named account, or the first active admin."""
    query = sa.select(User.id).where(User.active).order_by(User.id).limit(1)
    query = query.where(User.email == email.lower()) if email else query.where(User.role == Role.ADMIN)
    user_id = await session.scalar(query)
    if user_id is None:
        raise NotFound("There is no active account to load files for: name one with --as.")
    return await load_caller(session, user_id)


def files_below(folder: Path) -> list[Path]:
    """All files of a folder and its sub-folders, hidden ones left out, in a stable order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


async def take_in(services: Services, caller: Caller, paths: Sequence[Path]) -> AsyncIterator[Outcome]:
    """Register each file behind what users drop, and each file of a ZIP by itself, under the ZIP's path.

    A refusal at the door is an outcome, not an end.
    """
    for path in paths:
        try:
            async for outcome in _take_in_one(services, caller, path):
                yield outcome
        except AppError as problem:
            yield Outcome(path, problem=problem.message)
        except OSError as problem:
            yield Outcome(path, problem=f"It could not be opened: {problem.strerror}.")


async def _take_in_one(services: Services, caller: Caller, path: Path) -> AsyncIterator[Outcome]:
    if path.stat().st_size > services.settings.max_file_size:
        data = b"\0" * (services.settings.max_file_size + 1)  # refused by its size alone, unread
    else:
        data = path.read_bytes()
    bundle = await open_bundle(data, path.name, services.settings)
    if bundle is None:
        async with services.database.transaction() as session:
            answer = await register_cv(
                session,
                caller,
                data=data,
                filename=path.name,
                settings=services.settings,
                priority=Priority.BULK,
            )
        yield Outcome(path, cv_id=answer.id, duplicate=answer.duplicate)
        return
    async for taken in take_in_bundle(services, caller, bundle, priority=Priority.BULK):
        inside = path / taken.filename
        if taken.answer is None:
            yield Outcome(inside, problem=taken.refusal.message if taken.refusal else None)
        else:
            yield Outcome(inside, cv_id=taken.answer.id, duplicate=taken.answer.duplicate)


async def still_on_their_way(services: Services, cv_ids: Sequence[int]) -> int:
    """How many of these CVs have not come to an end yet."""
    waiting = [ProcessingStatus.PENDING, ProcessingStatus.PROCESSING]
    async with services.database.transaction() as session:
        count = await session.scalar(
            sa.select(sa.func.count())
            .select_from(CVFile)
            .where(CVFile.id.in_(cv_ids), CVFile.processing_status.in_(waiting))
        )
    return count or 0


async def unread(services: Services, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes that a person has to look at: refused at the door, or not readable behind it."""
    async with services.database.transaction() as session:
        rows = await session.execute(
            sa.select(CVFile.id, CVFile.processing_status, CVFile.status_detail).where(
                CVFile.id.in_([outcome.cv_id for outcome in outcomes if outcome.cv_id is not None])
            )
        )
    details = {cv_id: detail for cv_id, status, detail in rows if not ProcessingStatus(status).readable}
    failed = [
        Outcome(outcome.path, outcome.cv_id, details[outcome.cv_id])
        for outcome in outcomes
        if outcome.cv_id in details
    ]
    return [outcome for outcome in outcomes if outcome.problem] + failed
