"""Which families and people tune the reader, and which only test it: decided by their names alone."""

import random
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import TypeVar

TUNING, TEST = "tuning", "test"
Item = TypeVar("Item")


@cache
def _share(name: str) -> float:
    return int.from_bytes(sha256(f"cv-split:{name}".encode()).digest()[:4], "big") / 2**32


def side_of(name: str) -> str:
    """The side of a family or a person, about half of them each."""
    return TUNING if _share(name) < 0.5 else TEST


def known(items: Sequence[Item], side: str) -> list[Item]:
    """The items that one side may use: a quarter of a long list belongs to each side alone.

    A rule that was tuned on words then meets words it has never seen.
    """
    if len(items) < 8:
        return list(items)
    foreign = (0.0, 0.25) if side == TUNING else (0.75, 1.0)
    return [item for item in items if not foreign[0] <= _share(f"word:{item}") < foreign[1]] or list(items)


def pick(rng: random.Random, items: Sequence[Item], side: str) -> Item:
    return rng.choice(known(items, side))
