"""Taking in the files of an archive: each is a CV of its own, in a transaction of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, FileDamaged, FileEmpty, FileProtected, FileTooLarge, FileTypeNotAccepted
from core.settings import MEGABYTE, Settings
from models import Attachment, Message
from schemas.cv import UploadAnswer
from services.access import Caller, Permission, require
from services.audit import note_event
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


Noted = Callable[[AsyncSession, Taken], Awaitable[None]]


async def take_in_bundle(
    services: Services,
    caller: Caller,
    bundle: Bundle,
    *,
    priority: Priority = Priority.DROP,
    noted: Noted | None = None,
) -> AsyncIterator[Taken]:
    """Take in each file of an archive for the caller; what is refused is told, and the rest goes on.

    `noted` writes in the transaction that takes a file in: whoever stops between two files loses none of them.
    """
    require(caller, Permission.UPLOAD)
    for number in range(len(bundle)):
        member = await asyncio.to_thread(bundle.member, number)
        yield await _taken(services, caller, member, priority, noted)


async def _taken(
    services: Services, caller: Caller, member: Member, priority: Priority, noted: Noted | None
) -> Taken:
    refusal = member.refusal
    if refusal is None:
        try:
            return await _registered(services, caller, member, priority, noted)
        except AT_THE_DOOR as problem:
            refusal = problem
    taken = Taken(member.name, refusal=refusal)
    async with services.database.transaction() as session:
        await note_refusal(session, caller, refusal)
        if noted is not None:
            await noted(session, taken)
    return taken


async def _registered(
    services: Services, caller: Caller, member: Member, priority: Priority, noted: Noted | None
) -> Taken:
    async with services.database.transaction() as session:
        answer = await register_cv(
            session,
            caller,
            data=member.data,
            filename=member.name,
            settings=services.settings,
            priority=priority,
        )
        taken = Taken(member.name, answer=answer)
        if noted is not None:
            await noted(session, taken)
    return taken


async def note_refusal(session: AsyncSession, caller: Caller, refusal: AppError) -> None:
    """A file that is not let in leaves no CV, but an event."""
    await note_event(session, actor_id=caller.user_id, action="cv.refused", details={"code": refusal.code})


async def forget_members(session: AsyncSession, archive_id: UUID) -> None:
    """Take back what was noted below an archive, before it is opened once more."""
    archive = sa.select(Attachment.id).where(Attachment.uuid == archive_id).scalar_subquery()
    await session.execute(sa.delete(Attachment).where(Attachment.archive_id == archive))


async def record_member(session: AsyncSession, message_id: UUID, archive_id: UUID, member: Taken) -> None:
    """Note a file that came in an archive below it, with the CV that it became or the sentence why not."""
    archive = await session.scalar(
        sa.select(Attachment)
        .join(Message, Message.id == Attachment.message_id)
        .where(Attachment.uuid == archive_id, Message.uuid == message_id)
    )
    if archive is not None:
        session.add(
            Attachment(
                uuid=uuid4(),
                message_id=archive.message_id,
                archive_id=archive.id,
                filename=member.filename,
                cv_file_id=member.answer.id if member.answer else None,
                problem=member.refusal.message if member.refusal else None,
            )
        )
