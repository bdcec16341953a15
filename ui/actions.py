"""What a card's buttons do on the server. Each is authorised anew, whatever the page shows."""

from typing import Any

import chainlit as cl
from chainlit.context import context

from core.errors import AppError, InvalidInput
from core.log import get_logger, log_unexpected
from services.access import Caller
from services.erasure import withdraw_cv
from ui import cards, runtime
from ui.identity import require_caller
from ui.sockets import apology

log = get_logger(__name__)
WITHDRAWN = "Withdrawn. It can no longer be found, and what was quoted from it is removed."
WITHDRAWN_SHARED = "Your copy is withdrawn. Somebody else handed in the same file, so it stays for them."


async def run_action(action: cl.Action) -> dict[str, Any]:
    """Run a button's action; the answer's `sentence` is shown in the page."""
    try:
        caller = require_caller()
        return await ACTIONS[action.name](caller, action.payload)
    except AppError as problem:
        return {"ok": False, "sentence": problem.message}
    except Exception as problem:
        return {"ok": False, "sentence": apology(log_unexpected(log, f"action {action.name}", problem))}


async def _show_profile(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Open a CV's profile beside the conversation."""
    cv_id = _number(payload.get("cvId"))
    async with runtime.current().services.database.transaction() as session:
        name, props = await cards.build_props(session, caller, "profile", str(cv_id))
    thread_id = context.session.thread_id
    element = cards.custom_element(
        name, {**props, "beside": True}, element_id=f"profile-{cv_id}", for_id="", thread_id=thread_id
    )
    await context.emitter.emit("set_sidebar_title", "What was read")
    await context.emitter.emit("set_sidebar_elements", {"elements": [element], "key": f"profile-{cv_id}"})
    return {"ok": True}


async def _withdraw(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Take the caller's own upload back; the page has asked before."""
    async with runtime.current().services.database.transaction() as session:
        erased = await withdraw_cv(session, caller, _number(payload.get("cvId")))
    return {"ok": True, "sentence": WITHDRAWN if erased else WITHDRAWN_SHARED}


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**62:
        raise InvalidInput("There is no CV under this number.")
    return value


ACTIONS = {"show_profile": _show_profile, "withdraw_cv": _withdraw}
