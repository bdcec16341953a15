"""Corrections: who may make them, that no reading overwrites them, and that they can be undone."""

import threading
from typing import Any

import pytest
import sqlalchemy as sa

import models
from core.errors import Conflict, InvalidInput, NotFound
from schemas.profile import Profile, StoredProfile
from services.access import Caller, load_caller
from services.corrected_passages import recut_passages
from services.corrections import correct_field, list_corrections, replay_corrections, undo_correction
from services.extraction.assess import READ_BEFORE
from services.profiles import load_profile, store_profile
from tests.factories import made_up

FACTS = {
    "full_name": "Ada Exmaple", "email": "ada@example.org", "phone": "030 1234567", "location": "Berlin, Germany",
    "employment": [
        {"job_title": "Enginer", "company_name": "Nordlicht GmbH", "start_date": "2019-03", "end_date": "2021-06"},
        {"job_title": "Intern", "company_name": "Südwind AG", "start_date": "2017", "end_date": "2018"},
    ],
    "skills": ["Pyhton", "SQL"],
}  # fmt: skip


@pytest.fixture
def correct(session, embedder):
    async def correct(caller: Caller, cv: models.CVFile, field: str, new: object):
        return await correct_field(session, caller, cv.id, field, new, embedder=embedder)

    return correct


@pytest.fixture
def undo(session, embedder):
    async def undo(caller: Caller, cv: models.CVFile, number: int):
        return await undo_correction(session, caller, cv.id, number, embedder=embedder)

    return undo


@pytest.fixture
def read_again(session, embedder):
    """What the pipeline does when a CV is read again and something else is found."""

    async def read_again(cv: models.CVFile, **facts: object) -> StoredProfile:
        _, profile = made_up(**{**FACTS, **facts})
        await store_profile(session, cv, profile)
        await replay_corrections(session, cv, embedder)
        return await load_profile(session, cv)

    return read_again


@pytest.fixture
async def recruiter(session, make_user) -> Caller:
    return await load_caller(session, (await make_user(role="recruiter")).id)


async def test_a_corrected_value_is_a_persons_word_and_what_follows_from_it_is_derived_anew(
    session, make_cv, correct, recruiter
) -> None:
    cv = await make_cv(**FACTS)
    before = await session.scalar(sa.select(models.Corpus.version))
    answer = await correct(recruiter, cv, "employment/0/end_date", "Dec 2021")
    await correct(recruiter, cv, "personal_info/phone", "+44 20 7946 0958")
    await correct(recruiter, cv, "skills/0/name", "Python")
    profile = await load_profile(session, cv)
    job = profile.employment[0]
    assert (job.end_date, job.duration_months, job.job_title) == ("2021-12", 34, "Enginer")
    assert (job.evidence["end_date"].source, job.evidence["end_date"].quote) == ("human", "2021-12")
    assert job.evidence["job_title"].source == "text"
    assert profile.personal_info.phone_e164 == "+442079460958"
    assert profile.personal_info.email == "ada@example.org"
    assert profile.skills[0].canonical == "python"
    assert (answer.author, answer.field, answer.old) == (
        "you",
        "employment/0/end_date",
        {"end_date": "2021-06"},
    )
    assert await session.scalar(sa.select(models.Corpus.version)) == before + 3


async def test_an_open_job_is_corrected_by_saying_present(session, make_cv, correct, recruiter) -> None:
    cv = await make_cv(**FACTS)
    await correct(recruiter, cv, "employment/0/end_date", "present")
    job = (await load_profile(session, cv)).employment[0]
    assert (job.is_current, job.end_date) == (True, None)
    assert job.duration_months > 60


async def test_candidates_correct_their_own_cv_and_nobody_elses(
    session, make_cv, make_user, correct, undo, recruiter
) -> None:
    owner, other = await make_user(role="candidate"), await make_user(role="candidate")
    cv = await make_cv(**FACTS, uploaded_by=owner)
    mine, theirs = await load_caller(session, owner.id), await load_caller(session, other.id)
    answer = await correct(mine, cv, "personal_info/full_name", "Ada Example")
    for refused in (
        correct(theirs, cv, "personal_info/full_name", "Somebody Else"),
        undo(theirs, cv, answer.id),
        list_corrections(session, theirs, cv.id),
    ):
        with pytest.raises(NotFound):
            await refused
    await correct(recruiter, cv, "personal_info/location", "Hamburg, Germany")
    admin = await load_caller(session, (await make_user(role="admin")).id)
    await correct(admin, cv, "personal_info/location", "Bremen, Germany")
    assert (await load_profile(session, cv)).personal_info.full_name == "Ada Example"
    assert {one.author for one in (await list_corrections(session, mine, cv.id)).items} == {
        "you", "a recruiter", "an admin",
    }  # fmt: skip
    events = await session.scalars(
        sa.select(models.AuditEvent.actor_id).where(models.AuditEvent.action == "cv.corrected")
    )
    assert list(events) == [mine.user_id, recruiter.user_id, admin.user_id]


async def test_no_reading_overwrites_a_correction_even_when_entries_move(
    session, make_cv, correct, read_again, recruiter
) -> None:
    cv = await make_cv(**FACTS)
    await correct(recruiter, cv, "employment/0/job_title", "Engineer")
    await correct(recruiter, cv, "personal_info/full_name", "Ada Example")
    await correct(recruiter, cv, "employment/1", None)
    jobs = FACTS["employment"]
    moved = [
        {"job_title": "Cook", "company_name": "Ostsee KG", "start_date": "2022"},
        {**jobs[1], "location": "Kiel"},
        {**jobs[0], "job_title": "Enginer (m/w/d)"},
    ]
    profile = await read_again(cv, employment=moved, full_name="A. Exmaple")
    assert [job.job_title for job in profile.employment] == ["Cook", "Engineer"]
    assert profile.personal_info.full_name == "Ada Example"
    assert all(one.fits for one in (await list_corrections(session, recruiter, cv.id)).items)


async def test_a_correction_of_an_entry_that_is_gone_is_kept_and_says_so(
    session, make_cv, correct, read_again, recruiter
) -> None:
    cv = await make_cv(**FACTS)
    await correct(recruiter, cv, "employment/0/job_title", "Engineer")
    profile = await read_again(cv, employment=FACTS["employment"][1:])
    assert [job.job_title for job in profile.employment] == ["Intern"]
    [kept] = (await list_corrections(session, recruiter, cv.id)).items
    assert (kept.fits, kept.field) == (False, None)
    profile = await read_again(cv)  # the next reader finds it again
    assert profile.employment[0].job_title == "Engineer"
    assert (await list_corrections(session, recruiter, cv.id)).items[0].fits


async def test_undoing_brings_back_what_the_cv_says(session, make_cv, correct, undo, recruiter) -> None:
    cv = await make_cv(**FACTS)
    untouched = await load_profile(session, cv)
    first = await correct(recruiter, cv, "employment/0/job_title", "Engineer")
    second = await correct(recruiter, cv, "employment/0/job_title", "Chief Engineer")
    await undo(recruiter, cv, second.id)
    assert (await load_profile(session, cv)).employment[0].job_title == "Engineer"
    await undo(recruiter, cv, first.id)
    assert await load_profile(session, cv) == untouched
    with pytest.raises(NotFound):
        await undo(recruiter, cv, first.id)
    history = (await list_corrections(session, recruiter, cv.id)).items
    assert [one.undone_at is None for one in history] == [False, False]
    assert await session.scalar(sa.select(models.ProfileAsRead.id)) is None


async def test_an_entry_is_added_where_its_start_belongs_and_changed_after_that(
    session, make_cv, correct, undo, read_again, recruiter
) -> None:
    cv = await make_cv(**FACTS)
    values = {"job_title": "Analyst", "company_name": "Westwind SE", "start_date": "2018-05"}
    added = await correct(recruiter, cv, "employment", values)
    assert added.field == "employment/1"
    await correct(recruiter, cv, "employment/1/end_date", "2019")
    profile = await read_again(cv)
    assert [job.company_name for job in profile.employment] == ["Nordlicht GmbH", "Westwind SE", "Südwind AG"]
    assert profile.employment[1].end_date == "2019"
    await undo(recruiter, cv, added.id)
    assert len((await load_profile(session, cv)).employment) == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("employment/0/start_date", "a while ago", "is not a date"),
        ("employment/0/start_date", "2021-13", "is not a date"),
        ("employment/0/end_date", "2018", "cannot end"),
        ("employment/0/salary", "1", "no such field"),
        ("hobbies/0/name", "chess", "no such part"),
        ("personal_info/phone", "030 1234567", "stands there already"),
        ("personal_info/phone", "1" * 301, "longer than"),
        ("skills/0/name", None, "Remove it instead"),
        ("employment", {"job_title": "  "}, "at least one value"),
        ("employment", {"job_title": "enginer", "company_name": "Nordlicht GmbH"}, "say what differs"),
        ("skills", {"name": "sql"}, "says this already"),
        ("education", {"institution": "TU Example", "end_date": "present"}, "Only a job can last"),
        ("certifications", {"name": "CKA", "expiry_date": "heute"}, "Only a job can last"),
    ],
)
async def test_what_cannot_be_a_value_is_refused_with_a_sentence(
    make_cv, correct, recruiter, field, value, sentence
) -> None:
    cv = await make_cv(**FACTS)
    with pytest.raises(InvalidInput, match=sentence):
        await correct(recruiter, cv, field, value)


async def test_a_period_that_was_read_the_wrong_way_round_keeps_nothing_else_from_being_corrected(
    session, make_cv, correct, recruiter
) -> None:
    cv = await make_cv(
        **{**FACTS, "employment": [{"job_title": "Enginer", "start_date": "2021", "end_date": "2019"}]}
    )
    await correct(recruiter, cv, "employment/0/job_title", "Engineer")
    await correct(recruiter, cv, "employment/0/end_date", "2018")
    await correct(recruiter, cv, "employment/0/start_date", "2016")
    job = (await load_profile(session, cv)).employment[0]
    assert (job.job_title, job.start_date, job.end_date) == ("Engineer", "2016", "2018")
    with pytest.raises(InvalidInput, match="cannot end"):
        await correct(recruiter, cv, "employment/0/start_date", "2020")


async def test_a_cv_needs_review_only_as_long_as_its_corrected_profile_does(
    session, make_cv, correct, undo, recruiter
) -> None:
    cv = await make_cv(**{**FACTS, "full_name": None}, status="needs_review")
    made = await correct(recruiter, cv, "personal_info/full_name", "Ada Example")
    assert (cv.processing_status, cv.status_detail) == ("processed", "Read and searchable.")
    await undo(recruiter, cv, made.id)
    assert (cv.processing_status, "no name was found" in cv.status_detail) == ("needs_review", True)
    cv.status_detail = f"{READ_BEFORE} The file is damaged."
    await correct(recruiter, cv, "personal_info/full_name", "Ada Example")
    assert (cv.processing_status, cv.status_detail[:26]) == ("needs_review", READ_BEFORE[:26])


async def test_a_change_is_refused_where_something_else_stands_than_was_seen(
    session, make_cv, embedder, recruiter
) -> None:
    cv = await make_cv(**FACTS)

    async def change(field: str, seen: dict[str, str | None]) -> None:
        await correct_field(session, recruiter, cv.id, field, None, seen=seen, embedder=embedder)

    for field, seen in [
        ("employment/1", {"job_title": "Enginer"}),
        ("employment/0/end_date", {"job_title": "Enginer", "end_date": None}),
        ("personal_info/phone", {"phone": "030 99"}),
    ]:
        with pytest.raises(Conflict, match="has changed"):
            await change(field, seen)
    await change("employment/1", {"job_title": "Intern", "location": None})
    await change("personal_info/phone", {"phone": "030 1234567"})
    profile = await load_profile(session, cv)
    assert (len(profile.employment), profile.personal_info.phone) == (1, None)


async def test_only_so_many_corrections_are_kept_with_those_that_are_undone(
    make_cv, correct, undo, recruiter, monkeypatch
) -> None:
    monkeypatch.setattr("services.corrections.MOST_KEPT", 1)
    cv = await make_cv(**FACTS)
    made = await correct(recruiter, cv, "skills/0/name", "Python")
    await undo(recruiter, cv, made.id)
    with pytest.raises(Conflict, match="undone so often"):
        await correct(recruiter, cv, "skills/0/name", "Python")


async def test_only_who_reviews_sees_the_address_of_who_corrected(
    session, make_cv, make_user, correct, recruiter
) -> None:
    owner = await make_user(role="candidate")
    cv = await make_cv(**FACTS, uploaded_by=owner)
    await correct(await load_caller(session, owner.id), cv, "skills/0/name", "Python")
    admin = await load_caller(session, (await make_user(role="admin")).id)
    seen = [(await list_corrections(session, who, cv.id)).items[0].author for who in (recruiter, admin)]
    assert seen == ["a candidate", owner.email]


async def test_an_address_that_is_none_keeps_its_words(session, make_cv, correct, recruiter) -> None:
    cv = await make_cv(**FACTS)
    await correct(recruiter, cv, "personal_info/email", "ada (at) example")
    info = (await load_profile(session, cv)).personal_info
    assert (info.email, info.email_normalised) == ("ada (at) example", None)


async def test_passages_hold_neither_the_corrected_nor_the_old_name(
    session, make_cv, correct, recruiter
) -> None:
    cv = await make_cv(**FACTS, text="References: Exmaple said that Thistlewood leads well.")
    await correct(recruiter, cv, "personal_info/full_name", "Ada Thistlewood")
    texts = " ".join(await session.scalars(sa.select(models.Passage.text)))
    assert "leads well" in texts
    assert "Thistlewood" not in texts
    assert "Exmaple" not in texts


async def test_a_title_that_was_misread_as_a_name_can_be_found_once_the_name_is_right(
    session, make_cv, correct, recruiter
) -> None:
    job = {"job_title": "Senior Data Engineer", "company_name": "Nordlicht GmbH", "start_date": "2019"}
    cv = await make_cv(full_name="Data Engineer", employment=[job], text="Data matters. Engineer teams.")
    await correct(recruiter, cv, "personal_info/full_name", "Ada Example")
    texts = list(await session.scalars(sa.select(models.Passage.text)))
    assert "Senior Data Engineer" in " ".join(texts)
    assert "Data matters. Engineer teams." in " ".join(texts)
    assert not any(text.startswith("Data Engineer") for text in texts)


async def test_a_title_that_was_read_into_the_name_is_not_cut_from_the_jobs(
    session, make_cv, correct, recruiter
) -> None:
    job = {"job_title": "Senior Data Engineer", "company_name": "Nordlicht GmbH", "start_date": "2019"}
    cv = await make_cv(full_name="Data Engineer Ada Exmaple", employment=[job], text="Exmaple was here.")
    await correct(recruiter, cv, "personal_info/full_name", "Ada Example")
    texts = " ".join(await session.scalars(sa.select(models.Passage.text)))
    assert "Senior Data Engineer" in texts
    assert "Exmaple" not in texts


async def test_cutting_a_corrected_cv_leaves_the_web_loop_free(session, make_cv, embedder) -> None:
    cv = await make_cv(**FACTS)
    document, profile = made_up(**FACTS)
    threads = []

    class Watched(Profile):
        def __getattribute__(self, name: str) -> Any:
            threads.append(threading.current_thread())
            return super().__getattribute__(name)

    watched = Watched.model_construct(**dict(profile))
    threads.clear()
    await recut_passages(session, cv.id, document, profile, watched, embedder=embedder)
    assert threads
    assert threading.main_thread() not in threads
