"""Joining people, counting them once, undoing it, and what happens to versions when a CV goes."""

import json

import pytest
import sqlalchemy as sa

from core.errors import Conflict, InvalidInput, NotFound
from models import AuditEvent, Corpus, CVFile, CVUpload, Person, PersonJoin, SamePersonSuggestion
from schemas.results import SearchRequest
from services.erasure import erase_cv, withdraw_cv
from services.lookup import corpus_counts, cv_row, look_up_cvs
from services.people.joining import dismiss_suggestion, join_people, join_suggestion, undo_join
from services.people.listing import list_suggestions, person_versions
from services.search.search import search_experts, stored_answer
from tests.people.conftest import caller

MAIL = {"email": "ana@example.com", "email_normalised": "ana@example.com", "full_name": "Ana Example"}


def job(start, end=None, **more):
    return {
        "company_name": "Example Trains",
        "job_title": "Engineer",
        "start_date": start,
        "end_date": end,
    } | more


@pytest.fixture
async def older(read_cv):
    return await read_cv(skills=["Python", "Falconry"], employment=[job("2015-01", "2018-06")], **MAIL)


@pytest.fixture
async def newer(read_cv, older):
    return await read_cv(skills=["Python", "Rust"], employment=[job("2015-01", "2023-02")], **MAIL)


async def only_suggestion(session, who):
    (found,) = (await list_suggestions(session, who)).items
    return found


async def state_of(session):
    """All rows that a join may touch, as they stand."""
    cvs = await session.execute(sa.select(CVFile.id, CVFile.person_id, CVFile.is_current).order_by(CVFile.id))
    people = await session.scalars(sa.select(Person.id).order_by(Person.id))
    table = SamePersonSuggestion
    told = await session.execute(
        sa.select(table.id, table.state, table.reasons, table.weak, table.decided_by, table.decided_at, table.join_id)
        .order_by(table.id)
    )  # fmt: skip
    return json.dumps([[list(row) for row in cvs], list(people), [list(row) for row in told]], default=str)


async def both(session, *cvs):
    return [await session.get(CVFile, cv.id, populate_existing=True) for cv in cvs]


async def ask(session, who, embedder, question):
    return await search_experts(session, who, SearchRequest(query=question), embedder=embedder)


async def test_a_joined_person_is_found_once_by_the_current_cv(session, embedder, recruiter, older, newer):
    assert (await ask(session, recruiter, embedder, "Python")).total == 2
    before = (await corpus_counts(session)).people
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    assert (join.person_id, join.current_cv_id) == (older.person_id, newer.id)
    found = await ask(session, recruiter, embedder, "Python")
    assert (found.total, found.people) == (1, before - 1)
    assert [(one.person_id, one.cv_id) for one in found.results] == [(older.person_id, newer.id)]
    assert (await ask(session, recruiter, embedder, "falconry")).total == 0  # the older version's word
    assert (await list_suggestions(session, recruiter)).total == 0


async def test_undoing_restores_everything_and_the_same_answer(session, embedder, recruiter, older, newer):
    before, asked = await state_of(session), await ask(session, recruiter, embedder, "Python")
    version = await session.scalar(sa.select(Corpus.version))
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    assert await state_of(session) != before
    undone = await undo_join(session, recruiter, join.id)
    assert set(undone.person_ids) == {version.person_id for version in (await both(session, older, newer))}
    assert await state_of(session) == before
    again = await ask(session, recruiter, embedder, "Python")
    unlike = {"run_id", "corpus_version"}
    assert again.model_dump_json(exclude=unlike) == asked.model_dump_json(exclude=unlike)
    assert await session.scalar(sa.select(Corpus.version)) == version + 2
    assert await stored_answer(session, recruiter, asked.run_id) == asked
    actions = list(await session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)))
    assert actions == ["people.joined", "people.join_undone"]
    with pytest.raises(Conflict):
        await undo_join(session, recruiter, join.id)


async def test_the_newer_is_told_by_what_the_cv_says_then_by_when_it_came(session, recruiter, read_cv):
    new = await read_cv(employment=[job("2015-01", "2023-02")], **MAIL)
    old = await read_cv(employment=[job("2015-01", "2018-06")], **MAIL)
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    assert [version.cv_id for version in join.versions] == [new.id, old.id]
    equal = await read_cv(employment=[job("2015-01", "2023-02")], **MAIL)
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    assert join.current_cv_id == equal.id


async def test_a_date_in_the_future_makes_no_cv_newer(session, recruiter, read_cv):
    await read_cv(
        employment=[job("2015-01", "2018-06")], education=[{"degree": "MSc", "end_date": "2099"}], **MAIL
    )
    new = await read_cv(employment=[job("2015-01", "2023-02")], **MAIL)
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    assert join.current_cv_id == new.id


async def test_when_the_current_version_goes_the_next_newest_is_current(
    session, embedder, recruiter, make_user, older, newer
):
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    admin = caller(await make_user(role="admin"))
    await erase_cv(session, admin, newer.id)
    found = await ask(session, recruiter, embedder, "falconry")
    assert [one.cv_id for one in found.results] == [older.id]
    assert await session.get(PersonJoin, join.id) is None  # nothing is left to undo
    assert list(await session.scalars(sa.select(Person.id))) == [older.person_id]
    await erase_cv(session, admin, older.id)
    assert list(await session.scalars(sa.select(Person.id))) == []


async def test_undoing_after_the_other_cv_went_leaves_no_empty_person(
    session, recruiter, make_user, older, newer
):
    join = await join_suggestion(session, recruiter, (await only_suggestion(session, recruiter)).id)
    await erase_cv(session, caller(await make_user(role="admin")), older.id)
    undone = await undo_join(session, recruiter, join.id)
    await session.refresh(newer)
    assert undone.person_ids == [newer.person_id]
    assert newer.is_current
    assert list(await session.scalars(sa.select(Person.id))) == [newer.person_id]


async def test_joins_are_undone_in_any_order_that_fits(session, recruiter, read_cv):
    one, two, three = [await read_cv(**MAIL) for _ in range(3)]
    before = await state_of(session)
    first = await join_people(session, recruiter, [two.person_id, three.person_id])
    second = await join_people(session, recruiter, [one.person_id, first.person_id])
    with pytest.raises(Conflict, match="undo that first"):
        await undo_join(session, recruiter, first.id)
    await undo_join(session, recruiter, second.id)
    await undo_join(session, recruiter, first.id)
    assert await state_of(session) == before


async def test_who_cannot_see_all_cvs_of_both_cannot_join_or_learn_of_them(
    session, recruiter, make_user, read_cv
):
    user = await make_user(role="candidate")
    candidate = caller(user)
    mine, too = await read_cv(uploaded_by=user, **MAIL), await read_cv(uploaded_by=user, **MAIL)
    theirs = await read_cv(**MAIL)
    (own,) = (await list_suggestions(session, candidate)).items
    other = next(
        one for one in (await list_suggestions(session, recruiter)).items if one.newer.cv_id == theirs.id
    )
    with pytest.raises(NotFound):
        await join_suggestion(session, candidate, other.id)
    with pytest.raises(NotFound):
        await dismiss_suggestion(session, candidate, other.id)
    with pytest.raises(NotFound):
        await join_people(session, candidate, [mine.person_id, theirs.person_id])
    hidden = await join_people(session, recruiter, [mine.person_id, theirs.person_id])
    await session.refresh(mine)
    assert (
        await list_suggestions(session, candidate)
    ).items == []  # joining would move what they may not see
    with pytest.raises(NotFound):
        await join_suggestion(session, candidate, own.id)
    with pytest.raises(NotFound):
        await undo_join(session, candidate, hidden.id)
    seen = await person_versions(session, candidate, mine.person_id)
    assert [(version.cv_id, version.is_current) for version in seen.versions] == [(mine.id, True)]
    assert seen.joins == []
    assert not mine.is_current  # as a recruiter sees it
    assert (await cv_row(session, candidate, mine.id)).is_current
    listed = await look_up_cvs(session, candidate, current_only=True)
    assert {cv.id for cv in listed.items} == {mine.id, too.id}
    await undo_join(session, recruiter, hidden.id)
    join = await join_suggestion(session, candidate, own.id)
    assert {version.cv_id for version in join.versions} == {mine.id, too.id}
    await undo_join(session, candidate, join.id)


async def test_a_candidate_cannot_hide_what_another_handed_in_too(session, recruiter, make_user, read_cv):
    victim, user = await make_user(role="candidate"), await make_user(role="candidate")
    candidate = caller(user)
    theirs = await read_cv(uploaded_by=victim, employment=[job("2015-01", "2018-06")], **MAIL)
    mine = await read_cv(uploaded_by=user, employment=[job("2015-01", "2023-02")], **MAIL)
    copy = CVUpload(cv_file_id=theirs.id, user_id=user.id, filename="copy.pdf")
    session.add(copy)
    await session.flush()
    suggestion = await only_suggestion(session, recruiter)
    assert (await list_suggestions(session, candidate)).items == []
    with pytest.raises(NotFound):
        await join_people(session, candidate, [theirs.person_id, mine.person_id])
    with pytest.raises(NotFound):
        await dismiss_suggestion(session, candidate, suggestion.id)
    join = await join_suggestion(session, recruiter, suggestion.id)
    with pytest.raises(NotFound):
        await undo_join(session, candidate, join.id)
    await undo_join(session, recruiter, join.id)
    await withdraw_cv(session, caller(victim), theirs.id)
    join = await join_people(session, candidate, [theirs.person_id, mine.person_id])  # theirs alone now
    assert join.current_cv_id == mine.id


async def test_who_joined_their_own_cvs_can_undo_it_whoever_hands_them_in_later(session, make_user, read_cv):
    user, later = await make_user(role="candidate"), await make_user(role="candidate")
    candidate = caller(user)
    mine = [await read_cv(uploaded_by=user, **MAIL) for _ in range(2)]
    join = await join_people(session, candidate, [cv.person_id for cv in mine])
    session.add(CVUpload(cv_file_id=mine[1].id, user_id=later.id, filename="copy.pdf"))
    await session.flush()
    assert [one.id for one in (await person_versions(session, candidate, join.person_id)).joins] == [join.id]
    await undo_join(session, candidate, join.id)


async def test_a_withdrawn_version_makes_room_for_the_next(session, make_user, read_cv):
    user = await make_user(role="candidate")
    candidate = caller(user)
    old = await read_cv(uploaded_by=user, employment=[job("2015-01", "2018-06")], **MAIL)
    new = await read_cv(uploaded_by=user, employment=[job("2015-01", "2023-02")], **MAIL)
    await join_suggestion(session, candidate, (await only_suggestion(session, candidate)).id)
    await withdraw_cv(session, candidate, new.id)
    await session.refresh(old)
    assert old.is_current


async def test_one_person_or_nobody_cannot_be_joined(session, recruiter, older, newer):
    with pytest.raises(InvalidInput):
        await join_people(session, recruiter, [older.person_id, older.person_id])
    with pytest.raises(NotFound):
        await join_people(session, recruiter, [older.person_id, 10**9])
    found = await only_suggestion(session, recruiter)
    await join_suggestion(session, recruiter, found.id)
    with pytest.raises(Conflict):
        await join_suggestion(session, recruiter, found.id)
    with pytest.raises(Conflict):
        await dismiss_suggestion(session, recruiter, found.id)


async def test_a_dismissed_pair_can_still_be_joined_and_undone(session, recruiter, older, newer):
    found = await only_suggestion(session, recruiter)
    await dismiss_suggestion(session, recruiter, found.id)
    join = await join_suggestion(session, recruiter, found.id)
    await undo_join(session, recruiter, join.id)
    assert (await only_suggestion(session, recruiter)).id == found.id
