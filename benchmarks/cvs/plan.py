"""Which people are drawn in which families: each side's people by each side's families."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.cvs.facts import Person
from benchmarks.cvs.families.family import DOCX, PDF, SCAN, TEXT, Family
from benchmarks.cvs.folding import plain
from benchmarks.cvs.sheet import Sheet, show
from benchmarks.cvs.splits import TEST, TUNING, side_of
from benchmarks.cvs.truth import of_sheet, stated

EACH = 5  # CVs of one person, twins apart
TWINS = 30
SCANNED = 0.05  # of the PDFs that are not twins


@dataclass(frozen=True)
class Item:
    """One CV to draw."""

    person: Person
    family: Family
    sheet: Sheet
    format: str
    split: str
    twin_group: str = ""

    @property
    def stem(self) -> str:
        return f"{self.family.name}-{plain(self.person.given)}-{plain(self.person.family)}-{self.format}"


def make(people: Sequence[Person], families: Sequence[Family], seed: int) -> list[Item]:
    """Every CV, in a fixed order."""
    items: dict[str, Item] = {}
    for side in (TUNING, TEST):
        own = [family for family in families if side_of(family.name) == side]
        there = [person for person in people if side_of(person.name) == side]
        for item in (*_twins(there, own, side, seed), *_dealt(there, own, side, seed)):
            items.setdefault(item.stem, item)
    return list(items.values())


def _twins(people: list[Person], families: list[Family], side: str, seed: int) -> Iterator[Item]:
    """The same facts of some people in one family of each format."""
    rng = random.Random(f"{seed}:{side}:twins")
    for person in people[: TWINS // 2]:
        for format_ in (PDF, DOCX, TEXT, SCAN):
            drawn_as = PDF if format_ == SCAN else format_
            able = [family for family in families if family.twin and family.format == drawn_as]
            able = [family for family in able if fits(person, family)]
            if able:
                family = rng.choice(able)
                sheet = show(person, family.name, family.traits, seed, twin=True)
                yield Item(person, family, sheet, format_, side, twin_group=plain(person.name))


def _dealt(people: list[Person], families: list[Family], side: str, seed: int) -> Iterator[Item]:
    """Families like a pack of cards, dealt so that each comes about as often as any other."""
    rng = random.Random(f"{seed}:{side}:dealt")
    used = dict.fromkeys((family.name for family in families), 0)
    for person in people:
        able = [family for family in families if fits(person, family)]
        able.sort(key=lambda family: (used[family.name], rng.random()))
        for family in able[:EACH]:
            used[family.name] += 1
            scanned = family.format == PDF and rng.random() < SCANNED
            sheet = show(person, family.name, family.traits, seed)
            yield Item(person, family, sheet, SCAN if scanned else family.format, side)


def fits(person: Person, family: Family) -> bool:
    """Whether the family can show this person."""
    traits = family.traits
    if person.language not in traits.languages:
        return False
    if "jobs" in traits.needs and len(person.posts) < 2:
        return False
    return "latin-1" not in traits.needs or _writable(person, family)


def _writable(person: Person, family: Family) -> bool:
    sheet = show(person, family.name, family.traits, 0)
    try:
        "".join(stated(of_sheet(sheet), sheet)).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
