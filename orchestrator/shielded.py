"""Work that is done to its end, although whoever waits for it leaves."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
_going_on: set[asyncio.Task[Any]] = set()  # the event loop alone would let go of a task that nobody awaits


def go_on(work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
    """Start work that no cancellation of its starter reaches."""
    task = asyncio.create_task(work)
    _going_on.add(task)
    task.add_done_callback(_going_on.discard)
    return task


async def to_the_end(work: Coroutine[Any, Any, Result]) -> Result:
    """Wait for the work. A cancellation ends the waiting, however often it comes; the work goes on."""
    return await asyncio.shield(go_on(work))
