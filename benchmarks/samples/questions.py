"""Recruiters' questions whose right answer follows from the facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.samples.facts import Person

Test = Callable[[Person], bool]


@dataclass(frozen=True)
class Question:
    question: str
    right: Test
    note: str
    scans: bool = False
    """True where the answer stands in a picture and can only be found once pictures are read."""


def skill(*names: str) -> Test:
    """One of the CV's skills contains one of these words."""
    return lambda p: any(name.lower() in have.lower() for name in names for have in p.skill_names)


def worked_in(place: str) -> Test:
    return lambda p: any(place in job.place for job in p.jobs)


def lives_in(place: str) -> Test:
    return lambda p: place in p.location


def both(*tests: Test) -> Test:
    return lambda p: all(test(p) for test in tests)


QUESTIONS = (
    Question("Who knows Kubernetes and has worked in Berlin?", both(skill("Kubernetes"), worked_in("Berlin")),
             "Exactly three; one of them lives in Wrocław today, one writes K8s and lists Kubernetes."),
)


def answered(readable: Iterable[Person], pictures: Iterable[Person]) -> list[dict[str, Any]]:
    """Each question with the files that answer it; the pictures count only where a question says so."""
    readable, pictures = list(readable), list(pictures)
    rows = []
    for q in QUESTIONS:
        among = [*readable, *pictures] if q.scans else readable
        rows.append({"question": q.question, "expected": [p.file for p in among if q.right(p)], "note": q.note}
                    | ({"in_pictures": True} if q.scans else {}))
    return rows
