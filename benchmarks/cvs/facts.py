"""What is true of an invented person, before any CV shows it."""

from dataclasses import dataclass

PRESENT = "present"
TODAY = (2026, 5)  # every career ends at this month, so that the files never change with the calendar


@dataclass(frozen=True)
class Role:
    """One position; `start` is "YYYY-MM", `end` the same or "present"."""

    title: str
    start: str
    end: str
    tasks: tuple[str, ...] = ()
    season: str = ""  # "summer" or "winter" where the person would only name the season


@dataclass(frozen=True)
class Post:
    """An employer and the positions held there, newest first. A freelancer's post may have no employer."""

    employer: str
    place: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Study:
    school: str
    place: str
    degree: str
    start: str
    end: str


@dataclass(frozen=True)
class SkillGroup:
    name: str
    skills: tuple[tuple[str, int], ...]  # a skill and its level from 1 to 5


@dataclass(frozen=True)
class Extra:
    """A further part: its key in the words of the language (certificates, interests …) and its lines."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    female: bool
    language: str  # "en", "de", "fr" or "es": the language of all their CVs
    country: str  # ISO code of where they live
    region: str  # what an address of their country adds to the city, or ""
    city: str
    country_name: str
    street: str
    postcode: str
    prefix: str  # "Dr.", not a part of the name
    suffix: str  # "PhD", not a part of the name
    born: str  # "YYYY-MM-DD"
    nationality: str
    field: str
    headline: str
    summary: str
    email: str
    phone: str  # E.164
    links: tuple[tuple[str, str], ...]  # kind and address without its scheme
    posts: tuple[Post, ...]
    studies: tuple[Study, ...]
    skills: tuple[SkillGroup, ...]
    languages: tuple[tuple[str, int], ...]  # from 1 (basic) to 5 (native)
    extras: tuple[Extra, ...]

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"
