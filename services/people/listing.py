"""Suggestions, versions and differences as a caller may see them.

A candidate sees what concerns their own CVs only: nothing tells them that another CV of the same person exists.
"""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.errors import InvalidInput, NotFound
from models import CVFile, CVUpload, PersonJoin, PersonMove, SamePersonSuggestion
from schemas.paging import Page
from schemas.people import Join, ProfileDifference, Reason, Suggestion, SuggestionState, Versions
from services.access import Caller, Permission, readable_cv, visible_cvs
from services.lookup import check_read
from services.people.difference import difference
from services.people.versions import by_newness, load_versions, newest_first
from services.profiles import load_profiles

First, Second = aliased(CVFile), aliased(CVFile)
WORDS: dict[Reason, str] = {
    "same_text": "the same text", "near_text": "nearly the same text", "same_email": "same e-mail",
    "same_phone": "same phone number", "same_name_and_employer": "same name and employer",
}  # fmt: skip


async def list_suggestions(
    session: AsyncSession,
    caller: Caller,
    *,
    state: SuggestionState = "suggested",
    cv_ids: Collection[int] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Page[Suggestion]:
    """Pairs of CVs that look like one person's, strong reasons first, then the latest; `cv_ids` keeps those that
    one of these CVs belongs to. Of two people with several CVs each, one pair stands for all."""
    query = _visible(caller).where(SamePersonSuggestion.state == state)
    if state == "suggested":
        query = query.where(First.person_id != Second.person_id)
    if cv_ids is not None:
        query = query.where(sa.or_(First.id.in_(cv_ids), Second.id.in_(cv_ids)))
    pair = _once_for(state)
    once = query.distinct(*pair).order_by(*pair, SamePersonSuggestion.weak, SamePersonSuggestion.id.desc())
    total = await session.scalar(sa.select(sa.func.count()).select_from(once.subquery()))
    ids = once.with_only_columns(SamePersonSuggestion.id).subquery()
    rows = await session.scalars(
        sa.select(SamePersonSuggestion)
        .where(SamePersonSuggestion.id.in_(sa.select(ids)))
        .order_by(SamePersonSuggestion.weak, SamePersonSuggestion.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return Page(items=await shown(session, rows.all()), total=total or 0, limit=limit, offset=offset)


async def visible_suggestion(
    session: AsyncSession, caller: Caller, suggestion_id: int
) -> SamePersonSuggestion:
    """The suggestion; NotFound when there is none or when it is not the caller's to see."""
    query = _visible(caller).where(SamePersonSuggestion.id == suggestion_id)
    found = await session.scalar(query, execution_options={"populate_existing": True})
    if found is None:
        raise NotFound()
    return found


async def shown(session: AsyncSession, rows: Sequence[SamePersonSuggestion]) -> list[Suggestion]:
    """Suggestions as they are answered, in the same order."""
    cvs = await load_versions(session, [cv for row in rows for cv in (row.first_cv_id, row.second_cv_id)])
    answers = []
    for row in rows:
        older, newer = sorted((cvs[row.first_cv_id], cvs[row.second_cv_id]), key=by_newness)
        answers.append(
            Suggestion.model_validate(
                {
                    "id": row.id, "state": row.state, "reasons": row.reasons, "names": row.names, "weak": row.weak,
                    "sentence": sentence(row), "older": older, "newer": newer, "join_id": row.join_id,
                }
            )
        )  # fmt: skip
    return answers


def sentence(row: SamePersonSuggestion) -> str:
    """The reasons in words, with what speaks against them."""
    said = ", ".join(WORDS[reason] for reason in row.reasons)
    if row.names == "differ":
        return f"{said}, but the names differ: these may be two people"
    return f"{said} only, and a name is missing: these may be two people" if row.weak else said


async def person_versions(session: AsyncSession, caller: Caller, person_id: int) -> Versions:
    """A person's CVs that the caller may see, the current one first. NotFound when there is none."""
    query = visible_cvs(caller).where(CVFile.person_id == person_id).order_by(*newest_first())
    ids = list(await session.scalars(query.with_only_columns(CVFile.id)))
    if not ids:
        raise NotFound("There is nobody under this number, or their CVs are not yours to see.")
    versions = await load_versions(session, ids)
    joins = [
        join
        for join in await _standing_joins(session, person_id)
        if await may_undo(session, caller, join, {person_id})
    ]
    shown_versions = [
        versions[cv_id].model_copy(update={"is_current": place == 0}) for place, cv_id in enumerate(ids)
    ]
    answers = [
        Join(
            id=join.id, person_id=person_id, current_cv_id=ids[0], versions=shown_versions, joined_at=join.created_at
        )
        for join in joins
    ]  # fmt: skip
    return Versions(person_id=person_id, versions=shown_versions, joins=answers)


async def compare_versions(
    session: AsyncSession, caller: Caller, cv_id: int, other_id: int
) -> ProfileDifference:
    """What the newer of two CVs says otherwise than the older, whichever is named first.

    Raises NotFound for a CV that is not the caller's to see or could not be read, Conflict for one on its way.
    """
    if cv_id == other_id:
        raise InvalidInput("A CV does not differ from itself. Please name two CVs.")
    for one in (cv_id, other_id):
        check_read(await readable_cv(session, caller, one))
    versions = await load_versions(session, [cv_id, other_id])
    profiles = await load_profiles(session, [cv_id, other_id])
    older, newer = sorted(versions.values(), key=by_newness)
    return difference(profiles[older.cv_id], profiles[newer.cv_id], older=older, newer=newer)


async def concerns_others(session: AsyncSession, caller: Caller, person_ids: Collection[int]) -> bool:
    """Whether these people have a CV that is not the caller's alone: joining them is then not for a candidate, as it
    would hide another's CV behind theirs."""
    if caller.may(Permission.READ_ALL_CVS):
        return False
    query = sa.select(CVFile.id).where(CVFile.person_id.in_(person_ids), _of_others(caller))
    return await session.scalar(query.limit(1)) is not None


async def may_undo(
    session: AsyncSession, caller: Caller, join: PersonJoin, person_ids: Collection[int]
) -> bool:
    """Whether the caller may part what the join made: who made it, as long as they see all CVs of these people, and
    who could have made it."""
    if join.joined_by != caller.user_id:
        return not await concerns_others(session, caller, person_ids)
    seen = visible_cvs(caller).with_only_columns(CVFile.id)
    hidden = sa.select(CVFile.id).where(CVFile.person_id.in_(person_ids), CVFile.id.not_in(seen))
    return await session.scalar(hidden.limit(1)) is None


async def _standing_joins(session: AsyncSession, person_id: int) -> Sequence[PersonJoin]:
    """The joins that made this person and can be undone, the latest first."""
    still_there = (
        sa.select(PersonMove.id)
        .join(CVFile, CVFile.id == PersonMove.cv_file_id)
        .where(PersonMove.join_id == PersonJoin.id, CVFile.person_id == PersonJoin.person_id)
    )
    query = sa.select(PersonJoin).where(
        PersonJoin.person_id == person_id, PersonJoin.undone_at.is_(None), still_there.exists()
    )
    return (await session.scalars(query.order_by(PersonJoin.id.desc()))).all()


def _once_for(state: SuggestionState) -> tuple[sa.SQLColumnExpression[Any], ...]:
    """What one suggestion stands for: two people, a join, or itself."""
    if state == "suggested":
        people = (First.person_id, Second.person_id)
        return sa.func.least(*people), sa.func.greatest(*people)
    return (SamePersonSuggestion.join_id if state == "joined" else SamePersonSuggestion.id,)


def _visible(caller: Caller) -> sa.Select[SamePersonSuggestion]:
    """Suggestions between CVs that the caller may see; to a candidate only where every CV of either person is
    theirs alone, as a join would move it."""
    query = (
        sa.select(SamePersonSuggestion)
        .join(First, First.id == SamePersonSuggestion.first_cv_id)
        .join(Second, Second.id == SamePersonSuggestion.second_cv_id)
    )
    if caller.may(Permission.READ_ALL_CVS):
        return query
    any_cv = aliased(CVFile)
    others = sa.select(any_cv.id).where(
        any_cv.person_id.in_((First.person_id, Second.person_id)), _of_others(caller, any_cv)
    )
    return query.where(~others.exists())


def _of_others(caller: Caller, cv: Any = CVFile) -> sa.ColumnElement[bool]:
    """Whether a CV is not this candidate's alone: the product's own, hidden from them, or handed in by somebody
    else, too; `cv` is CVFile or an alias of it."""
    own, other = aliased(CVUpload), aliased(CVUpload)
    standing = sa.select(own.id).where(
        own.cv_file_id == cv.id, own.user_id == caller.user_id, own.withdrawn_at.is_(None)
    )
    shared = sa.select(other.id).where(
        other.cv_file_id == cv.id,
        other.user_id.is_distinct_from(caller.user_id),
        other.withdrawn_at.is_(None),
    )
    return sa.or_(cv.is_sample, ~standing.exists(), shared.exists())
