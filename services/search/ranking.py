"""The arithmetic behind a rank, all of it visible: points for verdicts, then relevance, then the person's number.

Each criterion gives 2 points when it is met, 1 when it is partly met, otherwise 0, times its weight: 2 for what is
required or excluded, 1 for what is preferred. The score is the share of all points that could be had, in per cent.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from schemas.criteria import Criterion
from schemas.results import VerdictWord

WEIGHTS = {"required": 2, "excluded": 2, "preferred": 1}
MOST_POINTS = 2
# A certificate alone shows a skill well enough to break a wish for people without it.
PARTLY_EXCLUDES = frozenset({"skill", "certification"})
Key = TypeVar("Key")


class Ranked(Protocol):
    """What ranking compares: the number of unmet wishes that decide, the score, the relevance, the person."""

    fails: int
    score: int
    relevance: float
    person_id: int


def excludes(criterion: Criterion, grade: int) -> bool:
    """Whether a grade breaks an exclusion."""
    return grade >= (1 if criterion.kind in PARTLY_EXCLUDES else 2)


def points(criterion: Criterion, grade: int) -> int:
    """0 to 2; an exclusion is met by a CV that does not show what is excluded."""
    if criterion.importance == "excluded":
        return 0 if excludes(criterion, grade) else MOST_POINTS
    return max(0, grade)


def score(criteria: Sequence[Criterion], grades: Sequence[int]) -> int:
    """0 to 100."""
    most = sum(MOST_POINTS * WEIGHTS[criterion.importance] for criterion in criteria)
    got = sum(WEIGHTS[c.importance] * points(c, grade) for c, grade in zip(criteria, grades, strict=True))
    return round(100 * got / most) if most else 0


def verdict_word(criterion: Criterion, grade: int) -> VerdictWord:
    """The verdict about the wish: for an exclusion "met" says that nothing in the CV shows it."""
    if criterion.importance == "excluded":
        return "contradicted" if excludes(criterion, grade) else "met"
    words: dict[int, VerdictWord] = {2: "met", 1: "partly", -1: "contradicted"}
    return words.get(grade, "not_shown")


def rank_key(candidate: Ranked) -> tuple[int, int, float, int]:
    """Sorts the best first; rounding keeps the last digits of floating point out of the order."""
    return candidate.fails, -candidate.score, -round(candidate.relevance, 6), candidate.person_id


def fused(*signals: Mapping[Key, float], keys: Iterable[Key]) -> dict[Key, float]:
    """One relevance from several signals: the sum of their z-scores over `keys`, a missing value counting as 0."""
    wanted = list(keys)
    total = dict.fromkeys(wanted, 0.0)
    for signal in signals:
        values = [signal.get(key, 0.0) for key in wanted]
        mean = sum(values) / len(values) if values else 0.0
        spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)) if values else 0.0
        if spread > 1e-9:
            for key, value in zip(wanted, values, strict=True):
                total[key] += (value - mean) / spread
    return total
