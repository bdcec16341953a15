"""Cards are built from rows each time: what they say, and that they say nothing to whom they are not for."""

import datetime as dt
import itertools
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, CVUpload, PersonalInfo, User
from schemas.criteria import Criterion, Understood
from schemas.results import Candidate, NearMiss, Relaxation, SearchAnswer, Verdict
from services.access import Caller, Role
from services.conversations import open_conversation, record_attachment, record_user_message
from services.erasure import withdraw_cv
from services.search.ranking import score
from ui import cards
from ui.card_results import VERDICTS, arithmetic, comparison_props, counted, cv_age, result_props

MakeUser = Callable[..., Awaitable[User]]
MakeCV = Callable[..., Awaitable[CVFile]]
TODAY = dt.date(2026, 3, 31)
GRADES = {"met": 2, "partly": 1, "not_shown": 0, "contradicted": -1}


def caller(user: User) -> Caller:
    return Caller(user_id=user.id, email=user.email, role=Role(user.role))


def answer(**changes: Any) -> SearchAnswer:
    person = {"professional_title": None, "required_met": 2, "required_total": 2}
    met = Verdict(criterion="c1", verdict="met", quote="Kubernetes, Helm", page=2, note="3 years")
    missing = Verdict(criterion="c2", verdict="not_shown")
    first = Candidate(
        person_id=1, cv_id=11, full_name="Ada Ahlers", location="Kiel", score=97, verdicts=[met], **person
    )
    near = NearMiss(
        person_id=2, cv_id=12, full_name=None, location=None, score=50, verdicts=[missing], missing="c2"
    )
    wishes = [
        Criterion(id="c1", kind="skill", text="Kubernetes"),
        Criterion(id="c2", kind="place", text="worked in Berlin", importance="preferred"),
    ]
    plain = SearchAnswer(
        run_id=uuid4(), question="?", understood=Understood(criteria=wishes, ignored=["please"]), total=1, people=24,
        as_of=TODAY, corpus_version=1, results=[first], near_misses=[near],
        relaxations=[Relaxation(criterion="c2", more=4)],
    )  # fmt: skip
    return plain.model_copy(update=changes)


@pytest.mark.parametrize(
    ("unread", "samples", "sentence"),
    [
        (0, 0, "1 of 24 people"),
        (2, 2, "1 of 24 people; 2 samples are still being read"),
        (1, 0, "1 of 24 people; 1 CV is still being read"),
        (3, 1, "1 of 24 people; 2 CVs and 1 sample are still being read"),
    ],
)
def test_the_headline_counts_exactly(unread: int, samples: int, sentence: str) -> None:
    assert counted(answer(unread=unread, unread_samples=samples)) == sentence


def test_a_result_carries_verdicts_near_misses_and_what_a_wish_costs() -> None:
    props = result_props(answer())
    assert [chip["text"] for chip in props["criteria"]] == ["Kubernetes", "worked in Berlin"]
    assert props["ignored"] == ["please"]
    (person,) = props["people"]
    assert (person["name"], person["requiredMet"], person["requiredTotal"]) == ("Ada Ahlers", 2, 2)
    assert person["verdicts"][0] | {} == {
        "criterion": "c1", "text": "Kubernetes", "verdict": "met", "label": "Met",
        "quote": "Kubernetes, Helm", "page": 2, "note": "3 years",
    }  # fmt: skip
    (near,) = props["nearMisses"]
    assert (near["name"], near["missing"]) == ("Name not stated", "worked in Berlin")
    assert props["relaxations"] == [{"without": "worked in Berlin", "more": 4}]


def test_the_shown_arithmetic_gives_the_score_that_the_ranking_gives() -> None:
    wishes = {one.id: one for one in answer().understood.criteria}
    for words in itertools.product(VERDICTS, repeat=2):
        grades = [GRADES[word] for word in words]
        points = score(list(wishes.values()), grades)
        verdicts = [Verdict(criterion=wish, verdict=word) for wish, word in zip(wishes, words, strict=True)]
        person = answer().results[0].model_copy(update={"score": points, "verdicts": verdicts})
        shown = arithmetic(person, wishes)
        got, _, most = shown["total"].partition(" points")[0].split(" ")
        assert round(100 * int(got) / int(most)) == points
        assert len(shown["lines"]) == 2


def test_a_comparison_keeps_everybody_asked_for() -> None:
    assert [one["cvId"] for one in comparison_props(answer())["people"]] == [11, 12]


@pytest.mark.parametrize(
    ("handed_in", "words"),
    [
        (TODAY, "CV from today"),
        (dt.date(2026, 3, 30), "CV 1 day old"),
        (dt.date(2025, 10, 1), "CV 5 months old"),
        (dt.date(2023, 3, 1), "CV 3 years old"),
        (dt.date(2026, 4, 2), "CV from today"),
        (None, None),
    ],
)
def test_a_cv_tells_its_age(handed_in: dt.date | None, words: str | None) -> None:
    assert cv_age(handed_in, TODAY) == words


async def test_a_profile_shows_seven_parts_quotes_doubts_and_gaps(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    cv = await make_cv(
        full_name="Ada Ahlers", location="Kiel", skills=["COBOL"], languages=["German"],
        employment=[{"company_name": "Nordwerft", "job_title": "Welder", "start_date": "2019-04", "is_current": True}],
        education=[{"institution": "TU Kiel", "degree": "B.Sc.", "start_date": "2011", "end_date": "2014"}],
        certifications=["ISO 9606"], projects=["Crane"], status="needs_review",
    )  # fmt: skip
    name, props = await cards.build_props(session, caller(await make_user()), "profile", str(cv.id))
    assert name == "Profile"
    assert [part["key"] for part in props["parts"]] == [
        "employment", "education", "skills", "languages", "certifications", "projects",
    ]  # fmt: skip
    job = props["parts"][0]["entries"][0]
    assert (job["heading"]["value"], job["heading"]["quote"], job["heading"]["page"]) == (
        "Welder",
        "Welder",
        1,
    )
    assert [(date["value"], date["path"]) for date in job["dates"]] == [
        ("Apr 2019", "employment/0/start_date"),
        ("today", "employment/0/end_date"),
    ]
    assert props["needsReview"] is True
    assert {"E-mail", "Phone"} <= set(props["notStated"])
    assert props["original"] == f"/api/v1/cv/{cv.id}/file"


async def test_a_doubtful_value_is_marked(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    cv = await make_cv(full_name="Ada Ahlers", location="Kiel")
    info = (await session.scalars(sa.select(PersonalInfo).where(PersonalInfo.cv_file_id == cv.id))).one()
    info.evidence = {**info.evidence, "location": {**info.evidence["location"], "confidence": 0.4}}
    await session.flush()
    _, props = await cards.build_props(session, caller(await make_user()), "profile", str(cv.id))
    assert props["unsure"] == ["Place"]
    assert next(row for row in props["personal"] if row["label"] == "Place")["unsure"] is True


async def test_anothers_profile_is_a_sentence_to_a_candidate(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    cv = await make_cv(full_name="Ada Ahlers")
    candidate = caller(await make_user(role="candidate"))
    assert await cards.build_props(session, candidate, "profile", str(cv.id)) == (
        "Notice",
        {"sentence": cards.GONE},
    )


@pytest.mark.parametrize(
    ("kind", "card_id"),
    [("profile", "999"), ("results", str(uuid4())), ("results", "x"), ("profile", "x"), ("new", "1")],
)
async def test_what_cannot_be_shown_is_a_sentence_and_not_a_broken_page(
    session: AsyncSession, make_user: MakeUser, kind: str, card_id: str
) -> None:
    name, props = await cards.build_props(session, caller(await make_user()), kind, card_id)
    assert name == "Notice"
    assert props["sentence"]


async def dropped(session: AsyncSession, user: User, *files: tuple[str, CVFile | None, str | None]) -> str:
    conversation = await open_conversation(session, user.id, uuid4())
    message = await record_user_message(session, conversation, message_id=uuid4(), text="my files")
    for name, cv, problem in files:
        await record_attachment(
            session, message, id=uuid4(), filename=name, cv_file_id=cv.id if cv else None, problem=problem
        )
    return str(message.uuid)


async def test_each_dropped_file_says_where_it_stands(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    user = await make_user(role="candidate")
    read = await make_cv(full_name="Ada Ahlers", skills=["COBOL", "Fortran"], uploaded_by=user)
    waiting = await make_cv(status="pending", uploaded_by=user)
    half = await make_cv(status="processing", uploaded_by=user)
    half.processing_step = "extracting"
    scan = await make_cv(status="no_text", uploaded_by=user)
    message_id = await dropped(
        session, user, ("a.pdf", read, None), ("b.pdf", waiting, None), ("c.pdf", half, None), ("d.pdf", scan, None),
        ("e.doc", None, "Old Word files cannot be read."),
    )  # fmt: skip
    _, props = await cards.build_props(session, caller(user), "uploads", message_id)
    assert [file["state"] for file in props["files"]] == [
        "done",
        "waiting",
        "extracting",
        "failed",
        "refused",
    ]
    assert props["pending"] == [waiting.id, half.id]
    assert props["files"][0]["read"]["name"] == "Ada Ahlers"
    assert "2 skills" in props["files"][0]["read"]["counts"]
    assert "scan" in props["files"][3]["sentence"]
    assert props["files"][4]["sentence"] == "Old Word files cannot be read."
    assert "withdraw" in props["whoSees"]


async def test_a_withdrawn_file_is_out_of_sight(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    user, other = await make_user(role="candidate"), await make_user(role="candidate")
    cv = await make_cv(full_name="Ada Ahlers", uploaded_by=user)
    session.add(CVUpload(cv_file_id=cv.id, user_id=other.id, filename="same.pdf"))
    message_id = await dropped(session, user, ("a.pdf", cv, None))
    await withdraw_cv(session, caller(user), cv.id)
    _, props = await cards.build_props(session, caller(user), "uploads", message_id)
    (file,) = props["files"]
    assert file["state"] == "withdrawn"
    assert "Ada" not in str(props)
    assert "cvId" not in file


async def test_nobody_sees_anothers_dropped_files(
    session: AsyncSession, make_user: MakeUser, make_cv: MakeCV
) -> None:
    user = await make_user()
    message_id = await dropped(session, user, ("a.pdf", await make_cv(uploaded_by=user), None))
    _, props = await cards.build_props(session, caller(await make_user(role="admin")), "uploads", message_id)
    assert props["files"] == []
