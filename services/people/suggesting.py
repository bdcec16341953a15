"""Which CVs look like one person's: found by their marks when a CV has been read, kept as rows, decided by a human.

Reading a CV again gives the same rows: what a human decided stays, what no longer holds goes.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import CVFile, CVText, Employment, IdentityMark, PersonalInfo, SamePersonSuggestion
from schemas.people import Names, Reason
from services.passages import hold_corpus
from services.people.marks import NEARLY, Traits, compare_names, likeness, marks_of
from services.people.versions import settle_versions

# What more CVs than this carry belongs to an office, an agency or a template, not to a person.
MOST_SHARED = 12
REASON_OF: dict[str, Reason] = {
    "text": "same_text", "passage": "near_text", "email": "same_email", "phone": "same_phone",
    "employer": "same_name_and_employer",
}  # fmt: skip
ORDER = tuple(REASON_OF.values())


async def suggest_same_person(session: AsyncSession, cv_id: int) -> int:
    """Compute anew which CVs look like this one's person, from its rows as they stand; returns how many do.

    Belongs to the transaction that stores what was read or corrected. Also settles which of the person's CVs is
    the current one, since its dates may have changed.
    """
    # Two CVs read at once must not both find nothing: the second waits here until the first is stored.
    await hold_corpus(session)
    traits = (await _traits_of(session, [cv_id])).get(cv_id)
    if traits is None:
        return 0
    await _store_marks(session, cv_id, await asyncio.to_thread(marks_of, traits))
    found = await _reasons(session, cv_id, traits)
    await _store_suggestions(session, cv_id, found)
    person_id = await session.scalar(sa.select(CVFile.person_id).where(CVFile.id == cv_id))
    if person_id is not None:
        await settle_versions(session, person_id)
    return len(found)


async def next_unmarked(session: AsyncSession, *, after: int = 0) -> int | None:
    """The first CV whose number is above `after` that was read before marks were kept, None when there is none."""
    marked = sa.select(IdentityMark.id).where(IdentityMark.cv_file_id == CVFile.id)
    query = sa.select(CVFile.id).where(CVFile.processed, CVFile.id > after, ~marked.exists())
    found: int | None = await session.scalar(query.order_by(CVFile.id).limit(1))
    return found


def is_weak(reasons: Sequence[Reason], names: Names) -> bool:
    """Whether the reasons are as likely of two people: a shared number or address says little where the names
    differ, and a number alone says little where a name is missing."""
    return names == "differ" or (names == "unknown" and list(reasons) == ["same_phone"])


async def _traits_of(session: AsyncSession, cv_ids: Sequence[int]) -> dict[int, Traits]:
    """What the CVs are recognised by; CVs that were not read are left out."""
    employers: dict[int, list[str]] = defaultdict(list)
    jobs = sa.select(Employment.cv_file_id, Employment.company_name)
    named = Employment.company_name.is_not(None)
    for cv_id, company in await session.execute(jobs.where(Employment.cv_file_id.in_(cv_ids), named)):
        employers[cv_id].append(company or "")
    rows = await session.execute(
        sa.select(
            CVText.cv_file_id, CVText.text, PersonalInfo.full_name, PersonalInfo.email_normalised,
            PersonalInfo.phone_e164,
        )
        .outerjoin(PersonalInfo, PersonalInfo.cv_file_id == CVText.cv_file_id)
        .where(CVText.cv_file_id.in_(cv_ids))
    )  # fmt: skip
    return {
        cv_id: Traits(text, name, email, phone, tuple(employers[cv_id]))
        for cv_id, text, name, email, phone in rows.tuples()
    }


async def _store_marks(session: AsyncSession, cv_id: int, marks: Mapping[str, str]) -> None:
    own = IdentityMark.cv_file_id == cv_id
    await session.execute(sa.delete(IdentityMark).where(own, IdentityMark.digest.not_in(marks)))
    if marks:
        rows = [{"cv_file_id": cv_id, "kind": kind, "digest": digest} for digest, kind in marks.items()]
        await session.execute(insert(IdentityMark).on_conflict_do_nothing(), rows)


async def _reasons(
    session: AsyncSession, cv_id: int, traits: Traits
) -> dict[int, tuple[list[Reason], Names]]:
    """The CVs that share a mark: why, and whether the names can be one person's."""
    shared = await _sharing(session, cv_id)
    others = await _traits_of(session, list(shared))
    found: dict[int, tuple[list[Reason], Names]] = {}
    for other, kinds in shared.items():
        if other not in others:
            continue
        if "text" in kinds or ("passage" in kinds and not await _nearly(traits.text, others[other].text)):
            kinds.discard("passage")
        if kinds:
            reasons = sorted((REASON_OF[kind] for kind in kinds), key=ORDER.index)
            found[other] = reasons, compare_names(traits.full_name, others[other].full_name)
    return found


async def _sharing(session: AsyncSession, cv_id: int) -> dict[int, set[str]]:
    """The readable CVs that carry one of this CV's marks, with the kinds that they share."""
    mine, other, any_mark = aliased(IdentityMark), aliased(IdentityMark), aliased(IdentityMark)
    carriers = (
        sa.select(sa.func.count())
        .select_from(any_mark)
        .where(any_mark.digest == mine.digest)
        .scalar_subquery()
    )
    rows = await session.execute(
        sa.select(other.cv_file_id, other.kind)
        .join(mine, sa.and_(mine.digest == other.digest, mine.cv_file_id != other.cv_file_id))
        .join(CVFile, CVFile.id == other.cv_file_id)
        .where(mine.cv_file_id == cv_id, CVFile.processed, carriers <= MOST_SHARED)
        .distinct()
    )
    shared: dict[int, set[str]] = defaultdict(set)
    for other_id, kind in rows.tuples():
        shared[other_id].add(kind)
    return dict(shared)


async def _nearly(one: str, other: str) -> bool:
    return await asyncio.to_thread(likeness, one, other) >= NEARLY


async def _store_suggestions(
    session: AsyncSession, cv_id: int, found: Mapping[int, tuple[list[Reason], Names]]
) -> None:
    rows = [
        {
            "first_cv_id": min(cv_id, other), "second_cv_id": max(cv_id, other), "reasons": reasons,
            "names": names, "weak": is_weak(reasons, names), "state": "suggested",
        }
        for other, (reasons, names) in found.items()
    ]  # fmt: skip
    kept = [(row["first_cv_id"], row["second_cv_id"]) for row in rows]
    table = SamePersonSuggestion
    pair = sa.tuple_(table.first_cv_id, table.second_cv_id)
    about_it = sa.or_(table.first_cv_id == cv_id, table.second_cv_id == cv_id)
    await session.execute(
        sa.delete(table).where(about_it, table.state == "suggested", pair.not_in(kept) if kept else sa.true())
    )
    if rows:
        statement = insert(table)
        fresh = {name: statement.excluded[name] for name in ("reasons", "names", "weak")}
        index = ["first_cv_id", "second_cv_id"]
        await session.execute(statement.on_conflict_do_update(index_elements=index, set_=fresh), rows)
