"""The invented people, a few to a file by trade."""

from benchmarks.samples.facts import Person
from benchmarks.samples.people import (
    business,
    engineering,
    health,
    office,
    pictures,
    platform,
    research,
    software,
)

READABLE: tuple[Person, ...] = (
    *platform.PEOPLE,
    *software.PEOPLE,
    *research.PEOPLE,
    *engineering.PEOPLE,
    *health.PEOPLE,
    *business.PEOPLE,
    *office.PEOPLE,
)
PICTURES: tuple[Person, ...] = pictures.PEOPLE
