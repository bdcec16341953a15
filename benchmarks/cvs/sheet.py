"""What one CV shows of a person: every value as the text that stands in the document."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cvs import dates, phones, words
from benchmarks.cvs.dates import Habit, Span
from benchmarks.cvs.facts import Extra, Person, Role, SkillGroup
from benchmarks.cvs.splits import pick, side_of

ABSENT = {  # how often a CV leaves a part out
    "phone": 0.1, "email": 0.06, "location": 0.1, "summary": 0.35, "skills": 0.1, "languages": 0.2, "studies": 0.05,
    "headline": 0.4, "tasks": 0.1, "extras": 0.25, "links": 0.3, "places": 0.3, "street": 0.6, "personal": 0.7,
}  # fmt: skip
OF_COUNTRY = {"de": 0.25, "es": 0.5}  # how much rarer personal data are left out where they are usual


@dataclass(frozen=True)
class Job:
    title: str
    employer: str
    place: str
    span: Span
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PostShown:
    """Jobs at one employer, newest first."""

    employer: str
    place: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class StudyShown:
    degree: str
    school: str
    place: str
    span: Span


@dataclass(frozen=True)
class Link:
    kind: str
    text: str
    address: str
    visible: bool  # whether its address stands in the text


@dataclass(frozen=True)
class Tongue:
    name: str
    level: str
    number: int


@dataclass(frozen=True)
class Traits:
    """What a family of layouts needs or cannot show."""

    omits: frozenset[str] = frozenset()
    dates: tuple[str, ...] = ()
    languages: tuple[str, ...] = words.LANGUAGES
    odd_headings: bool = False
    durations: bool = False
    name_as_is: bool = False
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    person: Person
    family: str
    language: str
    name: str
    prefix: str
    suffix: str
    headline: str
    email: str
    phone: str
    location: str
    street: str
    town: str
    born: str
    nationality: str
    links: tuple[Link, ...]
    summary: str
    posts: tuple[PostShown, ...]
    studies: tuple[StudyShown, ...]
    skills: tuple[SkillGroup, ...]
    languages: tuple[Tongue, ...]
    extras: tuple[Extra, ...]
    headings: dict[str, str]
    labels: dict[str, str]
    words: dict[str, Any]
    seed: str
    look: dict[str, Any] = field(default_factory=dict)

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(job for post in self.posts for job in post.jobs)

    @property
    def skill_names(self) -> tuple[str, ...]:
        return tuple(name for group in self.skills for name, _ in group.skills)

    @property
    def levelled(self) -> tuple[tuple[str, int], ...]:
        return tuple(pair for group in self.skills for pair in group.skills)

    @property
    def full_name(self) -> str:
        """The name with its titles before and after."""
        ahead = f"{self.prefix} {self.name}" if self.prefix else self.name
        return f"{ahead}, {self.suffix}" if self.suffix else ahead

    @property
    def address(self) -> str:
        return f"{self.street}, {self.town}" if self.street else self.location


def show(person: Person, family: str, traits: Traits, seed: int, *, twin: bool = False) -> Sheet:
    """One CV of a person. Twins show the same facts in every family."""
    facts = random.Random(f"{seed}:{person.name}:{'twin' if twin else family}")
    look = random.Random(f"{seed}:{person.name}:{family}:look")
    spoken = words.of_language(person.language)
    absent = _absent(facts, person) | traits.omits
    habit = dates.habit(facts, spoken, traits.dates)
    if traits.durations:
        habit = Habit(dates.MONTHS, " - ", spoken["present"][1], since=False, duration=True)
    street = "" if "street" in absent or "location" in absent else person.street
    return Sheet(
        person=person,
        family=family,
        language=person.language,
        name=_name(facts, person, traits),
        prefix=person.prefix,
        suffix=person.suffix,
        headline="" if "headline" in absent else person.headline,
        email="" if "email" in absent else person.email,
        phone="" if "phone" in absent else phones.written(facts, person.phone),
        location="" if "location" in absent else _location(facts, person, street),
        street=street,
        town=f"{person.city}, {person.region} {person.postcode}"
        if person.region
        else f"{person.postcode} {person.city}",
        born="" if "personal" in absent else _born(facts, person),
        nationality="" if "personal" in absent else person.nationality,
        links=() if "links" in absent else _links(facts, person, traits),
        summary="" if "summary" in absent else person.summary,
        posts=_posts(person, habit, spoken, absent),
        studies=() if "studies" in absent else _studies(facts, person, habit, spoken),
        skills=() if "skills" in absent else person.skills,
        languages=() if "languages" in absent else _tongues(facts, person, spoken),
        extras=() if "extras" in absent else person.extras,
        headings=_headings(look, spoken, traits, family),
        labels={key: look.choice(options) for key, options in spoken["label"].items()},
        words=spoken,
        seed=f"{seed}:{person.name}:{family}",
    )


def _absent(rng: random.Random, person: Person) -> frozenset[str]:
    rates = dict(ABSENT)
    rates["personal"] *= OF_COUNTRY.get(person.language, 1.2)
    rates["street"] *= 0.6 if person.language == "de" else 1.0
    return frozenset(part for part, rate in rates.items() if rng.random() < rate)


def _name(rng: random.Random, person: Person, traits: Traits) -> str:
    form = rng.random()
    if traits.name_as_is or form < 0.8:
        return person.name
    if form < 0.9:
        return person.name.upper()
    if form < 0.96:
        return f"{person.given} {person.family.upper()}"
    return f"{person.family}, {person.given}"


def _location(rng: random.Random, person: Person, street: str) -> str:
    """After a street the town follows with its postcode, and the location is the town alone."""
    if street:
        return f"{person.city}, {person.region}" if person.region else person.city
    if person.region:
        return rng.choice(
            (f"{person.city}, {person.region}", f"{person.city}, {person.region}, {person.country_name}")
        )
    return rng.choice(
        (person.city, f"{person.city}, {person.country_name}", f"{person.city}, {person.country_name}")
    )


def _born(rng: random.Random, person: Person) -> str:
    year, month, day = person.born.split("-")
    if person.language == "de":
        return f"{day}.{month}.{year}"
    spoken = words.of_language(person.language)
    spelt = spoken["day"].format(day=int(day), month=spoken["months"][int(month) - 1], year=year)
    return rng.choice((f"{day}/{month}/{year}", str(spelt)))


def _links(rng: random.Random, person: Person, traits: Traits) -> tuple[Link, ...]:
    hidden = rng.random() < 0.25 and "visible links" not in traits.needs
    scheme = rng.choice(("", "", "https://", "https://www."))
    found = []
    for kind, address in person.links:
        title = {"linkedin": "LinkedIn", "github": "GitHub", "web": "Portfolio"}[kind]
        shown = f"{scheme}{address}" if kind != "web" else address
        found.append(Link(kind, title if hidden else shown, f"https://{address}", visible=not hidden))
    return tuple(found)


def _posts(
    person: Person, habit: Habit, spoken: dict[str, Any], absent: frozenset[str]
) -> tuple[PostShown, ...]:
    def shown(role: Role, employer: str, place: str) -> Job:
        span = dates.write(role.start, role.end, habit, spoken, role.season)
        return Job(role.title, employer, place, span, () if "tasks" in absent else role.tasks)

    posts = []
    for post in person.posts:
        place = "" if "places" in absent else post.place
        posts.append(
            PostShown(post.employer, place, tuple(shown(role, post.employer, place) for role in post.roles))
        )
    return tuple(posts)


def _studies(
    rng: random.Random, person: Person, habit: Habit, spoken: dict[str, Any]
) -> tuple[StudyShown, ...]:
    yearly = rng.random() < 0.4
    habit = Habit(dates.YEARS, habit.separator, habit.present, habit.since) if yearly else habit
    only_end = rng.random() < 0.25
    found = []
    for study in person.studies:
        start = study.end if only_end and study.end[0].isdigit() else study.start
        span = dates.write(start, study.end, habit if start != study.end else _single(habit), spoken)
        found.append(StudyShown(study.degree, study.school, study.place, span))
    return tuple(found)


def _single(habit: Habit) -> Habit:
    return Habit(dates.YEARS, habit.separator, habit.present, habit.since)


def _tongues(rng: random.Random, person: Person, spoken: dict[str, Any]) -> tuple[Tongue, ...]:
    way = rng.randrange(3)
    return tuple(Tongue(name, spoken["levels"][number - 1][way], number) for name, number in person.languages)


def _headings(look: random.Random, spoken: dict[str, Any], traits: Traits, family: str) -> dict[str, str]:
    headings = {key: look.choice(options) for key, options in spoken["h"].items()}
    if traits.odd_headings:
        side = side_of(family)
        headings |= {key: pick(look, options, side) for key, options in spoken["odd"].items()}
    return headings


def lines(values: Sequence[str]) -> list[str]:
    """Those of them that are not empty."""
    return [value for value in values if value]
