"""Withdrawing and erasing CVs: rows and bytes go, and what was said about them is cut."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotAllowed, NotFound
from models import Attachment, CVFile, CVUpload
from services.access import Caller, Permission, readable_cv, require
from services.audit import note_event
from services.page_pictures import forget_pictures
from services.passages import bump_corpus, hold_corpus
from services.people.versions import people_behind, tidy_people
from services.redaction import WITHDRAWN
from services.retraction import cut_from_history


async def withdraw_cv(session: AsyncSession, caller: Caller, cv_id: int) -> bool:
    """Take back the caller's own upload; the last withdrawal erases the CV, unless it is one of the product's own
    samples. Returns whether it was erased.

    Raises NotFound for a CV that the caller cannot see, NotAllowed for one that they did not hand in.
    """
    cv = await readable_cv(session, caller, cv_id)
    await _hold(session, cv)
    upload = await session.scalar(_standing_uploads(cv_id).where(CVUpload.user_id == caller.user_id))
    if upload is None:
        raise NotAllowed("Only an admin, or whoever handed this CV in, can remove it.")
    upload.withdrawn_at = await session.scalar(sa.select(sa.func.now()))
    upload.filename = WITHDRAWN
    await note_event(session, actor_id=caller.user_id, action="cv.withdrawn", subject=f"cv:{cv_id}")
    await session.flush()
    if cv.is_sample or await session.scalar(_standing_uploads(cv_id).limit(1)) is not None:
        return False
    await _erase(session, cv)
    return True


async def erase_cv(session: AsyncSession, caller: Caller, cv_id: int) -> None:
    """Erase a CV, whoever handed it in. For admins: NotAllowed otherwise, NotFound when there is none."""
    require(caller, Permission.ERASE_ANY)
    cv = await readable_cv(session, caller, cv_id)
    await _hold(session, cv)
    await note_event(session, actor_id=caller.user_id, action="cv.erased", subject=f"cv:{cv_id}")
    await _erase(session, cv)


async def remove_samples(session: AsyncSession, caller: Caller | None = None) -> int:
    """Erase the product's own sample CVs; `caller` None is the operator's command. Returns how many.

    A sample that somebody has handed in, too, is theirs from then on and stays.
    """
    if caller is not None:
        require(caller, Permission.ERASE_ANY)
    samples = (await session.scalars(sa.select(CVFile).where(CVFile.is_sample).order_by(CVFile.id))).all()
    for cv in samples:
        await _hold(session, cv)
        if await session.scalar(_standing_uploads(cv.id).limit(1)) is not None:
            cv.is_sample = False
        else:
            await _erase(session, cv)
    actor = caller.user_id if caller else None
    await note_event(session, actor_id=actor, action="samples.removed", details={"count": len(samples)})
    return len(samples)


def _standing_uploads(cv_id: int) -> sa.Select[CVUpload]:
    return sa.select(CVUpload).where(CVUpload.cv_file_id == cv_id, CVUpload.withdrawn_at.is_(None))


async def _hold(session: AsyncSession, cv: CVFile) -> None:
    """Keep others from handing in the same bytes, reading or withdrawing the CV, until this is done."""
    await hold_corpus(session)
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(int(cv.sha256[:15], 16))))
    locked = sa.select(CVFile).where(CVFile.id == cv.id).with_for_update()
    if await session.scalar(locked, execution_options={"populate_existing": True}) is None:
        raise NotFound()


async def _erase(session: AsyncSession, cv: CVFile) -> None:
    await cut_from_history(session, cv)
    searchable, people = cv.processed, await people_behind(session, cv.id)
    await session.execute(sa.delete(Attachment).where(Attachment.cv_file_id == cv.id))
    await session.execute(sa.delete(CVFile).where(CVFile.id == cv.id))
    forget_pictures(session, cv.sha256)
    session.expunge(cv)
    await tidy_people(session, people)
    if searchable:
        await bump_corpus(session)
