"""The card of CVs that look like one person's: sent once dropped files are read, and what its buttons do."""

from typing import Any

from chainlit.element import ElementDict
from chainlit.session import WebsocketSession
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, InvalidInput
from services.access import Caller, load_caller
from services.people.joining import dismiss_suggestion, join_suggestion, undo_join
from ui import cards, runtime
from ui.card_person import pair_props

KIND = "same_person"


async def companion(
    session: AsyncSession, caller: Caller, message_id: str, *, for_id: str, thread_id: str
) -> list[ElementDict]:
    """The card that goes with a card of dropped files; nothing where no file looks like somebody known."""
    element = await cards.build_element(session, caller, KIND, message_id, for_id=for_id, thread_id=thread_id)
    return [element] if (element.get("props") or {}).get("pairs") else []


async def show_companion(page: WebsocketSession, user_id: int, uploads: ElementDict) -> None:
    """Send that card to the page that shows `uploads`, or send it again as it is now."""
    props, for_id, thread_id = uploads.get("props") or {}, uploads.get("forId"), uploads.get("threadId")
    if not props.get("messageId") or not for_id or not thread_id:
        return
    try:
        async with runtime.current().services.database.transaction() as session:
            caller = await load_caller(session, user_id)
            found = await companion(session, caller, props["messageId"], for_id=for_id, thread_id=thread_id)
    except AppError:  # it comes with the next reload
        return
    for element in found:
        await page.emit("element", element)  # type: ignore[misc]  # typed as if it were no coroutine


async def join(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Join the two people of a pair; the answer's `pair` is what the card shows now."""
    number = _number(payload.get("suggestionId"))
    async with runtime.current().services.database.transaction() as session:
        await join_suggestion(session, caller, number)
        return {"ok": True, "pair": await pair_props(session, caller, number)}


async def keep_apart(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    number = _number(payload.get("suggestionId"))
    async with runtime.current().services.database.transaction() as session:
        await dismiss_suggestion(session, caller, number)
        return {"ok": True, "pair": await pair_props(session, caller, number)}


async def undo(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    number = _number(payload.get("suggestionId"))
    async with runtime.current().services.database.transaction() as session:
        await undo_join(session, caller, _number(payload.get("joinId")))
        return {"ok": True, "pair": await pair_props(session, caller, number)}


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**62:
        raise InvalidInput("There is nothing under this number.")
    return value


ACTIONS = {"join_same_person": join, "keep_apart": keep_apart, "undo_join": undo}
