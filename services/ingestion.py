"""One CV, start to end: bytes become text, text a profile with evidence, and both become searchable.

Every step can be repeated: nothing is visible before the last transaction, which replaces all rows of the CV at
once. A worker killed at any point therefore loses nothing and doubles nothing.
"""

import asyncio
import datetime as dt
from dataclasses import asdict, replace
from functools import partial

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from core.log import get_logger
from models import CVFile, CVText
from schemas.cv import SENTENCES, ProcessingStatus
from schemas.document import PARTIAL, ReadDocument
from schemas.draft import ProfileDraft
from schemas.profile import Profile
from services.corrected_status import reassessed
from services.corrections import replay_corrections
from services.extraction.assess import READ_BEFORE, Assessment, assess
from services.extraction.evidence import resolve_profile
from services.extraction.reader import ProfileReader
from services.passages import bump_corpus, cut_passages, hold_corpus, store_passages
from services.people.suggesting import suggest_same_person
from services.profiles import store_profile
from services.progress import announce
from services.reading.failure import ReadingFailed
from services.reading.office import as_readable
from services.reading.version import READER_VERSION
from services.reading.whole import read_cv
from services.runtime import Services
from services.scanned import doubt_scanned

log = get_logger(__name__)


async def ingest_cv(services: Services, reader: ProfileReader, cv_id: int) -> None:
    """Read a CV to one of its ends. An erased CV, or one that has reached its end, is left alone."""
    claimed = await _claim(services, cv_id)
    if claimed is None:
        return
    data, file_format = claimed
    try:
        told = partial(_tell_page, services, cv_id)
        data, file_format = await as_readable(data, file_format)
        document = await read_cv(data, file_format, scans=services.scans, progress=told)
        await _refuse_a_poorer_reading(services, cv_id, document)
        await _step(services, cv_id, "extracting")
        draft = await reader.read(document)
    except ReadingFailed as failure:
        await end_with(services, cv_id, failure.status, failure.detail)
        return
    profile, assessment = await asyncio.to_thread(_resolved, document, draft)
    if not assessment.status.readable:
        await end_with(services, cv_id, assessment.status, assessment.detail)
        return
    await _step(services, cv_id, "embedding")
    await _finish(services, cv_id, document, profile, assessment, provider=draft.read_by or reader.name)


def _resolved(document: ReadDocument, draft: ProfileDraft) -> tuple[Profile, Assessment]:
    """Checked values and how far they can be trusted. A long text takes a second: not for the event loop."""
    profile = doubt_scanned(resolve_profile(document, draft, as_of=dt.date.today()), document)
    return profile, assess(document, profile)


async def end_with(
    services: Services, cv_id: int, status: ProcessingStatus, detail: str | None = None
) -> None:
    """Record an end that is not a success. The original bytes stay, and so does what an earlier reading found."""
    async with services.database.transaction() as session:
        cv = await session.get(CVFile, cv_id, with_for_update=True)
        if cv is not None:
            sentence = detail or SENTENCES[status]
            if cv.processed:
                status, sentence = ProcessingStatus.NEEDS_REVIEW, f"{READ_BEFORE} {sentence}"
            cv.processing_status, cv.status_detail = status, sentence
            cv.processing_step = None
            await announce(session, cv_id)


async def _claim(services: Services, cv_id: int) -> tuple[bytes, str] | None:
    async with services.database.transaction() as session:
        cv = await session.get(CVFile, cv_id, with_for_update=True, options=[undefer(CVFile.file_data)])
        if cv is None or not ProcessingStatus(cv.processing_status).on_its_way:
            return None
        cv.processing_status, cv.processing_step = ProcessingStatus.PROCESSING, "reading"
        cv.status_detail = SENTENCES[ProcessingStatus.PROCESSING]
        await announce(session, cv_id)
        return cv.file_data, cv.file_format


async def _refuse_a_poorer_reading(services: Services, cv_id: int, document: ReadDocument) -> None:
    """A reading that left pages out, on a busy machine perhaps, does not replace one that had them.

    Raises ReadingFailed.
    """
    left_out = next((warning for warning in document.warnings if warning.kind == PARTIAL), None)
    if left_out is None:
        return
    async with services.database.transaction() as session:
        before = await session.scalar(sa.select(CVText.warnings).where(CVText.cv_file_id == cv_id))
    if before is not None and not any(warning["kind"] == PARTIAL for warning in before):
        raise ReadingFailed(ProcessingStatus.TIMED_OUT, left_out.message)


async def _step(services: Services, cv_id: int, step: str) -> None:
    async with services.database.transaction() as session:
        await session.execute(sa.update(CVFile).where(CVFile.id == cv_id).values(processing_step=step))
        await announce(session, cv_id)


async def _tell_page(services: Services, cv_id: int, page: int, pages: int) -> None:
    """Reading pictures takes seconds a page: say which one is in hand."""
    if pages > 1:
        async with services.database.transaction() as session:
            sentence = f"Reading the picture of page {page} of {pages}."
            await session.execute(sa.update(CVFile).where(CVFile.id == cv_id).values(status_detail=sentence))
            await announce(session, cv_id)


async def _finish(
    services: Services,
    cv_id: int,
    document: ReadDocument,
    profile: Profile,
    assessment: Assessment,
    *,
    provider: str,
) -> None:
    passages = await asyncio.to_thread(cut_passages, document, profile)
    vectors = await services.embedder.embed([passage.text for passage in passages])
    async with services.database.transaction() as session:
        await hold_corpus(session)
        cv = await session.get(CVFile, cv_id, with_for_update=True)
        if cv is None:  # erased while it was being read
            return
        await _store_text(session, cv_id, document)
        await store_profile(session, cv, profile)
        await store_passages(session, cv_id, passages, vectors, model=services.embedder.name)
        corrected = await replay_corrections(session, cv, services.embedder)
        if corrected is not None:
            assessment = await reassessed(document, corrected) or assessment
        cv.processing_status, cv.status_detail = assessment.status, assessment.detail
        cv.processing_step, cv.extraction_provider = None, provider
        cv.extraction_confidence = round(assessment.confidence, 2)  # type: ignore[assignment]  # to NUMERIC
        cv.processed, cv.processed_at = True, dt.datetime.now(dt.UTC)
        await bump_corpus(session)
        await suggest_same_person(session, cv_id)
        await announce(session, cv_id)


async def _store_text(session: AsyncSession, cv_id: int, document: ReadDocument) -> None:
    values = {
        "reader_version": READER_VERSION,
        "text": document.text,
        "pages": [asdict(page) for page in document.pages],
        "lines": [asdict(replace(line, runs=())) for line in document.lines],  # looks serve extraction alone
        "warnings": [asdict(warning) for warning in document.warnings],
    }
    row = insert(CVText).values(cv_file_id=cv_id, **values)
    await session.execute(row.on_conflict_do_update(index_elements=["cv_file_id"], set_=values))
