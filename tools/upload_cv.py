import asyncio
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel

from core.errors import InvalidInput
from schemas.cv import SENTENCES, ProcessingStatus
from services.access import Permission
from services.bundle_intake import AT_THE_DOOR, open_bundle, record_members, take_in_bundle
from services.bundles import Bundle
from services.conversations import fate_of_attachment
from services.intake import register_cv
from tools.answers import ToolAnswer
from tools.caller import AttachedFile, Run, TurnContext

MOST_LISTED = 20  # files of an archive that the model is told of one by one


class MemberTaken(BaseModel):
    filename: str
    cv_id: int | None = None
    sentence: str


class FileTaken(ToolAnswer):
    """`cv_id` is absent when the file was refused; `sentence` says where it stands, or why not. Of an archive
    (status "opened") `uploads` lists the first of the files that were taken in."""

    filename: str
    cv_id: int | None = None
    status: str
    duplicate: bool = False
    sentence: str
    taken: int | None = None
    refused: int | None = None
    uploads: list[MemberTaken] | None = None

    def rows(self) -> int | None:
        return self.taken

    def note(self) -> str:
        return self.sentence


async def upload_cv(run: Run, attachment_id: str) -> FileTaken:
    """File one dropped attachment as a CV, or each file of a dropped ZIP as one. Call it once for each attachment of
    the user's message.

    It is then read in the background; the page shows its progress by itself.

    Args:
        attachment_id: The attachment's id, as the user's message lists it.
    """
    turn = run.context
    file = _attachment(turn, attachment_id)
    limit = turn.services.settings.max_file_size
    data = await asyncio.to_thread(_first_bytes, file.path, limit + 1)
    turn.show("uploads", turn.message_id)
    try:
        bundle = await open_bundle(data, file.name, turn.services.settings)
        if bundle is not None:
            return await _archive(turn, file, bundle)
        return await _single(turn, file, data)
    except AT_THE_DOOR as problem:
        return await _refused(turn, file, problem.message)


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
    """Take in every file of an archive, and note them below it."""
    async with turn.transaction(Permission.UPLOAD) as (_, caller):
        pass
    members = [taken async for taken in take_in_bundle(turn.services, caller, bundle)]
    async with turn.transaction() as (session, _):
        await record_members(session, turn.message_id, file.id, members)
    filed = [member for member in members if member.answer is not None]
    turn.cv_ids.update(member.answer.id for member in filed if member.answer)
    refused = len(members) - len(filed)
    return FileTaken(
        filename=file.name,
        status="opened",
        sentence=f"{len(members)} files in it: {len(filed)} taken in, {refused} not.",
        taken=len(filed),
        refused=refused,
        uploads=[
            MemberTaken(
                filename=member.filename,
                cv_id=member.answer.id if member.answer else None,
                sentence=SENTENCES[member.answer.processing_status]
                if member.answer
                else member.refusal.message
                if member.refusal
                else "",
            )
            for member in members[:MOST_LISTED]
        ],
    )


async def _refused(turn: TurnContext, file: AttachedFile, sentence: str) -> FileTaken:
    async with turn.transaction() as (session, _):
        await fate_of_attachment(session, turn.message_id, file.id, problem=sentence)
    return FileTaken(filename=file.name, status="refused", sentence=sentence)


def _attachment(turn: TurnContext, attachment_id: str) -> AttachedFile:
    try:
        return turn.attachments[UUID(attachment_id)]
    except (ValueError, KeyError):
        there = ", ".join(map(str, turn.attachments)) or "none"
        raise InvalidInput(f"The user's message has no attachment with this id. It has: {there}.") from None


def _first_bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
