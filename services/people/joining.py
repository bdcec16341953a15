"""Joining people, undoing it, and saying that two are not the same: by a human alone, each with an audit row."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.errors import Conflict, InvalidInput, NotFound
from models import CVFile, Person, PersonJoin, PersonMove, SamePersonSuggestion
from schemas.people import Join, Suggestion, Undone
from services.access import Caller, visible_cvs
from services.audit import note_event
from services.passages import bump_corpus, hold_corpus
from services.people.listing import concerns_others, may_undo, shown, visible_suggestion
from services.people.versions import load_versions, newest_first, settle_versions, tidy_people

MOST_JOINED = 10
UNDO_LATER_FIRST = "These CVs were joined with somebody else afterwards. Please undo that first."


async def join_suggestion(session: AsyncSession, caller: Caller, suggestion_id: int) -> Join:
    """Join the two people of a suggestion. Raises as `join_people` does; Conflict where they are one already."""
    await hold_corpus(session)
    row = await visible_suggestion(session, caller, suggestion_id)
    pair = sa.select(CVFile.person_id).where(CVFile.id.in_((row.first_cv_id, row.second_cv_id)))
    people = set(await session.scalars(pair))
    if len(people) == 1:
        raise Conflict("These CVs are one person's already.")
    if row.state == "dismissed":  # somebody has changed their mind
        row.state, row.decided_by, row.decided_at = "suggested", None, None
        await session.flush()
    return await join_people(session, caller, people)


async def join_people(session: AsyncSession, caller: Caller, person_ids: Collection[int]) -> Join:
    """Make several people one: their CVs become versions of the person with the smallest number.

    A recruiter or an admin may join anybody, a candidate only people all of whose CVs they, and nobody else, handed
    in. Raises NotFound for somebody else, InvalidInput unless two to MOST_JOINED are named.
    """
    wanted = sorted(set(person_ids))
    if not 2 <= len(wanted) <= MOST_JOINED:
        raise InvalidInput(f"Two to {MOST_JOINED} people can be joined, not {len(wanted)}.")
    await hold_corpus(session)
    await _hold(session, wanted)
    await _check_all_seen(session, caller, wanted)
    join = PersonJoin(person_id=wanted[0], joined_by=caller.user_id)
    session.add(join)
    await session.flush()
    moved = await _move(session, join, wanted[1:])
    await settle_versions(session, join.person_id)
    await _mark_joined(session, caller, join)
    await bump_corpus(session)
    await note_event(
        session, actor_id=caller.user_id, action="people.joined", subject=f"person:{join.person_id}",
        details={"join": join.id, "people": wanted[1:], "cvs": moved},
    )  # fmt: skip
    return await _joined(session, join)


async def undo_join(session: AsyncSession, caller: Caller, join_id: int) -> Undone:
    """Give each CV back to the person it came from, and bring the suggestions back as they were.

    Raises NotFound for a join that is not the caller's to undo, Conflict where it is undone already or a later
    join has to be undone first.
    """
    await hold_corpus(session)
    join = await session.get(PersonJoin, join_id, with_for_update=True, populate_existing=True)
    if join is None:
        raise NotFound()
    moves = (await session.scalars(sa.select(PersonMove).where(PersonMove.join_id == join_id))).all()
    people = {join.person_id, *(move.from_person_id for move in moves)}
    await _hold(session, sorted(people))
    moved = sa.select(CVFile.person_id).where(CVFile.id.in_([move.cv_file_id for move in moves]))
    if not await may_undo(session, caller, join, {join.person_id, *await session.scalars(moved)}):
        raise NotFound()
    if join.undone_at is not None:
        raise Conflict("This was undone already.")
    await _move_back(session, join, moves)
    join.undone_by, join.undone_at = caller.user_id, await session.scalar(sa.select(sa.func.now()))
    await session.execute(
        sa.update(SamePersonSuggestion)
        .where(SamePersonSuggestion.join_id == join_id)
        .values(state="suggested", join_id=None, decided_by=None, decided_at=None)
    )
    await bump_corpus(session)
    await note_event(
        session, actor_id=caller.user_id, action="people.join_undone", subject=f"person:{join.person_id}",
        details={"join": join_id, "cvs": [move.cv_file_id for move in moves]},
    )  # fmt: skip
    await session.flush()
    await tidy_people(session, people)
    left = await session.scalars(sa.select(Person.id).where(Person.id.in_(people)).order_by(Person.id))
    return Undone(join_id=join_id, person_ids=list(left))


async def dismiss_suggestion(session: AsyncSession, caller: Caller, suggestion_id: int) -> Suggestion:
    """Say that two people are not the same: all suggestions between them are dismissed, and stay so when their
    CVs are read again. Raises NotFound, and Conflict where they are joined."""
    await hold_corpus(session)
    row = await visible_suggestion(session, caller, suggestion_id)
    if row.state == "joined":
        raise Conflict("These CVs were joined. Please undo that instead.")
    pair = (row.first_cv_id, row.second_cv_id)
    people = list(await session.scalars(sa.select(CVFile.person_id).where(CVFile.id.in_(pair))))
    await session.execute(
        sa.update(SamePersonSuggestion)
        .where(_between(people), SamePersonSuggestion.state == "suggested")
        .values(state="dismissed", decided_by=caller.user_id, decided_at=sa.func.now())
    )
    await note_event(
        session, actor_id=caller.user_id, action="people.kept_apart", subject=f"suggestion:{row.id}",
        details={"cvs": list(pair)},
    )  # fmt: skip
    return (await shown(session, [await visible_suggestion(session, caller, suggestion_id)]))[0]


async def _hold(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Keep others from joining or parting these people until this is done; always in the same order."""
    query = sa.select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id).with_for_update()
    if len((await session.scalars(query)).all()) < len(person_ids):
        raise NotFound()


async def _check_all_seen(session: AsyncSession, caller: Caller, person_ids: Sequence[int]) -> None:
    """Raise NotFound unless each person has CVs and all of them are the caller's to join."""
    seen = visible_cvs(caller).where(CVFile.person_id.in_(person_ids)).with_only_columns(CVFile.person_id)
    if set(await session.scalars(seen)) != set(person_ids) or await concerns_others(
        session, caller, person_ids
    ):
        raise NotFound()


async def _move(session: AsyncSession, join: PersonJoin, person_ids: Sequence[int]) -> list[int]:
    """Move all CVs of these people to the one who stays, and note where each came from."""
    query = sa.select(CVFile).where(CVFile.person_id.in_(person_ids)).order_by(CVFile.id).with_for_update()
    cvs = (await session.scalars(query, execution_options={"populate_existing": True})).all()
    for cv in cvs:
        session.add(PersonMove(join_id=join.id, cv_file_id=cv.id, from_person_id=cv.person_id))
        cv.person_id = join.person_id
    await session.flush()
    return [cv.id for cv in cvs]


async def _move_back(session: AsyncSession, join: PersonJoin, moves: Sequence[PersonMove]) -> None:
    """Give the CVs back; Conflict when one of them has been moved on since."""
    ids = [move.cv_file_id for move in moves]
    query = sa.select(CVFile).where(CVFile.id.in_(ids)).order_by(CVFile.id).with_for_update()
    cvs = (await session.scalars(query, execution_options={"populate_existing": True})).all()
    if any(cv.person_id != join.person_id for cv in cvs):
        raise Conflict(UNDO_LATER_FIRST)
    origin = {move.cv_file_id: move.from_person_id for move in moves}
    for cv in cvs:
        cv.person_id = origin[cv.id]
    await session.flush()


async def _mark_joined(session: AsyncSession, caller: Caller, join: PersonJoin) -> None:
    """The open suggestions between CVs of the joined person are answered; those dismissed before stay so."""
    await session.execute(
        sa.update(SamePersonSuggestion)
        .where(_between([join.person_id]), SamePersonSuggestion.state == "suggested")
        .values(state="joined", join_id=join.id, decided_by=caller.user_id, decided_at=sa.func.now())
    )


def _between(person_ids: Sequence[int]) -> sa.ColumnElement[bool]:
    """Suggestions both of whose CVs belong to these people."""
    one, other = aliased(CVFile), aliased(CVFile)
    return sa.and_(
        SamePersonSuggestion.first_cv_id.in_(sa.select(one.id).where(one.person_id.in_(person_ids))),
        SamePersonSuggestion.second_cv_id.in_(sa.select(other.id).where(other.person_id.in_(person_ids))),
    )


async def _joined(session: AsyncSession, join: PersonJoin) -> Join:
    query = sa.select(CVFile.id).where(CVFile.person_id == join.person_id).order_by(*newest_first())
    ids = list(await session.scalars(query))
    versions = await load_versions(session, ids)
    return Join(
        id=join.id,
        person_id=join.person_id,
        current_cv_id=ids[0],
        versions=[versions[cv_id] for cv_id in ids],
        joined_at=join.created_at,
        undone_at=join.undone_at,
    )
