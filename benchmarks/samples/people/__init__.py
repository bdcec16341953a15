"""The invented people, a few to a file by trade."""

from benchmarks.samples.facts import Person
from benchmarks.samples.people import platform, software

READABLE: tuple[Person, ...] = (*platform.PEOPLE, *software.PEOPLE)
PICTURES: tuple[Person, ...] = ()
