"""A file at the door: checked, then bytes, row, upload record and job in one transaction."""

import asyncio
import hashlib

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import FileEmpty, FileTooLarge, FileTypeNotAccepted
from core.settings import MEGABYTE, Settings
from models import CVFile, CVUpload, Person
from schemas.cv import SENTENCES, ProcessingStatus, UploadAnswer
from services.access import Caller, Permission, readable_cv, require
from services.filenames import safe_name, shown_name
from services.progress import announce
from services.queue import Priority, enqueue_reading
from services.reading.accepted import named_types
from services.reading.office import NOT_HERE, OFFICE_TYPES, accepted_types
from services.reading.sniff import CONTENT_TYPES, sniff_format


async def register_cv(
    session: AsyncSession,
    caller: Caller,
    *,
    data: bytes,
    filename: str,
    settings: Settings,
    priority: Priority = Priority.DROP,
) -> UploadAnswer:
    """Take a file in for the caller. The same bytes again answer with the CV that is there, and record the
    upload. Raises FileEmpty, FileTooLarge or FileTypeNotAccepted, and then nothing is stored."""
    require(caller, Permission.UPLOAD)
    cv, duplicate = await _file(session, data, filename, settings, priority, is_sample=False)
    await _record_upload(session, cv, caller, filename)
    return _answer(cv, duplicate)


async def register_sample(
    session: AsyncSession, *, data: bytes, filename: str, settings: Settings
) -> UploadAnswer:
    """Take in one of the product's own sample CVs, behind every user's file and marked as a sample."""
    cv, duplicate = await _file(session, data, filename, settings, Priority.SAMPLE, is_sample=True)
    return _answer(cv, duplicate)


async def retry_cv(session: AsyncSession, caller: Caller, cv_id: int) -> CVFile:
    """Read a CV again. What was read before stays searchable until the new reading is complete."""
    require(caller, Permission.RETRY)
    cv = await readable_cv(session, caller, cv_id)
    cv.processing_status = ProcessingStatus.PENDING
    cv.status_detail = None
    cv.processing_step = None
    await enqueue_reading(session, cv.id, Priority.DROP)
    await announce(session, cv.id)
    await session.flush()
    return cv


def check_at_the_door(data: bytes, filename: str, settings: Settings) -> str:
    """The file's format by its bytes; raises the error that says why it is not let in."""
    if not data:
        raise FileEmpty()
    if len(data) > settings.max_file_size:
        limit = settings.max_file_size / MEGABYTE
        raise FileTooLarge(f"The file is larger than {limit:g} MB, which is the limit here.")
    found = sniff_format(data, filename)
    accepted = accepted_types(settings.allowed_file_types)
    if found in OFFICE_TYPES and found in settings.allowed_file_types and found not in accepted:
        raise FileTypeNotAccepted(NOT_HERE.format(kind=found))
    if found is None or found not in accepted:
        named = named_types(settings.allowed_file_types)
        raise FileTypeNotAccepted(f"This type of file is not accepted here. Accepted are: {named}.")
    if found == "zip":
        raise FileTypeNotAccepted("An archive is no CV. Please hand in the files in it.")
    return found


async def _file(
    session: AsyncSession,
    data: bytes,
    filename: str,
    settings: Settings,
    priority: Priority,
    *,
    is_sample: bool,
) -> tuple[CVFile, bool]:
    file_format, digest = await asyncio.to_thread(_inspect, data, filename, settings)
    # Two uploads of the same bytes at once must not both find nothing: the second waits here for the first.
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(int(digest[:15], 16))))
    known = await session.scalar(sa.select(CVFile).where(CVFile.sha256 == digest))
    if known is not None:
        return known, True
    cv = await _new_row(session, data, filename, file_format, digest, is_sample=is_sample)
    await enqueue_reading(session, cv.id, priority)
    return cv, False


def _inspect(data: bytes, filename: str, settings: Settings) -> tuple[str, str]:
    return check_at_the_door(data, filename, settings), hashlib.sha256(data).hexdigest()


async def _new_row(
    session: AsyncSession, data: bytes, filename: str, file_format: str, digest: str, *, is_sample: bool
) -> CVFile:
    person = Person()
    session.add(person)
    await session.flush()
    cv = CVFile(
        person_id=person.id,
        is_sample=is_sample,
        filename=safe_name(filename),
        original_filename=shown_name(filename),
        file_format=file_format,
        file_size=len(data),
        content_type=CONTENT_TYPES[file_format],
        file_data=data,
        sha256=digest,
        processing_status=ProcessingStatus.PENDING,
        status_detail=SENTENCES[ProcessingStatus.PENDING],
    )
    session.add(cv)
    await session.flush()
    return cv


async def _record_upload(session: AsyncSession, cv: CVFile, caller: Caller, filename: str) -> None:
    row = insert(CVUpload).values(cv_file_id=cv.id, user_id=caller.user_id, filename=shown_name(filename))
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["cv_file_id", "user_id"],
            set_={"filename": row.excluded.filename, "withdrawn_at": None},
        )
    )


def _answer(cv: CVFile, duplicate: bool) -> UploadAnswer:
    return UploadAnswer(
        id=cv.id,
        processing_status=ProcessingStatus(cv.processing_status),
        sha256=cv.sha256,
        duplicate=duplicate,
    )
