"""One CV's reading against its truth: hits, values read and values wanted, field by field.

The comparison is the one that field-by-field scoring of a running server uses: name and e-mail match exactly (case and
spacing aside), a phone by its last ten digits, a date by year and month, list values when one contains the other and
covers 60 % of it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.samples.truth import SCORED
from schemas.profile import Profile

FIELDS = SCORED
Said = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts that F1 is made of."""

    hits: int = 0
    read: int = 0
    wanted: int = 0

    def add(self, other: "Tally") -> None:
        self.hits += other.hits
        self.read += other.read
        self.wanted += other.wanted

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.read + self.wanted) if self.read + self.wanted else 0.0


def said_by(profile: Profile) -> Said:
    """What a profile says in the fields that are scored."""
    who, jobs = profile.personal_info, profile.employment
    return {
        "name": who.full_name,
        "email": who.email,
        "phone": who.phone,
        "location": who.location,
        "employers": [job.company_name for job in jobs],
        "titles": [job.job_title for job in jobs],
        "schools": [study.institution for study in profile.education],
        "skills": [skill.name for skill in profile.skills],
        "languages": [entry.language for entry in profile.languages],
        "jobs": [
            [job.job_title, _month(job.start_date), "present" if job.is_current else _month(job.end_date)]
            for job in jobs
        ],
    }


def tally(truth: dict[str, Any], said: Said) -> dict[str, Tally]:
    """Counts for each field that the CV states; a field that it does not state is not scored."""
    counted = {}
    for field in FIELDS:
        wanted = _values(truth.get(field))
        if wanted:
            read = _values(said.get(field))
            counted[field] = Tally(_hits(field, wanted, read), len(read), len(wanted))
    return counted


def right(field: str, value: Any, truth: dict[str, Any]) -> bool:
    """Whether a value that was read is one that the CV states."""
    return any(_same(field, wanted, value) for wanted in _values(truth.get(field)))


def macro_f1(tallies: dict[str, Tally]) -> float:
    """The mean of the fields' F1."""
    return sum(entry.f1 for entry in tallies.values()) / len(tallies) if tallies else 0.0


def summed(cvs: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Counts over many CVs."""
    total: dict[str, Tally] = {}
    for counted in cvs:
        for field, entry in counted.items():
            total.setdefault(field, Tally()).add(entry)
    return {field: total[field] for field in FIELDS if field in total}


def _values(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if one and _folded(one[0] if isinstance(one, list) else one)]


def _hits(field: str, wanted: list[Any], read: list[Any]) -> int:
    left = list(read)
    hits = 0
    for value in wanted:
        found = next((one for one in left if _same(field, value, one)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits


def _same(field: str, truth: Any, said: Any) -> bool:
    compare: dict[str, Callable[[Any, Any], bool]] = {
        "name": lambda a, b: _folded(a) == _folded(b),
        "email": lambda a, b: _folded(a) == _folded(b),
        "phone": lambda a, b: _digits(a) == _digits(b),
        "jobs": lambda a, b: _alike(a[0], b[0]) and list(a[1:]) == list(b[1:]),
    }
    return compare.get(field, _alike)(truth, said)


def _alike(one: Any, other: Any) -> bool:
    a, b = _folded(one), _folded(other)
    if not a or not b:
        return False
    return a == b or (a in b and len(a) >= 0.6 * len(b)) or (b in a and len(b) >= 0.6 * len(a))


def _folded(value: Any) -> str:
    text = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9@.+#]+", " ", text).strip()


def _digits(value: Any) -> str:
    return re.sub(r"\D", "", str(value or ""))[-10:]


def _month(value: str | None) -> str | None:
    return value[:7] if value else None
