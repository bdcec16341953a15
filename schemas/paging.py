from typing import Generic, TypeVar

from pydantic import BaseModel

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A list's answer: `total` counts all, `items` are those from `offset` on."""

    items: list[Item]
    total: int
    limit: int
    offset: int
