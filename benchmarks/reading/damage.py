"""Damaged copies of the samples, read as the product reads them: in children, to an end that has a name."""

import asyncio
from collections import Counter
from collections.abc import Callable

from benchmarks.mutations import mutated_copies
from services.extraction.builtin import BuiltinReader
from services.reading.failure import ReadingFailed
from services.reading.sandbox.child import read_file

AT_ONCE = 2


def measure_damage(copies: int, progress: Callable[[], None]) -> tuple[dict[str, int], int]:
    """Ends and how often each was reached, and how many copies ended in anything else."""
    return asyncio.run(_measure(copies, progress))


async def _measure(copies: int, progress: Callable[[], None]) -> tuple[dict[str, int], int]:
    ends: Counter[str] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(data: bytes, file_format: str) -> None:
        async with gate:
            ends[await _end(data, file_format)] += 1
            progress()

    await asyncio.gather(*(one(data, file_format) for data, file_format in mutated_copies(copies)))
    uncontained = ends.pop("uncontained", 0)
    return dict(ends), uncontained


async def _end(data: bytes, file_format: str) -> str:
    try:
        await BuiltinReader().read(await read_file(data, file_format))
    except ReadingFailed as failure:
        return str(failure.status)
    except Exception:
        return "uncontained"
    return "read"
