import asyncio
from pathlib import Path
from uuid import UUID

from core.errors import FileEmpty, FileTooLarge, FileTypeNotAccepted, InvalidInput
from schemas.cv import SENTENCES, ProcessingStatus
from services.access import Permission
from services.conversations import fate_of_attachment
from services.intake import register_cv
from tools.answers import ToolAnswer
from tools.caller import AttachedFile, Run, TurnContext

AT_THE_DOOR = (FileEmpty, FileTooLarge, FileTypeNotAccepted)


class FileTaken(ToolAnswer):
    """`cv_id` is absent when the file was refused; `sentence` says where it stands, or why not."""

    filename: str
    cv_id: int | None = None
    status: str
    duplicate: bool = False
    sentence: str

    def note(self) -> str:
        return self.sentence


async def upload_cv(run: Run, attachment_id: str) -> FileTaken:
    """File one dropped attachment as a CV. Call it once for each attachment of the user's message.

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
        async with turn.transaction(Permission.UPLOAD) as (session, caller):
            taken = await register_cv(
                session, caller, data=data, filename=file.name, settings=turn.services.settings
            )
            await fate_of_attachment(session, turn.message_id, file.id, cv_file_id=taken.id)
    except AT_THE_DOOR as problem:
        return await _refused(turn, file, problem.message)
    turn.cv_ids.add(taken.id)
    status = ProcessingStatus(taken.processing_status)
    sentence = SENTENCES[status]
    return FileTaken(
        filename=file.name, cv_id=taken.id, status=status, duplicate=taken.duplicate, sentence=sentence
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
