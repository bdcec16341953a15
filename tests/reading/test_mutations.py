"""Damaged copies of real files: each ends as a document whose quotes hold, or in a state that has a name."""

from collections import Counter

from benchmarks.mutations import DAMAGE, copies, outcomes
from schemas.cv import ProcessingStatus

COPIES = 200
LONGEST = 60.0  # seconds: a copy that hangs is killed long before, on a busy machine, too


async def test_two_hundred_damaged_copies_each_come_to_an_end() -> None:
    damaged = list(copies(COPIES))
    assert {copy.damage for copy in damaged} == {damage.__name__ for damage in DAMAGE}
    found = await outcomes(damaged)
    escaped = [(one.copy.name, one.copy.damage, one.problem) for one in found if one.end == "uncontained"]
    assert escaped == []
    ends = Counter(one.end for one in found)
    assert set(ends) <= {"read", "refused", *ProcessingStatus}
    assert ends["read"] > COPIES / 5  # damage that stops every reader would test nothing
    assert max(one.seconds for one in found) < LONGEST


def test_a_copy_can_be_made_again() -> None:
    assert list(copies(30)) == list(copies(30))
    assert list(copies(30)) != list(copies(30, seed=1))
