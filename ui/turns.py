"""From a message in the page to a turn of the orchestrator, and back."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from uuid import UUID, uuid4

import chainlit as cl
from chainlit.context import context
from chainlit.types import ThreadDict

from core.errors import AppError
from core.log import get_logger, log_unexpected
from core.security import read_token
from orchestrator.events import AttachedFile
from ui import runtime
from ui.dropped_files import let_go
from ui.identity import page_session, require_caller
from ui.intake_progress import follow_all
from ui.render import TurnView

log = get_logger(__name__)
WENT_WRONG = "Something went wrong on our side. Please try again."


async def answer_message(message: cl.Message) -> None:
    """Run one turn and show it. No exception leaves: Chainlit would send its text to the page."""
    run, caller, session = context.current_run, require_caller(), page_session()
    assert run is not None
    view = TurnView(answer_id=uuid4(), user_id=caller.user_id, run_id=run.id)
    running = runtime.current()
    try:
        events = running.orchestrator.run_turn(
            user_id=caller.user_id,
            conversation_id=UUID(session.thread_id),
            message_id=UUID(message.id),
            answer_id=view.answer_id,
            run_id=UUID(run.id),
            text=message.content,
            attachments=attached_files(message),
            token_version=read_token(running.secret, session.token or "").token_version,
        )
        async with aclosing(events):
            await view.show(events)
    except asyncio.CancelledError:
        await view.stop()
    except AppError as problem:
        await view.fail(problem.message)
    except Exception as problem:
        await view.fail(WENT_WRONG, log_unexpected(log, "a turn", problem))
    finally:
        await let_go(session, caller, message)


async def resume_conversation(thread: ThreadDict) -> None:
    """A conversation was opened again: follow the files that are still being read."""
    follow_all(page_session(), require_caller().user_id, thread.get("elements") or [])


def attached_files(message: cl.Message) -> list[AttachedFile]:
    """The files dropped with a message, as the upload route has kept them."""
    return [
        AttachedFile(id=UUID(element.id), name=element.name, path=Path(element.path))
        for element in message.elements or ()
        if element.path
    ]
