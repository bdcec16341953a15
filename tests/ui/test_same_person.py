"""The card of CVs that look like one person's: below the files it is about, with buttons that work."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, User
from schemas.people import EntryChange, FieldChange
from services.access import Caller, Role
from services.conversations import open_conversation, record_attachment, record_user_message
from services.people.suggesting import suggest_same_person
from services.runtime import Services
from ui import cards, same_person
from ui.card_person import _rows, _sides

MakeUser = Callable[..., Awaitable[User]]
MakeCV = Callable[..., Awaitable[CVFile]]
MAIL = {"email": "ana@example.com", "email_normalised": "ana@example.com", "full_name": "Ana Example"}


def caller(user: User) -> Caller:
    return Caller(user_id=user.id, email=user.email, role=Role(user.role))


@pytest.fixture
async def recruiter(make_user: MakeUser) -> User:
    return await make_user()


@pytest.fixture
async def cvs(make_cv: MakeCV, session: AsyncSession, recruiter: User) -> list[CVFile]:
    """An older CV of the company's, and a newer one that the recruiter has just dropped."""
    older = await make_cv(text="one", skills=["Falconry"], **MAIL)
    newer = await make_cv(
        text="two", skills=["Rust", "Go"], uploaded_by=recruiter, filename="new.pdf", **MAIL
    )
    for cv in (older, newer):
        await suggest_same_person(session, cv.id)
    await session.commit()
    return [older, newer]


async def dropped(session: AsyncSession, user: User, conversation_id: UUID, cv: CVFile) -> str:
    conversation = await open_conversation(session, user.id, conversation_id)
    message = await record_user_message(session, conversation, message_id=uuid4(), text="Here")
    await record_attachment(session, message, id=uuid4(), filename=cv.filename, cv_file_id=cv.id)
    await session.commit()
    return str(message.uuid)


async def test_a_pair_stands_below_the_later_of_its_files(
    session: AsyncSession, recruiter: User, cvs: list[CVFile]
) -> None:
    thread = uuid4()
    first = await dropped(session, recruiter, thread, cvs[0])
    name, props = await cards.build_props(session, caller(recruiter), "same_person", first)
    assert (name, [pair["uploaded"] for pair in props["pairs"]]) == ("SamePerson", ["older"])
    second = await dropped(session, recruiter, thread, cvs[1])
    _, props = await cards.build_props(session, caller(recruiter), "same_person", second)
    (pair,) = props["pairs"]
    assert (pair["uploaded"], pair["state"], pair["sentence"]) == ("newer", "suggested", "same e-mail")
    assert [(row["kind"], row["before"], row["after"]) for row in pair["changes"]["rows"]] == [
        ("added", None, "Rust, Go"), ("removed", "Falconry", None),
    ]  # fmt: skip
    assert pair["changes"]["summary"] == "2 added, 1 removed"
    assert (
        await same_person.companion(session, caller(recruiter), first, for_id=first, thread_id=str(thread))
        == []
    )
    assert await same_person.companion(
        session, caller(recruiter), second, for_id=first, thread_id=str(thread)
    )


async def test_the_buttons_join_part_and_undo(
    running: Services, session: AsyncSession, recruiter: User, cvs: list[CVFile]
) -> None:
    _, props = await cards.build_props(session, caller(recruiter), "same_person", "all")
    (pair,) = props["pairs"]
    number: dict[str, Any] = {"suggestionId": pair["id"]}
    joined = (await same_person.join(caller(recruiter), number))["pair"]
    assert (joined["state"], joined["newer"]["current"], joined["older"]["current"]) == (
        "joined",
        True,
        False,
    )
    _, props = await cards.build_props(session, caller(recruiter), "same_person", "all")
    assert [one["state"] for one in props["pairs"]] == ["joined"]
    undone = (await same_person.undo(caller(recruiter), number | {"joinId": joined["joinId"]}))["pair"]
    assert (undone["state"], undone["older"]["current"]) == ("suggested", True)
    assert (await same_person.keep_apart(caller(recruiter), number))["pair"]["state"] == "dismissed"


async def test_a_candidate_is_shown_no_pair_with_a_cv_that_is_not_theirs(
    session: AsyncSession, make_user: MakeUser, cvs: list[CVFile]
) -> None:
    _, props = await cards.build_props(
        session, caller(await make_user(role="candidate")), "same_person", "all"
    )
    assert props["pairs"] == []


def test_long_texts_are_shown_from_where_they_differ() -> None:
    same = " ".join(f"word{n}" for n in range(60))
    before, after = _sides(FieldChange(field="summary", before=f"{same} old end", after=f"{same} new end"))
    assert (before, after) == (
        "… word56 word57 word58 word59 old end",
        "… word56 word57 word58 word59 new end",
    )


def test_a_job_that_came_is_one_row_with_its_dates() -> None:
    values = {"job_title": "CTO", "company_name": "New Ltd", "start_date": "2018-07", "is_current": "yes"}
    fields = [FieldChange(field=field, before=None, after=value) for field, value in values.items()]
    (row,) = _rows(EntryChange(part="employment", change="added", label="CTO, New Ltd", fields=fields))
    assert (row["what"], row["after"]) == ("Experience", "CTO, New Ltd (Jul 2018 to today)")
