"""What is known about an invented person, before any layout draws it."""

from dataclasses import dataclass, field

PRESENT = "present"


@dataclass(frozen=True)
class Job:
    """One position; dates are "YYYY-MM" or "YYYY", an open end is PRESENT."""

    title: str
    company: str
    start: str
    end: str
    place: str = ""
    points: tuple[str, ...] = ()
    text: str = ""
    about: str = ""
    """A word on the employer, as CVs sometimes give it."""


@dataclass(frozen=True)
class Study:
    """One education entry; `joined` is how the CV writes degree and field together."""

    institution: str
    degree: str
    field: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    grade: str = ""
    text: str = ""
    joined: str = "{degree} {field}"

    @property
    def heading(self) -> str:
        return self.joined.format(degree=self.degree, field=self.field).strip() if self.field else self.degree


@dataclass(frozen=True)
class Certificate:
    """A certificate as printed: its name, then perhaps an issuer and a year."""

    name: str
    note: str = ""

    @property
    def line(self) -> str:
        return f"{self.name}, {self.note}" if self.note else self.name


@dataclass(frozen=True)
class Project:
    name: str
    text: str = ""


@dataclass(frozen=True)
class Person:
    """Everything one CV says, and how its owner likes to say it."""

    file: str
    layout: str
    name: str
    language: str
    country: str
    made: str
    """The day the file was made, "YYYY-MM-DD": also its metadata date."""
    around_name: str = "{}"
    """What is printed around the name, such as an academic title; it is not part of the name."""
    title: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    address: str = ""
    """The address as printed where it is more than `location`; it then contains it."""
    links: tuple[str, ...] = ()
    personal: tuple[tuple[str, str], ...] = ()
    """Further lines of the contact block, such as a date of birth in a German CV."""
    summary: str = ""
    jobs: tuple[Job, ...] = ()
    education: tuple[Study, ...] = ()
    skills: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Groups of skills; a group's name may be empty."""
    languages: tuple[tuple[str, str], ...] = ()
    certifications: tuple[Certificate, ...] = ()
    projects: tuple[Project, ...] = ()
    extras: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Sections of the owner's own: a heading and its lines."""
    dates: str = "mm/yyyy"
    headings: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = (
        "summary",
        "jobs",
        "education",
        "skills",
        "languages",
        "certifications",
        "projects",
        "extras",
    )
    accent: str = "#1f4e79"

    @property
    def printed_name(self) -> str:
        return self.around_name.format(self.name)

    @property
    def printed_address(self) -> str:
        return self.address or self.location

    @property
    def contacts(self) -> tuple[str, ...]:
        return tuple(c for c in (self.printed_address, self.phone, self.email, *self.links) if c)

    @property
    def skill_names(self) -> list[str]:
        return [name for _, names in self.skills for name in names]
