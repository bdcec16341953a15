"""How a tool's step reads, the same while it runs and when a conversation is opened again."""

import json
from typing import Any

from tools.registry import TOOLS

LONGEST_ARGUMENTS = 4000  # characters shown of them
SHORT_NOTE = 48  # characters; a longer one stands inside the step only
DONE = "done"


def title_of(tool: str) -> str:
    """What the page calls a tool; its plain name if it is not offered any more."""
    spec = TOOLS.get(tool)
    return spec.title if spec is not None else tool.replace("_", " ")


def step_name(title: str, *, rows: int | None = None, failed: bool = False, note: str = "") -> str:
    """ "Searching the CVs · 3 rows", or the tool's own short note where nothing is counted."""
    if failed:
        return f"{title} · did not work"
    if rows is not None:
        return f"{title} · {rows} {'row' if rows == 1 else 'rows'}"
    return f"{title} · {note}" if note and note != DONE and len(note) <= SHORT_NOTE else title


def shown_arguments(arguments: dict[str, Any] | str) -> str:
    """A call's arguments as JSON to look at; "" for a call without."""
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments or "{}")
        except ValueError:
            return str(arguments)[:LONGEST_ARGUMENTS]
    if not isinstance(arguments, dict):
        return ""
    stated = {name: value for name, value in arguments.items() if value not in (None, [], "")}
    return json.dumps(stated, ensure_ascii=False, indent=2)[:LONGEST_ARGUMENTS] if stated else ""


def shown_outcome(note: str, duration_ms: int | None) -> str:
    took = f"{duration_ms / 1000:.1f} s" if duration_ms is not None and duration_ms >= 100 else None
    return " · ".join(part for part in (note, took) if part)
