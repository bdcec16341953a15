"""Taking in the files of an archive: each is a CV of its own, in a transaction of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, FileDamaged, FileEmpty, FileProtected, FileTooLarge, FileTypeNotAccepted
from core.settings import MEGABYTE, Settings
from models import Attachment, Message
from schemas.cv import UploadAnswer
from services.access import Caller, Permission, require
from services.bundles import Bundle, Member
from services.intake import register_cv
from services.queue import Priority
from services.reading.sniff import ARCHIVE, sniff_format
from services.runtime import Services

AT_THE_DOOR = (FileDamaged, FileEmpty, FileProtected, FileTooLarge, FileTypeNotAccepted)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a member: the CV that it is, or the reason why it was not let in."""

    filename: str
    answer: UploadAnswer | None = None
    refusal: AppError | None = None


async def open_bundle(data: bytes, filename: str, settings: Settings) -> Bundle | None:
    """The archive that these bytes are; None where they are no archive, or archives are not taken here.

    Raises FileTooLarge, FileDamaged or FileEmpty for an archive that is not opened.
    """
    if data[:4] not in ARCHIVE or "zip" not in settings.allowed_file_types:
        return None
    if len(data) > settings.max_file_size:
        limit = settings.max_file_size / MEGABYTE
        raise FileTooLarge(f"The archive is larger than {limit:g} MB, which is the limit here.")
    return await asyncio.to_thread(_opened, data, filename, settings.max_file_size)


def _opened(data: bytes, filename: str, most_bytes: int) -> Bundle | None:
    return Bundle(data, most_bytes=most_bytes) if sniff_format(data, filename) == "zip" else None


async def take_in_bundle(
    services: Services, caller: Caller, bundle: Bundle, *, priority: Priority = Priority.DROP
) -> AsyncIterator[Taken]:
    """Take in each file of an archive for the caller; what is refused is told, and the rest goes on."""
    require(caller, Permission.UPLOAD)
    for number in range(len(bundle)):
        member = await asyncio.to_thread(bundle.member, number)
        yield await _taken(services, caller, member, priority)


async def _taken(services: Services, caller: Caller, member: Member, priority: Priority) -> Taken:
    if member.refusal is not None:
        return Taken(member.name, refusal=member.refusal)
    try:
        async with services.database.transaction() as session:
            answer = await register_cv(
                session, caller, data=member.data, filename=member.name, settings=services.settings,
                priority=priority,
            )  # fmt: skip
    except AT_THE_DOOR as refusal:
        return Taken(member.name, refusal=refusal)
    return Taken(member.name, answer=answer)


async def record_members(
    session: AsyncSession, message_id: UUID, archive_id: UUID, members: list[Taken]
) -> None:
    """Note the files that came in an archive below it, with the CV each became or the sentence why not."""
    archive = await session.scalar(
        sa.select(Attachment)
        .join(Message, Message.id == Attachment.message_id)
        .where(Attachment.uuid == archive_id, Message.uuid == message_id)
    )
    if archive is None or not members:
        return
    await session.execute(sa.delete(Attachment).where(Attachment.archive_id == archive.id))
    rows = [
        {
            "uuid": uuid4(), "message_id": archive.message_id, "archive_id": archive.id, "filename": member.filename,
            "cv_file_id": member.answer.id if member.answer else None,
            "problem": member.refusal.message if member.refusal else None,
        }
        for member in members
    ]  # fmt: skip
    await session.execute(insert(Attachment), rows)
