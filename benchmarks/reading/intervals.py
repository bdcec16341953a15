"""95 % intervals by the bootstrap: people, not CVs, are drawn again, since one person's CVs resemble each other."""

from collections.abc import Sequence

import numpy as np

from benchmarks.reading.scoring import FIELDS, Tally

DRAWS = 1000
Counted = tuple[str, dict[str, Tally]]  # a person, and one of their CVs


def macro_interval(cvs: Sequence[Counted], *, seed: int = 1) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the macro-F1 over resampled people."""
    drawn = _drawn(cvs, seed)
    f1, known = _f1(drawn)
    return _percentiles((f1 * known).sum(axis=1) / np.maximum(known.sum(axis=1), 1))


def field_interval(cvs: Sequence[Counted], field: str, *, seed: int = 1) -> tuple[float, float]:
    """The same for one field's F1."""
    f1, _ = _f1(_drawn(cvs, seed))
    return _percentiles(f1[:, FIELDS.index(field)])


def _drawn(cvs: Sequence[Counted], seed: int) -> np.ndarray:
    """(draws, fields, 3) counts: hits, read, wanted."""
    people = {person: row for row, person in enumerate(sorted({person for person, _ in cvs}))}
    counts = np.zeros((len(people), len(FIELDS), 3))
    for person, tallies in cvs:
        for field, entry in tallies.items():
            counts[people[person], FIELDS.index(field)] += (entry.hits, entry.read, entry.wanted)
    weights = np.random.default_rng(seed).multinomial(
        len(people), [1 / len(people)] * len(people), size=DRAWS
    )
    return np.einsum("dp,pfc->dfc", weights, counts)


def _f1(drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(draws, fields) F1, and which fields any CV of a draw states."""
    read_and_wanted = drawn[..., 1] + drawn[..., 2]
    return 2 * drawn[..., 0] / np.maximum(read_and_wanted, 1), drawn[..., 2] > 0


def _percentiles(values: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
