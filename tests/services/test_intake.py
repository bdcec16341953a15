"""A file at the door: one transaction, the same bytes once, a sentence for what is not let in."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, FileEmpty, FileTooLarge, FileTypeNotAccepted, NotAllowed
from core.settings import Settings
from models import CVFile, CVUpload
from services.access import Caller, Role, load_caller
from services.erasure import remove_samples, withdraw_cv
from services.filenames import LONGEST, safe_name, shown_name
from services.intake import check_at_the_door, register_cv, register_sample, retry_cv
from services.queue import JOBS, cv_of
from services.runtime import Services

TEXT = b"Ada Example\nada@example.org\n\nExperience\nEngineer, Example Ltd, 2019 - 2021\n"


async def caller_of(session: AsyncSession, make_user, role: str = "candidate") -> Caller:
    return await load_caller(session, (await make_user(role=role)).id)


async def jobs(session: AsyncSession) -> list[int]:
    return [cv_of(payload) for payload in await session.scalars(sa.select(JOBS.c.payload))]


async def test_row_upload_record_and_job_are_there_together(session, make_user, settings: Settings) -> None:
    caller = await caller_of(session, make_user)
    answer = await register_cv(session, caller, data=TEXT, filename="ada.txt", settings=settings)
    cv = await session.get_one(CVFile, answer.id)
    assert (cv.processing_status, cv.file_format, cv.file_size) == ("pending", "txt", len(TEXT))
    assert (
        await session.scalar(sa.select(CVUpload.user_id).where(CVUpload.cv_file_id == cv.id))
        == caller.user_id
    )
    assert await jobs(session) == [cv.id]
    assert not answer.duplicate


async def test_a_rolled_back_upload_leaves_nothing(services: Services, session, make_user) -> None:
    caller = await caller_of(session, make_user)
    with pytest.raises(RuntimeError):
        async with services.database.transaction() as doomed:
            await register_cv(doomed, caller, data=TEXT, filename="ada.txt", settings=services.settings)
            raise RuntimeError
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVFile)) == 0
    assert await jobs(session) == []


async def test_the_same_bytes_are_one_cv_with_two_uploaders(session, make_user, settings) -> None:
    first, second = await caller_of(session, make_user), await caller_of(session, make_user, "recruiter")
    one = await register_cv(session, first, data=TEXT, filename="a.txt", settings=settings)
    two = await register_cv(session, second, data=TEXT, filename="b.txt", settings=settings)
    assert (two.id, two.duplicate) == (one.id, True)
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVUpload)) == 2
    assert await jobs(session) == [one.id]


async def test_the_same_bytes_at_the_same_time_are_one_cv(services: Services, session, make_user) -> None:
    caller = await caller_of(session, make_user)

    async def drop() -> int:
        async with services.database.transaction() as own:
            answer = await register_cv(own, caller, data=TEXT, filename="a.txt", settings=services.settings)
        return answer.id

    assert len(set(await asyncio.gather(*(drop() for _ in range(4))))) == 1


async def test_who_drops_a_sample_and_withdraws_it_does_not_take_it_from_everybody(
    session, make_user, settings
) -> None:
    caller = await caller_of(session, make_user)
    sample = await register_sample(session, data=TEXT, filename="sample.txt", settings=settings)
    await register_cv(session, caller, data=TEXT, filename="mine.txt", settings=settings)
    assert not await withdraw_cv(session, caller, sample.id)
    assert (await session.get_one(CVFile, sample.id)).is_sample


async def test_removing_the_samples_leaves_the_one_that_somebody_handed_in(
    session, make_user, settings
) -> None:
    caller = await caller_of(session, make_user)
    sample = await register_sample(session, data=TEXT, filename="sample.txt", settings=settings)
    other = await register_sample(session, data=TEXT + b"more", filename="other.txt", settings=settings)
    await register_cv(session, caller, data=TEXT, filename="mine.txt", settings=settings)
    await remove_samples(session)
    assert not (await session.get_one(CVFile, sample.id)).is_sample
    assert await session.get(CVFile, other.id) is None


@pytest.mark.parametrize(
    ("data", "filename", "error"),
    [
        (b"", "empty.pdf", FileEmpty),
        (b"%PDF-1.7" + b"x" * (10 * 1024 * 1024), "big.pdf", FileTooLarge),
        (b"MZ\x90\x00" + bytes(range(256)), "program.pdf", FileTypeNotAccepted),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.doc", FileTypeNotAccepted),
    ],
)
async def test_what_is_refused_at_the_door_leaves_no_row(
    session, make_user, settings, data: bytes, filename: str, error: type[AppError]
) -> None:
    caller = await caller_of(session, make_user)
    with pytest.raises(error) as refusal:
        await register_cv(session, caller, data=data, filename=filename, settings=settings)
    assert refusal.value.message.endswith(".")
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVFile)) == 0


async def test_only_an_admin_retries(session, make_user, make_cv) -> None:
    cv = await make_cv(status="broken")
    with pytest.raises(NotAllowed):
        await retry_cv(session, await caller_of(session, make_user, "recruiter"), cv.id)
    again = await retry_cv(session, await caller_of(session, make_user, "admin"), cv.id)
    assert again.processing_status == "pending"
    assert await jobs(session) == [cv.id]


def test_a_role_is_what_the_table_says() -> None:
    assert {role.value for role in Role} == {"candidate", "recruiter", "admin"}


@pytest.mark.parametrize(
    ("given_name", "saved"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\0b\ud800.pdf", "ab\ufffd.pdf"),
        ("", "file"),
        ("...", "file"),
        ("Lebenslauf Müller.pdf", "Lebenslauf Müller.pdf"),
    ],
)
def test_a_file_name_becomes_a_plain_one(given_name: str, saved: str) -> None:
    assert safe_name(given_name) == saved


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=5000))
def test_any_file_name_is_short_storable_and_without_a_folder(name: str) -> None:
    for cleaned in (shown_name(name), safe_name(name)):
        assert 0 < len(cleaned) <= LONGEST
        assert "\0" not in cleaned
        cleaned.encode()
    assert not set(safe_name(name)) & set("/\\")


def test_a_refusal_names_the_types_that_the_setting_lets_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no LibreOffice here
    few = settings.model_copy(update={"allowed_file_types": ("pdf", "rtf", "png", "zip")})
    with pytest.raises(FileTypeNotAccepted, match=r"Accepted are: PDF, pictures \(PNG\), ZIP of these\."):
        check_at_the_door(TEXT, "cv.txt", few)
    with pytest.raises(FileTypeNotAccepted, match="LibreOffice"):
        check_at_the_door(b"{\\rtf1 Jane}", "cv.rtf", few)
