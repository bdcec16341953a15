"""Dropped files on disk: from the upload until the turn that takes them in has ended.

They are CVs, so nobody but our own user may read them, and none stays longer than it is needed.
"""

import os
from pathlib import Path
from uuid import UUID, uuid4

import chainlit as cl
from chainlit.context import context
from chainlit.session import WebsocketSession

from core.errors import AppError
from core.log import get_logger, log_unexpected
from services import threads
from services.access import Caller
from ui import cards, runtime
from ui.environment import make_private

log = get_logger(__name__)
ANY_TYPE = "application/octet-stream"  # a browser's word for a file's type is never passed on


def keep_file(session: WebsocketSession, name: str, data: bytes) -> str:
    """Keep a file for the session's next message; its id. Its name never becomes a path."""
    file_id = str(uuid4())
    path = Path(session.files_dir) / file_id
    make_private(path.parent)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    session.files[file_id] = {"id": file_id, "path": path, "name": name, "type": ANY_TYPE, "size": len(data)}
    return file_id


async def let_go(session: WebsocketSession, caller: Caller, message: cl.Message) -> None:
    """Remove the files of a message whose turn has ended. Below it, what became a CV leads to the CV's original."""
    ids = [element.id for element in message.elements or () if element.id in session.files]
    for file_id in ids:
        Path(session.files.pop(file_id)["path"]).unlink(missing_ok=True)
    if not ids:
        return
    try:
        await _show_originals(session, caller, message)
    except AppError:
        return  # the links come with the next reload
    except Exception as problem:
        log_unexpected(log, "showing the originals", problem)


async def _show_originals(session: WebsocketSession, caller: Caller, message: cl.Message) -> None:
    async with runtime.current().services.database.transaction() as rows:
        dropped = await threads.dropped_files(rows, caller, UUID(message.id))
    for file in dropped:
        if file.cv is not None and not file.withdrawn and file.attachment.archive_id is None:
            element = cards.file_element(
                file.attachment, file.cv, for_id=message.id, thread_id=session.thread_id
            )
            await context.emitter.send_element(element)
