"""What the profile panel's buttons do on the server."""

from contextlib import suppress
from typing import Any

from chainlit.context import context
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, InvalidInput, NotFound
from services.access import Caller
from services.correcting import Change
from services.corrections import correct_fields, undo_correction
from services.intake import retry_cv
from services.page_cache import PICTURES, PictureWidth
from services.page_marks import find_words, text_sheet
from services.page_pictures import picture_source
from ui import cards, runtime
from ui.profile_panel import panel_props

ELEMENTS = ("Pages", "Profile")  # the pictures, and the values beside or below them
TITLE = "canvas"  # by which Chainlit's page leaves the panel's whole area to its elements
NO_CV = "There is no CV under this number."
LONGEST_QUOTE = 2_000


async def show_profile(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Open a CV's panel: at a value (`path`), at a quote of the results, or at its first page."""
    cv_id = row_number(payload.get("cvId"))
    async with runtime.current().services.database.transaction() as session:
        mark = await find_words(session, caller, cv_id, *_quote(payload))
        await _prepare_picture(session, caller, cv_id, mark.page if mark else 1)
        props = await panel_props(session, caller, cv_id)
    props["open"] = {"path": _words(payload.get("path")), "mark": mark.model_dump() if mark else None}
    thread_id = context.session.thread_id
    elements = [
        cards.custom_element(name, props, element_id=f"{name}-{cv_id}", for_id="", thread_id=thread_id)
        for name in ELEMENTS
    ]
    key = f"profile-{cv_id}-{payload.get('path')}-{payload.get('quote')}"
    await context.emitter.emit("set_sidebar_title", TITLE)
    await context.emitter.emit("set_sidebar_elements", {"elements": elements, "key": key})
    return {"ok": True}


async def look_again(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """The panel's props as they are now."""
    return await _panel(caller, row_number(payload.get("cvId")))


async def find_quote(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Where a quote stands, for a panel that is open."""
    cv_id = row_number(payload.get("cvId"))
    async with runtime.current().services.database.transaction() as session:
        mark = await find_words(session, caller, cv_id, *_quote(payload))
    return {"ok": True, "mark": mark.model_dump() if mark else None}


async def show_lines(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """The text, for pages that have no picture."""
    async with runtime.current().services.database.transaction() as session:
        sheet = await text_sheet(session, caller, row_number(payload.get("cvId")))
    return {"ok": True, "lines": [line.model_dump() for line in sheet.lines]}


async def correct(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Correct values, each with its field and what its entry said in the panel; all of them or none. Where it says
    something else by now, the answer brings the panel as it is."""
    cv_id, changes = row_number(payload.get("cvId")), payload.get("changes")
    if not isinstance(changes, list) or not 0 < len(changes) <= 20:
        raise InvalidInput("There is nothing to correct.")
    services = runtime.current().services
    wishes = [_change(change) for change in changes]
    try:
        async with services.database.transaction() as session:
            await correct_fields(session, caller, cv_id, wishes, embedder=services.embedder)
    except Conflict as problem:
        return {**await _panel(caller, cv_id), "ok": False, "sentence": problem.message}
    return await _panel(caller, cv_id)


async def undo(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Undo one correction."""
    cv_id, number = row_number(payload.get("cvId")), row_number(payload.get("correction"))
    services = runtime.current().services
    async with services.database.transaction() as session:
        await undo_correction(session, caller, cv_id, number, embedder=services.embedder)
    return await _panel(caller, cv_id)


async def read_again(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Have the file read once more."""
    cv_id = row_number(payload.get("cvId"))
    async with runtime.current().services.database.transaction() as session:
        await retry_cv(session, caller, cv_id)
    return await _panel(caller, cv_id)


def row_number(value: Any) -> int:
    """A number that a row may have; InvalidInput for anything else that a page may send."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**62:
        raise InvalidInput(NO_CV)
    return value


async def _panel(caller: Caller, cv_id: int) -> dict[str, Any]:
    async with runtime.current().services.database.transaction() as session:
        return {"ok": True, "panel": await panel_props(session, caller, cv_id)}


async def _prepare_picture(session: AsyncSession, caller: Caller, cv_id: int, page: int) -> None:
    """Draw the first page that the panel shows while its values are still being put together."""
    with suppress(NotFound):
        database = runtime.current().services.database
        width = PictureWidth.PANEL
        PICTURES.prepare(await picture_source(session, caller, cv_id, page, width=width, database=database))


def _quote(payload: dict[str, Any]) -> tuple[str, int | None]:
    page = payload.get("page")
    return (_words(payload.get("quote")) or "")[:LONGEST_QUOTE], page if isinstance(page, int) else None


def _words(value: Any) -> str | None:
    return value.replace("\0", "") if isinstance(value, str) else None


def _change(change: Any) -> Change:
    if not isinstance(change, dict) or not isinstance(change.get("field"), str):
        raise InvalidInput("There is nothing to correct.")
    value = change.get("value")
    new = _values(value) if isinstance(value, dict) else _words(value)
    old = change.get("old")
    return Change(change["field"], new, _values(old) if isinstance(old, dict) else None)


def _values(values: dict[Any, Any]) -> dict[str, str | None]:
    return {str(name): _words(words) for name, words in values.items()}


ACTIONS = {
    "show_profile": show_profile, "look_again": look_again, "find_quote": find_quote, "show_lines": show_lines,
    "correct_field": correct, "undo_correction": undo, "read_again": read_again,
}  # fmt: skip
