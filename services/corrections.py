"""People correct what was read. A correction is a row of its own, laid over the reading and replayed after each new
one, so that no re-reading overwrites it; what the reader found is kept beside it, so that it can be undone."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, NotFound
from models import CVFile, FieldCorrection, ProfileAsRead
from schemas.corrections import CorrectionAnswer
from schemas.paging import Page
from schemas.profile import Profile
from services.access import Caller, readable_cv
from services.audit import note_event
from services.corrected_answers import answers
from services.corrected_passages import recut_passages, text_of
from services.corrected_profile import Corrected, corrected
from services.corrected_status import assess_anew
from services.correcting import Change, correction_of
from services.embedding import Embedder
from services.lookup import check_read
from services.passages import bump_corpus, hold_corpus
from services.people.suggesting import suggest_same_person
from services.profiles import load_profile, store_profile
from services.progress import announce

MOST_STANDING, MOST_KEPT = (
    200,
    500,
)  # corrections of one CV: that are laid over it, and with those that are undone


async def correct_field(
    session: AsyncSession,
    caller: Caller,
    cv_id: int,
    field: str,
    new: str | Mapping[str, str | None] | None,
    *,
    seen: Mapping[str, str | None] | None = None,
    embedder: Embedder,
) -> CorrectionAnswer:
    """Put a person's word in the place of the reader's: a value, an entry to remove (None) or one to add (a mapping).

    `field` is a place in the profile as it stands now (schemas.corrections.CorrectionRequest), `seen` what the caller
    saw there. Candidates correct what they handed in, recruiters and admins every CV. Raises NotFound, Conflict
    while the CV is on its first way or where `seen` no longer stands there, and InvalidInput with a sentence for what
    cannot be a value.
    """
    change = Change(field, new, seen)
    return (await correct_fields(session, caller, cv_id, [change], embedder=embedder))[0]


async def correct_fields(
    session: AsyncSession, caller: Caller, cv_id: int, changes: Sequence[Change], *, embedder: Embedder
) -> list[CorrectionAnswer]:
    """Several corrections, each to the profile as the one before leaves it: all of them or, when one raises, none."""
    cv = await _held(session, caller, cv_id)
    check_read(cv)
    read, standing = await _reading(session, cv), await _standing(session, cv_id)
    await _check_room(session, cv_id, len(standing) + len(changes), len(changes))
    made: list[FieldCorrection] = []
    for change in changes:
        now = await asyncio.to_thread(corrected, read, [*standing, *made])
        correction = correction_of(now, read, change)
        correction.cv_file_id, correction.author_id = cv_id, caller.user_id
        session.add(correction)
        await session.flush()
        await session.refresh(correction)
        made.append(correction)
    result = await _store(session, cv, read, [*standing, *made], embedder=embedder)
    for correction in made:
        await _note(session, caller, correction, "cv.corrected")
    return await answers(session, caller, made, result)


async def undo_correction(
    session: AsyncSession, caller: Caller, cv_id: int, correction_id: int, *, embedder: Embedder
) -> CorrectionAnswer:
    """Go back to what the CV says, or to the correction before this one. NotFound when there is none to undo."""
    cv = await _held(session, caller, cv_id)
    standing = await _standing(session, cv_id)
    correction = next((one for one in standing if one.id == correction_id), None)
    if correction is None:
        raise NotFound("There is no correction under this number, or it is undone already.")
    correction.undone_at, correction.undone_by_id = dt.datetime.now(dt.UTC), caller.user_id
    left = [one for one in standing if one is not correction]
    result = await _store(session, cv, await _reading(session, cv), left, embedder=embedder)
    await _note(session, caller, correction, "cv.correction_undone")
    return (await answers(session, caller, [correction], result))[0]


async def list_corrections(
    session: AsyncSession, caller: Caller, cv_id: int, *, limit: int = MOST_KEPT, offset: int = 0
) -> Page[CorrectionAnswer]:
    """The corrections of a CV, the newest first, undone ones too. NotFound when it is not the caller's to see."""
    cv = await readable_cv(session, caller, cv_id)
    of_cv = FieldCorrection.cv_file_id == cv_id
    total = await session.scalar(sa.select(sa.func.count()).select_from(FieldCorrection).where(of_cv)) or 0
    newest = sa.select(FieldCorrection).where(of_cv).order_by(FieldCorrection.id.desc())
    rows = (await session.scalars(newest.limit(limit).offset(offset))).all()
    items: list[CorrectionAnswer] = []
    if rows:
        read, standing = await _reading(session, cv), await _standing(session, cv_id)
        items = await answers(session, caller, rows, await asyncio.to_thread(corrected, read, standing))
    return Page(items=items, total=total, limit=limit, offset=offset)


async def replay_corrections(session: AsyncSession, cv: CVFile, embedder: Embedder) -> Profile | None:
    """Lay the standing corrections over a profile that has just been stored as read. Called by the pipeline. Returns
    the profile as it is corrected, None when nobody has corrected it."""
    standing = await _standing(session, cv.id)
    await session.execute(sa.delete(ProfileAsRead).where(ProfileAsRead.cv_file_id == cv.id))
    if not standing:
        return None
    return (await _store(session, cv, await _reading(session, cv), standing, embedder=embedder)).profile


async def said_of_person(session: AsyncSession, cv_id: int) -> tuple[list[str], dict[str, list[str]]]:
    """For cutting an erased CV from the history: every value that was corrected away or in, and of the personal ones
    all by field. Asks nobody for permission."""
    rows = await session.scalars(sa.select(FieldCorrection).where(FieldCorrection.cv_file_id == cv_id))
    everything: list[str] = []
    personal: dict[str, list[str]] = {}
    for row in rows:
        for values in (row.entry, row.old, row.new):
            everything += [str(value) for value in values.values() if isinstance(value, str) and value]
        if row.part == "personal_info":
            for values in (row.old, row.new):
                for name, value in values.items():
                    personal.setdefault(name, []).extend([value] if value else [])
    return everything, personal


async def _held(session: AsyncSession, caller: Caller, cv_id: int) -> CVFile:
    """The CV, if the caller may see it; nobody else corrects, reads or erases it until this is done."""
    await readable_cv(session, caller, cv_id)
    await hold_corpus(session)
    locked = sa.select(CVFile).where(CVFile.id == cv_id).with_for_update()
    cv = await session.scalar(locked, execution_options={"populate_existing": True})
    if cv is None:
        raise NotFound()
    return cv


async def _standing(session: AsyncSession, cv_id: int) -> list[FieldCorrection]:
    query = sa.select(FieldCorrection).where(
        FieldCorrection.cv_file_id == cv_id, FieldCorrection.undone_at.is_(None)
    )
    return list(await session.scalars(query.order_by(FieldCorrection.id)))


async def _reading(session: AsyncSession, cv: CVFile) -> Profile:
    """What the reader found; without corrections that is the profile itself."""
    kept = await session.scalar(sa.select(ProfileAsRead.profile).where(ProfileAsRead.cv_file_id == cv.id))
    if kept is not None:
        return Profile.model_validate(kept)
    return Profile.model_validate((await load_profile(session, cv)).model_dump())


async def _check_room(session: AsyncSession, cv_id: int, standing: int, more: int) -> None:
    """Conflict where more corrections would stand, or be kept with the undone ones, than a CV may have."""
    if standing > MOST_STANDING:
        raise Conflict("So many corrections of one CV cannot be kept. Please undo some first.")
    of_cv = sa.select(sa.func.count()).where(FieldCorrection.cv_file_id == cv_id)
    if (await session.scalar(of_cv) or 0) + more > MOST_KEPT:
        raise Conflict("This CV has been corrected and undone so often that no more can be kept.")


async def _store(
    session: AsyncSession,
    cv: CVFile,
    read: Profile,
    standing: Sequence[FieldCorrection],
    *,
    embedder: Embedder,
) -> Corrected:
    """Write the profile as corrected, with what search reads of it, and keep what was read as long as it differs."""
    result = await asyncio.to_thread(corrected, read, standing)
    for correction in standing:
        correction.fits = correction.id in result.fitting
    if standing:
        row = insert(ProfileAsRead).values(cv_file_id=cv.id, profile=read.model_dump(mode="json"))
        await session.execute(
            row.on_conflict_do_update(index_elements=["cv_file_id"], set_={"profile": row.excluded.profile})
        )
    else:
        await session.execute(sa.delete(ProfileAsRead).where(ProfileAsRead.cv_file_id == cv.id))
    await store_profile(session, cv, result.profile)
    document = await text_of(session, cv.id)
    if document is not None:
        await recut_passages(session, cv.id, document, read, result.profile, embedder=embedder)
        await assess_anew(cv, document, result.profile)
    await bump_corpus(session)
    await suggest_same_person(session, cv.id)  # a right address or name may point to somebody known
    await announce(session, cv.id)
    await session.flush()
    return result


async def _note(session: AsyncSession, caller: Caller, correction: FieldCorrection, action: str) -> None:
    details = {"correction": correction.id, "kind": correction.kind, "part": correction.part}
    details |= {"fields": sorted({*correction.old, *correction.new})}
    subject = f"cv:{correction.cv_file_id}"
    await note_event(session, actor_id=caller.user_id, action=action, subject=subject, details=details)
