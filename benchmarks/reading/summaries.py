"""Numbers of a measured corpus: everything that the report's tables show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from benchmarks.reading.intervals import Counted
from benchmarks.reading.measuring import OURS, Measured
from benchmarks.reading.scoring import FIELDS, Tally, summed, tally

SURE = 0.9  # the confidence from which 97 % have to be right
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, SURE, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Bin:
    """Values whose confidence lies in [low, high), and how many of them are right."""

    low: float
    high: float
    values: int
    right: int

    @property
    def rate(self) -> float:
        return self.right / self.values if self.values else 0.0


def counted(cvs: Iterable[Measured], reader: str = OURS) -> list[Counted]:
    """(person, tallies) of each CV, for sums and intervals."""
    return [
        (str(one.meta.get("person", one.name)), one.tallies[reader]) for one in cvs if reader in one.tallies
    ]


def totals(cvs: Iterable[Measured], reader: str = OURS) -> dict[str, Tally]:
    """Counts by field."""
    return summed(tallies for _, tallies in counted(cvs, reader))


def by(cvs: Iterable[Measured], key: str) -> dict[str, list[Measured]]:
    """CVs by an entry of their `meta`, sorted."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in cvs:
        groups[str(one.meta.get(key, ""))].append(one)
    return dict(sorted(groups.items()))


def calibration(cvs: Iterable[Measured]) -> list[Bin]:
    """How often values of each confidence are right."""
    judged = [entry for one in cvs for entry in one.judged]
    bins = []
    for low, high in pairwise(BINS):
        inside = [right for _, confidence, right in judged if low <= confidence < high]
        bins.append(Bin(low, high, len(inside), sum(inside)))
    return bins


def sure_and_right(cvs: Iterable[Measured]) -> Bin:
    """The values that are marked sure."""
    judged = [right for one in cvs for _, confidence, right in one.judged if confidence >= SURE]
    return Bin(SURE, 1.0, len(judged), sum(judged))


def equal_across_formats(cvs: Iterable[Measured]) -> tuple[int, int]:
    """Of the fields of one person's CV in two formats: how many say the same, of how many."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in cvs:
        if one.meta.get("twin_group"):
            groups[str(one.meta["twin_group"])].append(one)
    equal = compared = 0
    for twins in groups.values():
        for one, other in combinations(twins, 2):
            for field in FIELDS:
                if one.truth.get(field) and other.truth.get(field):
                    compared += 1
                    equal += _same(field, one, other)
    return equal, compared


def _same(field: str, one: Measured, other: Measured) -> bool:
    """Each side's values are all found on the other side."""
    there = tally({field: one.said.get(field)}, other.said).get(field, Tally())
    return there.hits == there.wanted == there.read


def mean_milliseconds(values: Sequence[float]) -> float:
    """The mean of processor seconds, in milliseconds."""
    return 1000 * sum(values) / len(values) if values else 0.0
