import asyncio
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, InvalidInput
from schemas.cv import SENTENCES, ProcessingStatus
from services.access import Permission
from services.bundle_intake import (
    AT_THE_DOOR,
    Taken,
    forget_members,
    note_refusal,
    open_bundle,
    record_member,
    take_in_bundle,
)
from services.bundles import Bundle
from services.conversations import fate_of_attachment
from services.intake import register_cv
from tools.caller import AttachedFile, Run, TurnContext
from tools.taken_files import FileTaken, all_taken, archive_taken

EVERY = "all"


async def upload_cv(run: Run, attachment_id: str) -> FileTaken:
    """File one dropped attachment as a CV, or each file of a dropped ZIP as one. Call it once for each attachment of
    the user's message; of more than five, once for all.

    It is then read in the background; the page shows its progress by itself.

    Args:
        attachment_id: The attachment's id, as the user's message lists it, or "all" for all of the message's.
    """
    turn = run.context
    if attachment_id != EVERY or not turn.attachments:
        return await _file(turn, _attachment(turn, attachment_id))
    return all_taken([await _file(turn, file) for file in turn.attachments.values()])


async def _file(turn: TurnContext, file: AttachedFile) -> FileTaken:
    limit = turn.services.settings.max_file_size
    data = await asyncio.to_thread(_first_bytes, file.path, limit + 1)
    turn.show("uploads", turn.message_id)
    try:
        bundle = await open_bundle(data, file.name, turn.services.settings)
        if bundle is not None:
            return await _archive(turn, file, bundle)
        return await _single(turn, file, data)
    except AT_THE_DOOR as problem:
        return await _refused(turn, file, problem)


async def _single(turn: TurnContext, file: AttachedFile, data: bytes) -> FileTaken:
    async with turn.transaction(Permission.UPLOAD) as (session, caller):
        taken = await register_cv(
            session, caller, data=data, filename=file.name, settings=turn.services.settings
        )
        await fate_of_attachment(session, turn.message_id, file.id, cv_file_id=taken.id)
    turn.cv_ids.add(taken.id)
    status = ProcessingStatus(taken.processing_status)
    sentence = SENTENCES[status]
    return FileTaken(
        filename=file.name, cv_id=taken.id, status=status, duplicate=taken.duplicate, sentence=sentence
    )


async def _archive(turn: TurnContext, file: AttachedFile, bundle: Bundle) -> FileTaken:
    """Take in every file of an archive, and note each below it as it is taken in."""

    async def noted(session: AsyncSession, member: Taken) -> None:
        await record_member(session, turn.message_id, file.id, member)

    async with turn.transaction(Permission.UPLOAD) as (session, caller):
        await forget_members(session, file.id)
    members = []
    async for member in take_in_bundle(turn.services, caller, bundle, noted=noted):
        members.append(member)
        if member.answer:
            turn.cv_ids.add(member.answer.id)
    return archive_taken(file.name, members)


async def _refused(turn: TurnContext, file: AttachedFile, problem: AppError) -> FileTaken:
    async with turn.transaction() as (session, caller):
        await fate_of_attachment(session, turn.message_id, file.id, problem=problem.message)
        await note_refusal(session, caller, problem)
    return FileTaken(filename=file.name, status="refused", sentence=problem.message)


def _attachment(turn: TurnContext, attachment_id: str) -> AttachedFile:
    try:
        return turn.attachments[UUID(attachment_id)]
    except (ValueError, KeyError):
        there = ", ".join(map(str, turn.attachments)) or "none"
        raise InvalidInput(f"The user's message has no attachment with this id. It has: {there}.") from None


def _first_bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
