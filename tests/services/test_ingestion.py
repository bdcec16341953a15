"""One CV, start to end: every CV ends exactly once, whatever happens on the way."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

import models
from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from schemas.draft import ProfileDraft
from services.access import load_caller
from services.corrections import correct_field
from services.extraction.builtin import BuiltinReader
from services.ingestion import ingest_cv
from services.intake import register_cv
from services.profiles import load_profile
from services.queue import Priority, enqueue_reading, sweep
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.runtime import Services

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "fictional_cvs"
TEXT = b"""Ada Example
ada@example.org | Berlin, Germany

Experience
Platform Engineer, Nordlicht Example GmbH, Berlin
03/2019 - 06/2021
- ran Kubernetes for forty teams

Skills
Python, Kubernetes, PostgreSQL
"""


async def dropped(
    session: AsyncSession, make_user, settings, data: bytes = TEXT, name: str = "ada.txt"
) -> int:
    caller = await load_caller(session, (await make_user(role="candidate")).id)
    answer = await register_cv(session, caller, data=data, filename=name, settings=settings)
    await session.commit()
    return answer.id


async def counts(session: AsyncSession) -> dict[str, int]:
    tables = (models.CVText, models.PersonalInfo, models.Employment, models.Skill, models.Passage,
              models.PassageEmbedding)  # fmt: skip
    return {
        table.__tablename__: await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
    }


async def test_a_dropped_cv_becomes_a_profile_whose_every_quote_stands_in_the_text(
    services: Services, session, make_user
) -> None:
    cv_id = await dropped(session, make_user, services.settings)
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert (cv.processing_status, cv.processed, cv.processing_step) == ("processed", True, None)
    text = await session.scalar(sa.select(models.CVText.text).where(models.CVText.cv_file_id == cv_id))
    profile = await load_profile(session, cv)
    assert profile.personal_info.full_name == "Ada Example"
    assert "Kubernetes" in [skill.name for skill in profile.skills]
    job = profile.employment[0]
    assert (job.company_name, job.start_date, job.end_date) == (
        "Nordlicht Example GmbH",
        "2019-03",
        "2021-06",
    )
    entries = [profile.personal_info, *profile.employment, *profile.skills]
    spans = [evidence for entry in entries for evidence in entry.evidence.values()]
    assert spans
    assert all(text[span.start : span.end] == span.quote for span in spans)


async def test_reading_the_same_cv_twice_doubles_nothing(services: Services, session, make_user) -> None:
    cv_id = await dropped(session, make_user, services.settings)
    await ingest_cv(services, BuiltinReader(), cv_id)
    once = await counts(session)
    await ingest_cv(services, BuiltinReader(), cv_id)  # a job delivered twice
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    cv.processing_status = "processing"  # as a killed worker leaves it
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)
    assert await counts(session) == once
    assert once["cv_passages"] == once["passage_embeddings"] > 0


async def test_a_reader_that_fails_leaves_the_cv_to_be_taken_up_again(
    services: Services, session, make_user
) -> None:
    class Failing:
        name = "failing"

        async def read(self, document: ReadDocument) -> ProfileDraft:
            raise RuntimeError("out of luck")

    cv_id = await dropped(session, make_user, services.settings)
    with pytest.raises(RuntimeError):
        await ingest_cv(services, Failing(), cv_id)
    await session.execute(sa.text("DELETE FROM pgqueuer"))
    assert await sweep(session) == 1
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert cv.processing_status == "processed"


async def test_a_re_reading_that_fails_keeps_what_was_read_before(
    services: Services, session, make_user
) -> None:
    cv_id = await dropped(session, make_user, services.settings)
    await ingest_cv(services, BuiltinReader(), cv_id)
    once = await counts(session)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    cv.processing_status, cv.file_format = "pending", "pdf"  # a reader that has forgotten how
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert (cv.processing_status, cv.processed) == ("needs_review", True)
    assert "could not be read again" in (cv.status_detail or "")
    assert await counts(session) == once


async def test_a_text_without_anything_of_a_cv_is_not_filed_as_a_person(
    services: Services, session, make_user
) -> None:
    words = b"The weather was fine and the bread was good.\n\nNothing else happened on that day.\n"
    cv_id = await dropped(session, make_user, services.settings, words, "diary.txt")
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert (cv.processing_status, cv.processed) == ("not_a_cv", False)


async def test_an_erased_cv_is_not_read(services: Services, session, make_user) -> None:
    cv_id = await dropped(session, make_user, services.settings)
    await session.execute(sa.delete(models.CVFile).where(models.CVFile.id == cv_id))
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)
    assert set((await counts(session)).values()) == {0}


async def test_the_sweep_leaves_a_cv_with_a_live_job_alone(services: Services, session, make_user) -> None:
    await dropped(session, make_user, services.settings)
    assert await sweep(session) == 0


async def test_a_drop_goes_before_a_sample(session) -> None:
    await enqueue_reading(session, 1, Priority.SAMPLE)
    await enqueue_reading(session, 2, Priority.DROP)
    first = await session.scalar(sa.text("SELECT payload FROM pgqueuer ORDER BY priority DESC, id LIMIT 1"))
    assert first == b"2"


async def test_a_search_sees_a_newer_corpus_after_each_reading(
    services: Services, session, make_user
) -> None:
    before = (await session.get_one(models.Corpus, 1)).version
    await ingest_cv(services, BuiltinReader(), await dropped(session, make_user, services.settings))
    after = await session.get_one(models.Corpus, 1, populate_existing=True)
    assert after.version > before


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"%PDF-1.7\n" + b"garbage " * 50, "broken.pdf", "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "photo.png", "broken"),
        (b"   \n \n", "blank.txt", "no_text"),
    ],
)
async def test_what_cannot_be_read_ends_with_a_sentence_and_keeps_its_bytes(
    services: Services, session, make_user, data: bytes, name: str, status: str
) -> None:
    cv_id = await dropped(session, make_user, services.settings, data, name)
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(
        models.CVFile, cv_id, populate_existing=True, options=[undefer(models.CVFile.file_data)]
    )
    assert (cv.processing_status, cv.processed, cv.file_data) == (status, False, data)
    assert (cv.status_detail or "").endswith(".")


async def test_dates_keep_the_precision_of_the_cv(session, make_cv) -> None:
    cv = await make_cv(employment=[{"job_title": "Nurse", "start_date": "2019", "end_date": "2021-06-30"}])
    row = await session.scalar(sa.select(models.Employment).where(models.Employment.cv_file_id == cv.id))
    assert (row.start_date, row.start_precision) == (dt.date(2019, 1, 1), "year")
    job = (await load_profile(session, cv)).employment[0]
    assert (job.start_date, job.end_date) == ("2019", "2021-06-30")


async def test_a_name_that_a_person_gave_is_no_reason_to_check_the_cv_after_another_reading(
    services: Services, session, make_user
) -> None:
    nameless = TEXT.replace(b"Ada Example\n", b"")
    cv_id = await dropped(session, make_user, services.settings, nameless)
    await ingest_cv(services, BuiltinReader(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert (cv.processing_status, "no name was found" in cv.status_detail) == ("needs_review", True)
    admin = await load_caller(session, (await make_user(role="admin")).id)
    named = "personal_info/full_name"
    await correct_field(session, admin, cv_id, named, "Ada Example", embedder=services.embedder)
    assert cv.processing_status == "processed"
    cv.processing_status = "pending"
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)
    await session.refresh(cv)
    assert (cv.processing_status, cv.status_detail) == ("processed", "Read and searchable.")


class Slow:
    """A reader whose limits are reached."""

    name = "slow"

    async def read(self, document: ReadDocument) -> ProfileDraft:
        raise ReadingFailed(ProcessingStatus.TIMED_OUT)


async def test_a_reader_that_takes_too_long_is_an_end_of_its_own(
    services: Services, session, make_user
) -> None:
    cv_id = await dropped(session, make_user, services.settings)
    await ingest_cv(services, Slow(), cv_id)
    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert cv.processing_status == "timed_out"


class Eyes:
    """Reads both pages at first, and later no longer the second."""

    name = "eyes"
    tired = False

    async def read_page(self, data: bytes, file_format: str, number: int) -> ReadDocument:
        if self.tired and number == 2:
            raise ReadingFailed(ProcessingStatus.TIMED_OUT)
        return read_bytes(TEXT if number == 1 else b"Languages\nGerman, French\n", "txt")


def two_pictures() -> bytes:
    stream, page = io.BytesIO(), Image.new("L", (40, 60), 255)
    page.save(stream, "TIFF", save_all=True, append_images=[page])
    return stream.getvalue()


async def test_pages_left_out_need_review_and_never_replace_a_fuller_reading(
    services: Services, session, make_user
) -> None:
    eyes = Eyes()
    services = replace(services, scans=eyes)
    data = two_pictures()
    cv_id = await dropped(session, make_user, services.settings, data, "ada.tiff")
    await ingest_cv(services, BuiltinReader(), cv_id)
    full = await session.scalar(sa.select(models.CVText.text).where(models.CVText.cv_file_id == cv_id))
    assert "French" in full

    eyes.tired = True
    await session.execute(sa.update(models.CVFile).values(processing_status="pending"))
    await session.commit()
    await ingest_cv(services, BuiltinReader(), cv_id)

    cv = await session.get_one(models.CVFile, cv_id, populate_existing=True)
    assert cv.processing_status == "needs_review"
    assert "what was read before still stands" in cv.status_detail
    assert await session.scalar(sa.select(models.CVText.text)) == full
