"""Pages of long lists."""

from typing import Annotated, TypedDict

from fastapi import Query

PAGE_SIZE = 25

PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]


class Cut(TypedDict):
    limit: int
    offset: int


def cut(page: int) -> Cut:
    """Which part of a list stands on page `page`, counted from 1."""
    return Cut(limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
