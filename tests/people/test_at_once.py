"""Changes of two CVs of one person at the same time wait for each other and both are done."""

import asyncio

import pytest

from models import CVFile
from services.corrections import correct_field
from services.erasure import erase_cv
from services.people.joining import join_people, undo_join
from services.profiles import load_profile
from tests.people.conftest import caller

JOB = {"company_name": "Example Trains", "job_title": "Engineer", "start_date": "2015-01"}
NEWEST = "employment/0/end_date"


@pytest.fixture
async def joined(services, session, read_cv, recruiter):
    """Two CVs of one person: a change of the older one's dates makes it the current one, or no longer."""
    older = await read_cv(employment=[JOB | {"end_date": "2020-06"}], full_name="Ana Example")
    newer = await read_cv(employment=[JOB | {"end_date": "2021-06"}], full_name="Ana Example")
    join = await join_people(session, recruiter, [older.person_id, newer.person_id])
    await session.commit()
    return older, newer, join


@pytest.fixture
def correct(services, recruiter, embedder):
    async def correct(cv, field, new):
        async with services.database.transaction() as session:
            return await correct_field(session, recruiter, cv.id, field, new, embedder=embedder)

    return correct


async def test_both_cvs_of_a_person_are_corrected(services, session, joined, correct):
    older, newer, _ = joined
    for year, phone in (("2023", "030 5550001"), ("2019", "030 5550002")):
        await asyncio.gather(
            correct(older, NEWEST, year), correct(newer, "personal_info/phone", phone),
        )  # fmt: skip
        assert (await load_profile(session, older)).employment[0].end_date == year
        assert (await load_profile(session, newer)).personal_info.phone == phone


async def test_one_cv_is_corrected_while_people_part_and_another_goes(
    services, session, make_user, recruiter, joined, correct
):
    older, newer, join = joined
    admin = caller(await make_user(role="admin"))
    await session.commit()

    async def part_and_erase():
        async with services.database.transaction() as own:
            await undo_join(own, recruiter, join.id)
        async with services.database.transaction() as own:
            await erase_cv(own, admin, newer.id)

    await asyncio.gather(correct(older, NEWEST, "2023"), part_and_erase(), correct(older, NEWEST, "2018"))
    assert await session.get(CVFile, newer.id, populate_existing=True) is None
    assert (await session.get(CVFile, older.id, populate_existing=True)).is_current
