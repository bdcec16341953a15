"""What the built-in model may do next: say something, or call tools."""

from dataclasses import dataclass
from typing import Any

LONGEST_LOOKED_UP = 200  # characters of a name or a place, as look_up_cvs takes them


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Calls:
    calls: tuple[tuple[str, dict[str, Any]], ...]


Step = Say | Calls


def call(tool: str, **arguments: Any) -> Calls:
    return Calls(((tool, arguments),))


def look_up_name(*names: str) -> Calls:
    """One look-up for each name."""
    return Calls(tuple(("look_up_cvs", {"name": name[:LONGEST_LOOKED_UP]}) for name in names))
