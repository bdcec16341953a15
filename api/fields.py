"""Types of parameters that several routes share."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator

LARGEST_ID = 2**63 - 1  # what a bigint column holds


def storable_words(words: str) -> str:
    """The words; ValueError where the database could not hold them."""
    if "\0" in words:
        raise ValueError("a NUL character cannot be used")
    return words


RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Words = Annotated[str, Query(max_length=200), AfterValidator(storable_words)]
