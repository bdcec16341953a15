"""What a card's buttons do on the server. Each is authorised anew, whatever the page shows."""

from typing import Any

import chainlit as cl

from core.errors import AppError
from core.log import get_logger, log_unexpected
from services.access import Caller
from services.erasure import withdraw_cv
from ui import panel_actions, runtime, same_person
from ui.identity import require_caller
from ui.panel_actions import row_number
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


async def _withdraw(caller: Caller, payload: dict[str, Any]) -> dict[str, Any]:
    """Take the caller's own upload back; the page has asked before."""
    async with runtime.current().services.database.transaction() as session:
        erased = await withdraw_cv(session, caller, row_number(payload.get("cvId")))
    return {"ok": True, "sentence": WITHDRAWN if erased else WITHDRAWN_SHARED}


ACTIONS = {**panel_actions.ACTIONS, **same_person.ACTIONS, "withdraw_cv": _withdraw}
