"""Withdrawing and erasing: nothing of the CV is left, and nothing of anybody else is lost."""

import asyncio
import datetime as dt
import json
from uuid import uuid4

import pytest
import sqlalchemy as sa

import models
from core.errors import NotAllowed, NotFound
from models import Conversation, CVFile, Feedback, Message, Person, SearchRun
from services import erasure
from services.access import Caller, Role
from services.conversations import (
    link_cvs,
    open_conversation,
    record_answer,
    record_attachment,
    record_tool_call,
    record_tool_result,
    record_user_message,
)
from services.corrections import correct_field
from services.intake import register_cv
from services.redaction import WITHDRAWN

SENTENCE = "Led the migration of forty-two services to a new platform within a single year"


def caller(user):
    return Caller(user.id, user.email, Role(user.role))


async def corpus_version(session):
    return await session.scalar(sa.select(models.Corpus.version))


async def count(session, table):
    return await session.scalar(sa.select(sa.func.count()).select_from(table))


@pytest.fixture
async def ana(make_cv):
    return await make_cv(
        full_name="Ana Exämple", email="ana@example.com", location="Berlin", skills=["Kubernetes"],
        employment=[{"company_name": "Example Trains GmbH", "job_title": "Platform Engineer"}], text=SENTENCE,
        filename="ana_example_cv.pdf",
    )  # fmt: skip


@pytest.fixture
async def bo(make_cv):
    return await make_cv(full_name="Bo Sample", skills=["Kubernetes"], text="Kept the lights on")


async def a_search(session, user, *cvs):
    """A run and a turn that speak of the CVs, as a search leaves them."""
    people = [
        {"person_id": cv.person_id, "cv_id": cv.id, "full_name": name, "score": 90, "cv_date": "2024-05-01",
         "verdicts": [{"criterion": "c1", "verdict": "met", "quote": quote, "page": 1, "note": None}]}
        for cv, name, quote in cvs
    ]  # fmt: skip
    answer = {"run_id": str(uuid4()), "question": "Who?", "results": people, "near_misses": []}
    run = SearchRun(
        user_id=user.id, question="Who, Ana Exämple?", criteria=[{"id": "c1", "text": "Ana Exämple"}],
        as_of=dt.date(2025, 1, 1), corpus_version=1, person_ids=[cv.person_id for cv, _, _ in cvs], answer=answer,
    )  # fmt: skip
    session.add(run)
    conversation = await open_conversation(session, user.id, uuid4())
    turn = {"run_id": str(uuid4())}
    asked = await record_user_message(
        session, conversation, message_id=uuid4(), text="Who knows Kubernetes?", ui=turn
    )
    call = {"type": "function_call", "call_id": "1", "name": "search_experts", "arguments": "{}"}
    await record_tool_call(session, conversation, item=call, ui=turn)
    output = {"type": "function_call_output", "call_id": "1", "output": json.dumps({"results": people})}
    await record_tool_result(session, conversation, item=output, ui=turn)
    said = "\n".join(f"{name}: “{quote}” (page 1)" for _, name, quote in cvs)
    text = f"2 people know Kubernetes.\n{said}\nAna was at Example Trains GmbH: led the migration of forty-two services"
    answered = await record_answer(session, conversation, message_id=uuid4(), text=text, ui=turn)
    await link_cvs(session, answered, [cv.id for cv, _, _ in cvs])
    await session.commit()
    return conversation, asked, answered, run


async def everything(session):
    """All that was said and stored, as one text."""
    session.expire_all()
    parts: list[str] = []
    for table in (
        Message,
        SearchRun,
        Conversation,
        Feedback,
        models.Attachment,
        models.CVUpload,
        models.AuditEvent,
    ):
        rows = (await session.execute(sa.select(table.__table__))).mappings()
        parts += [json.dumps(dict(row), default=str, ensure_ascii=False) for row in rows]
    return "\n".join(parts)


async def test_an_erased_cv_leaves_no_row(session, make_user, ana):
    admin = await make_user(role="admin")
    before = await corpus_version(session)
    await erasure.erase_cv(session, caller(admin), ana.id)
    for table in (CVFile, Person, models.CVText, models.PersonalInfo, models.Skill, models.Employment, models.Passage,
                  models.PassageEmbedding, models.CVUpload):  # fmt: skip
        assert await count(session, table) == 0, table
    assert await corpus_version(session) == before + 1


async def test_what_was_said_about_it_is_cut_and_the_rest_stays(session, make_user, ana, bo):
    admin = await make_user(role="admin")
    people = (ana, "Ana Exämple", SENTENCE), (bo, "Bo Sample", "Kept the lights on")
    conversation, _, answered, run = await a_search(session, admin, *people)
    await record_user_message(session, conversation, message_id=uuid4(), text="What of ana  exämple?")
    other = await open_conversation(session, admin.id, uuid4())
    later = await record_user_message(
        session, other, message_id=uuid4(), text="Write to ana@example.com: Ana Exämple"
    )
    session.add(Feedback(message_id=answered.id, value=0, comment="Ana Exämple does not fit"))
    await session.commit()

    await erasure.erase_cv(session, caller(admin), ana.id)
    await session.commit()

    left = await everything(session)
    for gone in ("Ana", "Exämple", "ana@", "Example Trains", "migration of forty-two", "ana_example_cv"):
        assert gone.lower() not in left.lower(), gone
    await session.refresh(answered)
    assert "Bo Sample: “Kept the lights on” (page 1)" in answered.content
    assert "2 people know Kubernetes." in answered.content
    await session.refresh(later)
    assert later.content == f"Write to {WITHDRAWN}: {WITHDRAWN}"
    await session.refresh(run)
    first, second = run.answer["results"]
    assert (first["cv_id"], first["score"], first["full_name"]) == (ana.id, 90, WITHDRAWN)
    assert first["verdicts"][0] == {
        "criterion": "c1", "verdict": "met", "quote": WITHDRAWN, "page": 1, "note": None
    }  # fmt: skip
    assert (second["full_name"], second["cv_date"]) == ("Bo Sample", "2024-05-01")


async def test_a_namesake_keeps_the_name_where_the_erased_one_was_not_spoken_of(session, make_user, make_cv):
    admin = await make_user(role="admin")
    first, second = await make_cv(full_name="Kim Kleine"), await make_cv(full_name="Kim Kleine")
    _, _, about_second, _ = await a_search(session, admin, (second, "Kim Kleine", "Kubernetes in production"))
    await erasure.erase_cv(session, caller(admin), first.id)
    await session.refresh(about_second)
    assert "Kim Kleine" in about_second.content


async def test_a_dropped_file_goes_with_its_cv(session, make_user, ana):
    admin = await make_user(role="admin")
    conversation = await open_conversation(session, admin.id, uuid4())
    message = await record_user_message(
        session, conversation, message_id=uuid4(), text="Here is ana_example_cv.pdf"
    )
    await record_attachment(session, message, id=uuid4(), filename="ana_example_cv.pdf", cv_file_id=ana.id)
    await session.commit()
    await erasure.erase_cv(session, caller(admin), ana.id)
    await session.refresh(message)
    assert await count(session, models.Attachment) == 0
    assert message.content == f"Here is {WITHDRAWN}"


async def test_the_last_withdrawal_erases(session, make_user, make_cv):
    first, second = await make_user(role="candidate"), await make_user(role="recruiter")
    cv = await make_cv(full_name="Ana Example", uploaded_by=first)
    session.add(models.CVUpload(cv_file_id=cv.id, user_id=second.id, filename="ana.pdf"))
    await session.commit()
    assert await erasure.withdraw_cv(session, caller(first), cv.id) is False
    assert await count(session, CVFile) == 1
    with pytest.raises(NotFound):
        await erasure.withdraw_cv(session, caller(first), cv.id)
    assert await erasure.withdraw_cv(session, caller(second), cv.id) is True
    assert await count(session, CVFile) == 0


async def test_nobody_withdraws_what_they_did_not_hand_in(session, make_user, make_cv):
    cv = await make_cv(uploaded_by=await make_user(role="candidate"))
    with pytest.raises(NotFound):
        await erasure.withdraw_cv(session, caller(await make_user(role="candidate")), cv.id)
    with pytest.raises(NotAllowed):
        await erasure.withdraw_cv(session, caller(await make_user(role="recruiter")), cv.id)


@pytest.mark.parametrize("role", ["candidate", "recruiter"])
async def test_only_admins_erase_any_cv(session, make_user, make_cv, role):
    user = await make_user(role=role)
    cv = await make_cv(uploaded_by=user)
    with pytest.raises(NotAllowed):
        await erasure.erase_cv(session, caller(user), cv.id)


async def test_a_person_with_another_cv_stays_and_that_one_becomes_current(session, make_user, make_cv):
    admin = await make_user(role="admin")
    old, new = await make_cv(), await make_cv()
    old.person_id, old.is_current = new.person_id, False
    await session.commit()
    await erasure.erase_cv(session, caller(admin), new.id)
    await session.refresh(old)
    assert old.is_current


async def test_erasing_an_unread_cv_leaves_the_corpus_version(session, make_user, make_cv):
    cv = await make_cv(status="broken")
    before = await corpus_version(session)
    await erasure.erase_cv(session, caller(await make_user(role="admin")), cv.id)
    assert await corpus_version(session) == before


async def test_removing_the_samples_leaves_the_users_cvs(session, make_user, make_cv):
    await make_cv(is_sample=True)
    await make_cv(is_sample=True)
    own = await make_cv()
    assert await erasure.remove_samples(session) == 2
    assert (await session.scalars(sa.select(CVFile.id))).all() == [own.id]
    with pytest.raises(NotAllowed):
        await erasure.remove_samples(session, caller(await make_user(role="recruiter")))


async def test_the_record_holds_numbers_only(session, make_user, ana):
    admin = await make_user(role="admin")
    await erasure.erase_cv(session, caller(admin), ana.id)
    event = (await session.scalars(sa.select(models.AuditEvent))).one()
    assert (event.action, event.subject, event.actor_id) == ("cv.erased", f"cv:{ana.id}", admin.id)


async def test_two_last_withdrawals_at_once_erase_once(database, session, make_user, make_cv):
    first, second = await make_user(role="candidate"), await make_user(role="candidate")
    cv = await make_cv(uploaded_by=first)
    session.add(models.CVUpload(cv_file_id=cv.id, user_id=second.id, filename="cv.pdf"))
    await session.commit()

    async def withdraw(user):
        async with database.transaction() as own:
            return await erasure.withdraw_cv(own, caller(user), cv.id)

    assert sorted(await asyncio.gather(withdraw(first), withdraw(second))) == [False, True]
    assert await count(session, CVFile) == 0


async def test_the_same_bytes_handed_in_while_they_are_erased_end_up_there_or_not_but_whole(
    database, settings, session, make_user, make_cv
):
    admin, candidate = caller(await make_user(role="admin")), caller(await make_user(role="candidate"))
    data = b"Ana Example\nEngineer\n"

    async def hand_in():
        async with database.transaction() as own:
            return await register_cv(own, candidate, data=data, filename="cv.txt", settings=settings)

    async def erase(cv_id):
        async with database.transaction() as own:
            await erasure.erase_cv(own, admin, cv_id)

    for _ in range(5):
        taken = await hand_in()
        again, _ = await asyncio.gather(hand_in(), erase(taken.id))
        async with database.transaction() as own:
            left = (await own.scalars(sa.select(CVFile.id))).all()
        assert left == ([] if again.id == taken.id else [again.id])
        for cv_id in left:
            await erase(cv_id)


async def corrected(session, embedder, who, cv, *changes):
    for field, new in changes:
        await correct_field(session, who, cv.id, f"personal_info/{field}", new, embedder=embedder)


async def test_a_name_or_contact_corrected_to_any_words_takes_nothing_from_others(
    session, make_user, make_cv, embedder
):
    user = await make_user(role="candidate")
    who = caller(user)
    cv = await make_cv(
        full_name="Ana Example", email="ana@example.com", phone="030 1234567", uploaded_by=user
    )
    words = "Data Engineer: Kubernetes and ASP.NET experts in Berlin, machine learning, 2019 - 2021, like Bo Sample"
    other = await open_conversation(session, (await make_user()).id, uuid4())
    asked = await record_user_message(session, other, message_id=uuid4(), text=words)
    await make_cv(full_name="Bo Sample")
    await corrected(
        session, embedder, who, cv,
        *(("full_name", name) for name in ("Berlin", "Machine Learning", "Data Engineer", "Bo Sample")),
        *(("phone", words) for words in ("Kubernetes", "2019 - 2021", "in", "experts")),
        ("email", "experts"), ("portfolio_url", "ASP.NET"), ("github_url", "like"),
    )  # fmt: skip
    await erasure.withdraw_cv(session, who, cv.id)
    await session.refresh(asked)
    await session.refresh(other)
    assert (asked.content, WITHDRAWN in (other.name or "")) == (words, False)


async def test_what_was_corrected_away_is_cut_as_the_cv_said_it_and_in_parts(
    session, make_user, make_cv, embedder
):
    user = await make_user(role="candidate")
    who = caller(user)
    cv = await make_cv(
        full_name="Ada Lovelace", email="ada@example.com", phone="030 1234567", phone_e164="+49301234567",
        location="Berlin", country_code="DE", uploaded_by=user,
    )  # fmt: skip
    far = await open_conversation(session, (await make_user()).id, uuid4())
    text = "Call Ada Lovelace: +49301234567, later +49309999999, or ada@example.com"
    asked = await record_user_message(session, far, message_id=uuid4(), text=text)
    near = await open_conversation(session, user.id, uuid4())
    said = await record_answer(
        session, near, message_id=uuid4(), text="Lovelace knows Python. So does King (ext. 4711)."
    )
    await link_cvs(session, said, [cv.id])
    await corrected(
        session, embedder, who, cv, ("full_name", "Ada King"), ("phone", "030 9999999"), ("phone", "030 8888888"),
        ("email", "king@example.com"), ("phone", "4711"),
    )  # fmt: skip
    await erasure.withdraw_cv(session, who, cv.id)
    await session.refresh(asked)
    await session.refresh(said)
    assert asked.content == f"Call {WITHDRAWN}: {WITHDRAWN}, later {WITHDRAWN}, or {WITHDRAWN}"
    assert said.content == f"{WITHDRAWN} knows Python. So does {WITHDRAWN} (ext. {WITHDRAWN})."
