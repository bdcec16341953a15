"""People correct what was read. A correction is a row of its own, laid over the reading and replayed after each new
one, so that no re-reading overwrites it; what the reader found is kept beside it, so that it can be undone."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, InvalidInput, NotFound
from models import CVFile, FieldCorrection, ProfileAsRead, User
from schemas.corrections import CorrectionAnswer, CorrectionKind, Values
from schemas.profile import Evidenced, Profile
from services.access import Caller, Permission, readable_cv
from services.audit import note_event
from services.corrected_passages import recut_passages
from services.corrected_profile import Corrected, Placed, corrected, remembered
from services.corrected_values import check_period, checked_value, fields_of, stated_values
from services.doubts import PARTS as TITLES
from services.doubts import PERSONAL
from services.embedding import Embedder
from services.lookup import check_read
from services.passages import bump_corpus
from services.people.suggesting import suggest_same_person
from services.profiles import load_profile, store_profile
from services.progress import announce

MOST_CORRECTIONS = 500  # standing ones of one CV
NO_ENTRY = "The profile has no such entry. Please open it again: it may have been read anew."
EMPTY = "Nothing would be left of this entry. Remove it instead."
SAME = "This is what stands there already."


async def correct_field(
    session: AsyncSession,
    caller: Caller,
    cv_id: int,
    field: str,
    new: str | Mapping[str, str | None] | None,
    *,
    embedder: Embedder,
) -> CorrectionAnswer:
    """Put a person's word in the place of the reader's: a value, an entry to remove (None) or one to add (a mapping).

    `field` is a place in the profile as it stands now (schemas.corrections.CorrectionRequest). Candidates correct what
    they handed in, recruiters and admins every CV. Raises NotFound, Conflict while the CV is on its first way, and
    InvalidInput with a sentence for what cannot be a value.
    """
    cv = await _held(session, caller, cv_id)
    check_read(cv)
    read, standing = await _reading(session, cv), await _standing(session, cv_id)
    if len(standing) >= MOST_CORRECTIONS:
        raise Conflict("So many corrections of one CV cannot be kept. Please undo some first.")
    correction = _correction(corrected(read, standing), read, field, new)
    correction.cv_file_id, correction.author_id = cv_id, caller.user_id
    session.add(correction)
    await session.flush()
    result = await _store(session, cv, read, [*standing, correction], embedder=embedder)
    await _note(session, caller, correction, "cv.corrected")
    return (await _answers(session, caller, [correction], result))[0]


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
    return (await _answers(session, caller, [correction], result))[0]


async def list_corrections(session: AsyncSession, caller: Caller, cv_id: int) -> list[CorrectionAnswer]:
    """Every correction of a CV, the newest first, undone ones too. NotFound when it is not the caller's to see."""
    cv = await readable_cv(session, caller, cv_id)
    query = sa.select(FieldCorrection).where(FieldCorrection.cv_file_id == cv_id)
    rows = (await session.scalars(query.order_by(FieldCorrection.id.desc()))).all()
    if not rows:
        return []
    standing = sorted((row for row in rows if row.undone_at is None), key=lambda row: row.id)
    return await _answers(session, caller, rows, corrected(await _reading(session, cv), standing))


async def replay_corrections(session: AsyncSession, cv: CVFile, embedder: Embedder) -> None:
    """Lay the standing corrections over a profile that has just been stored as read. Called by the pipeline."""
    standing = await _standing(session, cv.id)
    await session.execute(sa.delete(ProfileAsRead).where(ProfileAsRead.cv_file_id == cv.id))
    if standing:
        await _store(session, cv, await _reading(session, cv), standing, embedder=embedder)


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


def _correction(now: Corrected, read: Profile, field: str, new: Any) -> FieldCorrection:
    """The row for a request; InvalidInput for one that cannot be understood."""
    part, *rest = field.split("/")
    fields_of(part)
    if part == "personal_info":
        if len(rest) != 1:
            raise InvalidInput("Say which of the personal values it is, as in personal_info/phone.")
        return _change(part, now.profile.personal_info, rest[0], new)
    if not rest:
        return _addition(part, new)
    placed = _placed(now, part, rest[0])
    if len(rest) == 1:
        if new is not None:
            raise InvalidInput("To change an entry, correct one of its values; to remove it, send null.")
        row = FieldCorrection(kind="removed", part=part, old=dict(stated_values(part, placed.entry)), new={})
    elif len(rest) == 2:
        row = _change(part, placed.entry, rest[1], new)
    else:
        raise InvalidInput(NO_ENTRY)
    row.position = placed.read_at or 0
    row.entry = (
        {"added": placed.added_by}
        if placed.read_at is None
        else remembered(part, getattr(read, part)[placed.read_at])
    )
    return row


def _placed(now: Corrected, part: str, number: str) -> Placed:
    if not number.isascii() or not number.isdigit() or int(number[:6]) >= len(now.parts[part]):
        raise NotFound(NO_ENTRY)
    return now.parts[part][int(number[:6])]


def _change(part: str, entry: Evidenced, name: str, new: Any) -> FieldCorrection:
    if new is not None and not isinstance(new, str):
        raise InvalidInput("A value is a text, or null where the CV says nothing.")
    value = checked_value(part, name, new)
    stated = stated_values(part, entry)
    old = stated.get(name)
    if value == old:
        raise InvalidInput(SAME)
    left = {**stated, name: value}
    if part != "personal_info" and not any(left.values()):
        raise InvalidInput(EMPTY)
    check_period(left)
    return FieldCorrection(
        kind="changed", part=part, entry={}, position=0, old={name: old}, new={name: value}
    )


def _addition(part: str, new: Any) -> FieldCorrection:
    if not isinstance(new, Mapping):
        raise InvalidInput("To add an entry, send its values by field.")
    values = {name: value for name in new if (value := checked_value(part, name, new[name]))}
    if not values:
        raise InvalidInput("An entry needs at least one value.")
    check_period(values)
    return FieldCorrection(kind="added", part=part, entry={}, position=0, old={}, new=values)


async def _store(
    session: AsyncSession,
    cv: CVFile,
    read: Profile,
    standing: Sequence[FieldCorrection],
    *,
    embedder: Embedder,
) -> Corrected:
    """Write the profile as corrected, with what search reads of it, and keep what was read as long as it differs."""
    result = corrected(read, standing)
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
    await recut_passages(session, cv.id, read, result.profile, embedder=embedder)
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


async def _answers(
    session: AsyncSession, caller: Caller, rows: Sequence[FieldCorrection], result: Corrected
) -> list[CorrectionAnswer]:
    ids = {row.author_id for row in rows if row.author_id is not None}
    users = {user.id: user for user in await session.scalars(sa.select(User).where(User.id.in_(ids)))}
    for row in rows:
        await session.refresh(row, ["created_at"])
    return [
        CorrectionAnswer(
            id=row.id,
            kind=_kind(row.kind),
            field=result.path(row) if row.undone_at is None else None,
            label=_label(row),
            old=_values(row.old),
            new=_values(row.new),
            author=_author(caller, users.get(row.author_id or 0)),
            at=row.created_at,
            undone_at=row.undone_at,
            fits=row.fits,
        )
        for row in rows
    ]


def _author(caller: Caller, user: User | None) -> str:
    """Who corrected it, as far as the caller may know."""
    if user is None:
        return "a former user"
    if user.id == caller.user_id:
        return "you"
    return (
        user.email if caller.may(Permission.READ_ALL_CVS) else f"a{'n' * (user.role == 'admin')} {user.role}"
    )


def _label(row: FieldCorrection) -> str:
    """ "Phone"; "Experience: Data engineer"."""
    if row.part == "personal_info":
        return ", ".join(PERSONAL.get(name, name) for name in row.new)
    title, heading, _ = TITLES[row.part]
    name = row.entry.get(heading) or row.old.get(heading) or row.new.get(heading)
    return f"{title}: {name}" if name else title


def _values(values: Mapping[str, Any]) -> Values:
    return {name: None if value is None else str(value) for name, value in values.items()}


def _kind(kind: str) -> CorrectionKind:
    kinds: dict[str, CorrectionKind] = {"changed": "changed", "added": "added", "removed": "removed"}
    return kinds[kind]
