"""Which CVs look like one person's, and which do not."""

import random

import pytest
import sqlalchemy as sa

import worker
from core.errors import DatabaseUnavailable
from models import IdentityMark, PersonalInfo, SamePersonSuggestion
from services.corrections import correct_field, undo_correction
from services.erasure import erase_cv
from services.people import suggesting
from services.people.joining import dismiss_suggestion
from services.people.listing import list_suggestions
from services.people.marks import Traits, compare_names, likeness, marks_of
from services.people.suggesting import next_unmarked, suggest_same_person
from tests.people.conftest import caller

TRAINS = {"company_name": "Example Trains GmbH", "job_title": "Engineer"}
MAIL = {"email": "ana@example.com", "email_normalised": "ana@example.com"}
PHONE = {"phone": "030 1234567", "phone_e164": "+49301234567"}


async def pairs(session, who, **options):
    return (await list_suggestions(session, who, **options)).items


@pytest.mark.parametrize(
    ("one", "other", "reasons", "weak"),
    [
        (MAIL | {"full_name": "Ana Example"}, MAIL | {"full_name": "Ana Example"}, ["same_email"], False),
        (MAIL | {"full_name": "Ana Example"}, MAIL | {"full_name": "Bo Sample"}, ["same_email"], True),
        (PHONE | {"full_name": "Ana Example"}, PHONE | {"full_name": "Ana B. Example"}, ["same_phone"], False),
        (PHONE | {"full_name": "Ana Example"}, PHONE | {"full_name": "Bo Sample"}, ["same_phone"], True),
        (PHONE | {"full_name": "Ana Example"}, PHONE | {"full_name": None}, ["same_phone"], True),
        (
            {"full_name": "Jürgen Müller", "employment": [TRAINS]},
            {"full_name": "Mueller, Juergen", "employment": [{"company_name": "EXAMPLE TRAINS"}]},
            ["same_name_and_employer"],
            False,
        ),
        (
            MAIL | PHONE | {"full_name": "Ana Example", "employment": [TRAINS], "text": "Same"},
            MAIL | PHONE | {"full_name": "Ana Example", "employment": [TRAINS], "text": "same."},
            ["same_text", "same_email", "same_phone", "same_name_and_employer"],
            False,
        ),
    ],
)  # fmt: skip
async def test_each_reason_is_found_and_told_how_much_it_says(
    session, read_cv, recruiter, one, other, reasons, weak
):
    first, second = await read_cv(**one), await read_cv(**other)
    (found,) = await pairs(session, recruiter)
    assert (found.reasons, found.weak) == (reasons, weak)
    assert {found.older.cv_id, found.newer.cv_id} == {first.id, second.id}
    assert ("may be two people" in found.sentence) is weak


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"full_name": "Ana Example"}, {"full_name": "Ana Example"}),
        (
            {"full_name": "Ana Example", "employment": [TRAINS]},
            {"full_name": "Bo Sample", "employment": [TRAINS]},
        ),
        (
            {"full_name": "Ana", "employment": [TRAINS]},
            {"full_name": "Ana", "employment": [TRAINS, {"company_name": "Other"}]},
        ),
        (PHONE, {"phone": "030 7654321", "phone_e164": "+49307654321"}),
    ],
)
async def test_a_name_or_an_employer_alone_says_nothing(session, read_cv, recruiter, one, other):
    await read_cv(**one)
    await read_cv(text="Another line", **other)
    assert await pairs(session, recruiter) == []


def a_long_text(changed: int = 0) -> str:
    words = [f"word{random.Random(7 * n).randrange(900)}" for n in range(300)]
    for number in random.Random(1).sample(range(300), changed):
        words[number] = f"other{number}"
    return " ".join(words)


async def test_nearly_the_same_text_is_found_and_a_rewritten_one_is_not(session, read_cv, recruiter):
    await read_cv(full_name="Ana Example", text=a_long_text())
    near = await read_cv(full_name="Ana Example", text=a_long_text(changed=6))
    await read_cv(full_name="Ana Example", text=a_long_text(changed=150))
    (found,) = await pairs(session, recruiter)
    assert (found.reasons, found.newer.cv_id) == (["near_text"], near.id)
    assert likeness(a_long_text(), a_long_text(6)) > 0.7 > likeness(a_long_text(), a_long_text(150))


def test_the_same_text_set_otherwise_has_the_same_mark():
    one = marks_of(Traits("Ana Exämple\nData  engineer, Berlin"))
    other = marks_of(Traits("ANA EXÄMPLE – Data Engineer\n\nBerlin\n"))
    assert one == other
    assert "Ana" not in str(one)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Ana Maria Example", "Ana Example", "same"), ("Dr. Ana Example", "EXAMPLE, Ana", "same"),
        ("Ana Example", "Ana Other", "differ"), ("Ana", "Ana Example", "unknown"), (None, "Ana Example", "unknown"),
    ],
)  # fmt: skip
def test_names_are_compared_by_their_words(one, other, said):
    assert compare_names(one, other) == compare_names(other, one) == said


async def test_reading_again_changes_nothing_and_what_no_longer_holds_goes(session, read_cv, recruiter):
    first, second = (
        await read_cv(full_name="Ana Example", **MAIL),
        await read_cv(full_name="Ana Example", **MAIL),
    )
    before = await pairs(session, recruiter)
    await suggest_same_person(session, first.id)
    await suggest_same_person(session, second.id)
    assert await pairs(session, recruiter) == before
    other = sa.update(PersonalInfo).values(email_normalised="other@example.com")
    await session.execute(other.where(PersonalInfo.cv_file_id == second.id))
    await suggest_same_person(session, second.id)
    assert await pairs(session, recruiter) == []


async def test_what_a_human_dismissed_is_not_suggested_again(session, read_cv, recruiter):
    first, second = (
        await read_cv(full_name="Ana Example", **MAIL),
        await read_cv(full_name="Ana Example", **MAIL),
    )
    (found,) = await pairs(session, recruiter)
    answer = await dismiss_suggestion(session, recruiter, found.id)
    assert answer.state == "dismissed"
    await suggest_same_person(session, second.id)
    await suggest_same_person(session, first.id)
    assert await pairs(session, recruiter) == []
    assert [one.id for one in await pairs(session, recruiter, state="dismissed")] == [found.id]


async def test_a_number_that_many_cvs_carry_is_an_offices(session, read_cv, recruiter, monkeypatch):
    monkeypatch.setattr(suggesting, "MOST_SHARED", 2)
    for name in ("Ana Example", "Bo Sample", "Cy Third"):
        await read_cv(full_name=name, **PHONE)
    assert len(await pairs(session, recruiter)) == 1  # found while two carried it; the third adds nothing


async def test_cvs_read_before_there_were_marks_are_made_up_for(services, session, make_cv, recruiter):
    await make_cv(full_name="Ana Example", **MAIL)
    await make_cv(full_name="Ana Example", **MAIL)
    await worker.mark_older(services)
    assert len(await pairs(session, recruiter)) == 1
    assert await next_unmarked(session) is None


async def test_neither_a_lost_database_nor_a_cv_that_fails_keeps_the_rest_from_being_made_up_for(
    services, session, make_cv, recruiter, monkeypatch
):
    broken = await make_cv(full_name="Bo Sample", **MAIL)
    for _ in range(2):
        await make_cv(full_name="Ana Example", **MAIL)
    outages = [DatabaseUnavailable()]

    async def at_times(own, cv_id):
        if cv_id == broken.id:
            raise ValueError("a CV that cannot be compared")
        if outages:
            raise outages.pop()
        return await suggest_same_person(own, cv_id)

    monkeypatch.setattr(worker, "suggest_same_person", at_times)
    await worker.mark_older(services, pause=0)
    assert len(await pairs(session, recruiter)) == 1
    assert await next_unmarked(session) == broken.id


async def test_a_corrected_address_is_looked_at_anew(session, read_cv, recruiter, embedder):
    await read_cv(full_name="Ana Example", **MAIL)
    other = await read_cv(
        full_name="Ana Example", email="anna@example.com", email_normalised="anna@example.com"
    )
    assert await pairs(session, recruiter) == []
    field = "personal_info/email"
    correction = await correct_field(
        session, recruiter, other.id, field, "ana@example.com", embedder=embedder
    )
    assert len(await pairs(session, recruiter)) == 1
    await undo_correction(session, recruiter, other.id, correction.id, embedder=embedder)
    assert await pairs(session, recruiter) == []


async def test_a_candidate_sees_only_pairs_of_their_own(session, read_cv, make_user, recruiter):
    user, somebody = await make_user(role="candidate"), await make_user(role="candidate")
    mine = await read_cv(full_name="Ana Example", uploaded_by=user, **MAIL)
    await read_cv(full_name="Ana Example", uploaded_by=somebody, **MAIL)
    assert await pairs(session, caller(user)) == []
    too = await read_cv(full_name="Ana Example", uploaded_by=user, **MAIL)
    (own,) = await pairs(session, caller(user))
    assert (own.older.cv_id, own.newer.cv_id) == (mine.id, too.id)
    assert len(await pairs(session, recruiter)) == 3


async def test_erasing_a_cv_takes_its_suggestions_and_marks(session, read_cv, make_user, recruiter):
    first = await read_cv(full_name="Ana Example", **MAIL)
    await read_cv(full_name="Ana Example", **MAIL)
    await erase_cv(session, caller(await make_user(role="admin")), first.id)
    assert await session.scalar(sa.select(sa.func.count(SamePersonSuggestion.id))) == 0
    assert await session.scalar(sa.select(IdentityMark.id).where(IdentityMark.cv_file_id == first.id)) is None
