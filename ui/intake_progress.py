"""Follows dropped files until each is read or refused, and keeps their card in the page up to date.

State lies in the rows: a page that is loaded again builds the card from them and follows on from there.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from chainlit.element import ElementDict
from chainlit.session import WebsocketSession

from core.errors import AppError
from core.log import get_logger, log_unexpected
from services.access import load_caller
from ui import cards, runtime
from ui.same_person import show_companion

LOOK_AGAIN = 5.0  # seconds, should a notification have been lost
PAUSE = 0.02  # seconds for each file of a card: a large one is not drawn anew for every step of every file
GIVE_UP = 3600.0  # seconds; a queue that stands still is not watched for ever
log = get_logger(__name__)
_following: dict[tuple[str, str], asyncio.Task[None]] = {}


def follow(session: WebsocketSession, user_id: int, element: ElementDict) -> None:
    """Keep this card of dropped files up to date in the session's page, in the background."""
    props = element.get("props") or {}
    if not props.get("pending"):
        return
    key = (session.id, str(element["id"]))
    running = _following.get(key)
    if running is not None and not running.done():
        return
    task = asyncio.create_task(_follow(session, user_id, element), name=f"follow {props.get('messageId')}")
    _following[key] = task
    task.add_done_callback(lambda _: _following.pop(key, None))


def follow_all(session: WebsocketSession, user_id: int, elements: Sequence[ElementDict]) -> None:
    """The same for every card of a conversation that was opened again."""
    for element in elements:
        if element.get("name") == "UploadList":
            follow(session, user_id, element)


async def stop_all() -> None:
    """End all following, when the server stops."""
    for task in list(_following.values()):
        task.cancel()
    await asyncio.gather(*_following.values(), return_exceptions=True)


async def _follow(session: WebsocketSession, user_id: int, element: ElementDict) -> None:
    services = runtime.current().services
    props: dict[str, Any] = dict(element.get("props") or {})
    try:
        async with asyncio.timeout(GIVE_UP):
            while props.get("pending") and WebsocketSession.get_by_id(session.id) is session:
                await services.progress.changed(props["pending"], timeout=LOOK_AGAIN)
                fresh = await _props_now(user_id, props["messageId"])
                if fresh is not None and fresh != props:
                    props = fresh
                    await session.emit("element", {**element, "props": props})
                    await asyncio.sleep(PAUSE * len(props["files"]))
                    await show_companion(session, user_id, element)
    except (TimeoutError, AppError) as problem:
        log.info("no longer following uploads: %s", type(problem).__name__)
    except Exception as problem:
        log_unexpected(log, "following uploads", problem)


async def _props_now(user_id: int, message_id: str) -> dict[str, Any] | None:
    """The card's content, or None while the database is away."""
    try:
        async with runtime.current().services.database.transaction() as session:
            caller = await load_caller(session, user_id)
            name, props = await cards.build_props(session, caller, "uploads", message_id)
    except AppError as problem:
        if problem.status == 503:
            return None
        raise
    return (
        props
        if name == "UploadList"
        else {"messageId": message_id, "files": [], "pending": [], "summary": {}}
    )
