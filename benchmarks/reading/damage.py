"""Damaged copies of the samples, read as the product reads them: in children, to an end that has a name."""

import asyncio
from collections import Counter

from benchmarks.mutations import copies, outcomes


def measure_damage(wanted: int) -> tuple[dict[str, int], int]:
    """Ends and how often each was reached, and how many copies ended in anything else."""
    ends = Counter(one.end for one in asyncio.run(outcomes(list(copies(wanted)))))
    uncontained = ends.pop("uncontained", 0)
    return dict(ends), uncontained
