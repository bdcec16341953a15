"""The tools about files and profiles, against the real database."""

import asyncio
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from models import Attachment, AuditEvent, CVFile, CVUpload, User
from services.conversations import open_conversation, record_attachment, record_user_message
from services.runtime import Services
from tests.tools.calls import run_of, turn_of
from tools.caller import AttachedFile, Card, TurnContext
from tools.extract_cv import extract_cv
from tools.list_my_uploads import list_my_uploads
from tools.look_up_cvs import look_up_cvs
from tools.show_profile import show_profile
from tools.upload_cv import upload_cv
from tools.withdraw_cv import confirmed, withdraw_cv


async def dropped(services: Services, user: User, files: Sequence[Path]) -> TurnContext:
    """A turn whose message, with these files, is stored."""
    attached = {file.id: file for file in (AttachedFile(uuid4(), path.name, path) for path in files)}
    turn = turn_of(services, user, attachments=attached)
    async with services.database.transaction() as session:
        conversation = await open_conversation(session, user.id, turn.conversation_id)
        message = await record_user_message(session, conversation, message_id=turn.message_id, text="")
        for file in attached.values():
            await record_attachment(session, message, id=file.id, filename=file.name)
    return turn


@pytest.fixture
def cv_file(tmp_path: Path) -> Path:
    file = tmp_path / "ann.txt"
    file.write_text("Ann Lee\nExperience\nEngineer, Example Ltd, 2019 - 2023\nSkills\nPython, Go\n")
    return file


async def test_a_dropped_file_becomes_a_cv_and_shows_its_card(
    services: Services, make_user: Any, cv_file: Path, session: AsyncSession
) -> None:
    user = await make_user("candidate")
    turn = await dropped(services, user, [cv_file])

    taken = await upload_cv(run_of(turn), str(next(iter(turn.attachments))))

    assert (taken.filename, taken.status, taken.duplicate) == ("ann.txt", "pending", False)
    assert turn.cards == [Card("uploads", str(turn.message_id))]
    attachment = (await session.scalars(sa.select(Attachment))).one()
    assert attachment.cv_file_id == taken.cv_id
    upload = (await session.scalars(sa.select(CVUpload))).one()
    assert (upload.user_id, upload.filename) == (user.id, "ann.txt")


async def test_the_same_file_twice_is_one_cv(services: Services, make_user: Any, cv_file: Path) -> None:
    user = await make_user()
    answers = []
    for _ in range(2):
        turn = await dropped(services, user, [cv_file])
        answers.append(await upload_cv(run_of(turn), str(next(iter(turn.attachments)))))

    assert answers[0].cv_id == answers[1].cv_id
    assert answers[1].duplicate


async def test_a_file_refused_at_the_door_keeps_its_sentence(
    services: Services, make_user: Any, tmp_path: Path, session: AsyncSession
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    turn = await dropped(services, await make_user(), [tmp_path / "empty.pdf"])

    taken = await upload_cv(run_of(turn), str(next(iter(turn.attachments))))

    assert (taken.cv_id, taken.status, taken.sentence) == (None, "refused", "The file is empty.")
    assert (await session.scalars(sa.select(Attachment.problem))).one() == "The file is empty."
    assert (await session.scalar(sa.select(sa.func.count()).select_from(CVFile))) == 0


async def test_an_attachment_of_no_message_is_not_taken(
    services: Services, make_user: Any, cv_file: Path
) -> None:
    turn = await dropped(services, await make_user(), [cv_file])

    with pytest.raises(InvalidInput, match=str(next(iter(turn.attachments)))):
        await upload_cv(run_of(turn), "/etc/passwd")


async def test_a_profile_is_shown_without_contacts(services: Services, make_user: Any, make_cv: Any) -> None:
    cv = await make_cv(
        full_name="Ann Lee", email="ann@example.com", phone="+49 30 1234", location="Berlin", skills=["Go", "Rust"],
        employment=[{"job_title": "Engineer", "company_name": "Example Ltd", "start_date": "2019", "is_current": True}],
    )  # fmt: skip
    turn = turn_of(services, await make_user())

    shown = await show_profile(run_of(turn), cv.id)

    assert (shown.name, shown.location, shown.skills) == ("Ann Lee", "Berlin", ["Go", "Rust"])
    assert shown.employment[0].what == "Engineer"
    assert shown.counts["skills"] == 2
    assert turn.cards == [Card("profile", str(cv.id))]
    assert turn.cv_ids == {cv.id}
    assert "example.com" not in shown.for_model()
    assert "1234" not in shown.for_model()


async def test_a_profile_that_is_not_read_yet_is_not_shown(
    services: Services, make_user: Any, make_cv: Any
) -> None:
    cv = await make_cv(status="pending")

    with pytest.raises(Conflict, match="has not been read yet"):
        await show_profile(run_of(turn_of(services, await make_user())), cv.id)


async def test_another_candidates_cv_does_not_exist_for_a_candidate(
    services: Services, make_user: Any, make_cv: Any
) -> None:
    cv = await make_cv(full_name="Ann Lee", uploaded_by=await make_user("candidate"))
    run = run_of(turn_of(services, await make_user("candidate"), words="yes, withdraw it"))

    for tool in (show_profile, extract_cv, withdraw_cv):
        with pytest.raises(NotFound):
            await tool(run, cv.id)
    assert (await look_up_cvs(run, name="Ann")).total == 0


async def test_a_candidate_looks_up_their_own_only(services: Services, make_user: Any, make_cv: Any) -> None:
    user = await make_user("candidate")
    mine = await make_cv(full_name="Ann Lee", uploaded_by=user)
    await make_cv(full_name="Ann Other")
    run = run_of(turn_of(services, user))

    assert [cv.cv_id for cv in (await look_up_cvs(run, name="Ann")).cvs] == [mine.id]
    uploads = await list_my_uploads(run)
    assert [(cv.cv_id, cv.name) for cv in uploads.uploads] == [(mine.id, "Ann Lee")]


async def test_only_admins_have_a_cv_read_again(services: Services, make_user: Any, make_cv: Any) -> None:
    cv = await make_cv(full_name="Ann Lee")

    with pytest.raises(NotAllowed):
        await extract_cv(run_of(turn_of(services, await make_user())), cv.id, read_again=True)
    state = await extract_cv(run_of(turn_of(services, await make_user("admin"))), cv.id, read_again=True)
    assert state.status == "pending"


async def test_withdrawing_asks_first_and_then_erases(
    services: Services, make_user: Any, make_cv: Any, session: AsyncSession
) -> None:
    user = await make_user("candidate")
    cv = await make_cv(full_name="Ann Lee", uploaded_by=user, filename="ann.pdf")

    asks = await withdraw_cv(run_of(turn_of(services, user, "withdraw it")), cv.id)
    assert not asks.done
    assert f'"yes, withdraw {cv.id}"' in asks.sentence
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVFile)) == 1

    done = await withdraw_cv(run_of(turn_of(services, user, "yes", asked_to_withdraw=cv.id)), cv.id)
    assert (done.done, done.erased) == (True, True)
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVFile)) == 0


async def test_a_recruiter_cannot_withdraw_what_somebody_else_handed_in(
    services: Services, make_user: Any, make_cv: Any
) -> None:
    cv = await make_cv(uploaded_by=await make_user("candidate"))

    for words in ("withdraw it", f"yes, withdraw CV {cv.id}"):
        with pytest.raises((NotFound, NotAllowed)):
            await withdraw_cv(run_of(turn_of(services, await make_user(), words)), cv.id)


@pytest.mark.parametrize(
    ("words", "asked", "agrees"),
    [
        ("yes", 7, True),
        ("Ja, bitte", 7, True),
        ("Yes, withdraw CV 7", None, True),
        ("yes, withdraw 7", 8, True),
        ("yes", None, False),
        ("yes", 8, False),
        ("yes, withdraw 8", 7, False),
        ("withdraw CV 7", 7, False),
        ("yes, but do not withdraw it", 7, False),
        ("no", 7, False),
        ("sure, but first show me Java developers", 7, False),
        ("bitte suche nach Java", 7, False),
        ("please find nurses", 7, False),
        ("ok", 7, True),
        ("Yes, please withdraw it.", 7, True),
        ("Show me Java developers", 7, False),
        ("", 7, False),
    ],
)
def test_only_the_users_own_yes_to_this_very_cv_counts(words: str, asked: int | None, agrees: bool) -> None:
    turn = TurnContext(None, 1, uuid4(), uuid4(), words=words, asked_to_withdraw=asked)  # type: ignore[arg-type]

    assert confirmed(turn, 7) is agrees


async def test_each_file_of_a_dropped_archive_becomes_a_cv_of_its_own(
    services: Services, make_user: Any, cv_file: Path, tmp_path: Path, session: AsyncSession
) -> None:
    archive = tmp_path / "cvs.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(cv_file, "people/ann.txt")
        packed.writestr("people/empty.txt", b"")
    turn = await dropped(services, await make_user("candidate"), [archive])

    opened = await upload_cv(run_of(turn), str(next(iter(turn.attachments))))

    assert (opened.status, opened.taken, opened.refused) == ("opened", 1, 1)
    rows = (await session.scalars(sa.select(Attachment).order_by(Attachment.id))).all()
    cv = (await session.scalars(sa.select(CVFile))).one()
    assert cv.original_filename == "people/ann.txt"
    assert [(row.filename, row.cv_file_id, row.archive_id) for row in rows] == [
        ("cvs.zip", None, None),
        ("people/ann.txt", cv.id, rows[0].id),
        ("people/empty.txt", None, rows[0].id),
    ]
    assert rows[2].problem == "The file is empty."
    assert turn.cv_ids == {cv.id}


async def test_what_an_archive_gave_before_it_was_stopped_is_listed(
    services: Services, make_user: Any, tmp_path: Path, session: AsyncSession
) -> None:
    archive = tmp_path / "cvs.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for number in range(40):
            packed.writestr(f"{number}.txt", f"Ann Lee {number}\nEngineer\n" if number else b"")
    turn = await dropped(services, await make_user("candidate"), [archive])
    running = asyncio.create_task(upload_cv(run_of(turn), "all"))
    for _ in range(5_000):
        await asyncio.sleep(0.001)
        if len(turn.cv_ids) >= 3:
            break
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    taken = set(await session.scalars(sa.select(CVFile.id)))
    noted = (await session.scalars(sa.select(Attachment).where(Attachment.archive_id.is_not(None)))).all()
    assert len(taken) < 39
    assert {row.cv_file_id for row in noted} - {None} == taken >= turn.cv_ids
    event = (await session.scalars(sa.select(AuditEvent))).one()
    assert (event.action, event.actor_id) == ("cv.refused", turn.user_id)


async def test_an_archive_bomb_is_refused_with_a_sentence(
    services: Services, make_user: Any, tmp_path: Path, session: AsyncSession
) -> None:
    bomb = tmp_path / "cvs.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("cv.txt", bytes(64 * 1024 * 1024))
    turn = await dropped(services, await make_user("candidate"), [bomb])
    refused = await upload_cv(run_of(turn), str(next(iter(turn.attachments))))
    assert refused.status == "refused"
    assert "far more" in refused.sentence
    assert (await session.scalars(sa.select(Attachment.problem))).one() == refused.sentence
    assert (await session.scalars(sa.select(AuditEvent.action))).all() == ["cv.refused"]


async def test_many_files_are_filed_in_one_call(
    services: Services, make_user: Any, tmp_path: Path, session: AsyncSession
) -> None:
    files = []
    for number in range(7):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_bytes(f"Ann Lee {number}\nEngineer\n".encode() if number else b"")
    turn = await dropped(services, await make_user("candidate"), files)
    filed = await upload_cv(run_of(turn), "all")
    assert (filed.status, filed.taken, filed.refused) == ("filed", 6, 1)
    assert len(turn.cv_ids) == 6
    assert len((await session.scalars(sa.select(CVFile))).all()) == 6
    assert turn.cards == [Card("uploads", str(turn.message_id))]
