"""What the built-in model does next: call tools, or say something."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Calls:
    calls: tuple[tuple[str, dict[str, Any]], ...]


def plan(items: Sequence[Any], tools: frozenset[str]) -> Say | Calls:
    """The next step of the turn that the last user item opened."""
    return Say("I am here. Ask me who knows what, or drop a CV into this chat.")
