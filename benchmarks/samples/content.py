"""A person's facts as printed sections, in the words and order of their CV: what every layout draws."""

from dataclasses import dataclass

from benchmarks.samples.dates import written
from benchmarks.samples.facts import Person

HEADINGS = {
    "en": {
        "summary": "Profile",
        "jobs": "Experience",
        "education": "Education",
        "skills": "Skills",
        "languages": "Languages",
        "certifications": "Certifications",
        "projects": "Projects",
        "contact": "Contact",
    },
    "de": {
        "summary": "Profil",
        "jobs": "Berufserfahrung",
        "education": "Ausbildung",
        "skills": "Kenntnisse",
        "languages": "Sprachen",
        "certifications": "Zertifikate",
        "projects": "Projekte",
        "contact": "Kontakt",
    },
    "fr": {
        "summary": "Profil",
        "jobs": "Expérience professionnelle",
        "education": "Formation",
        "skills": "Compétences",
        "languages": "Langues",
        "certifications": "Certifications",
        "projects": "Projets",
        "contact": "Contact",
    },
    "es": {
        "summary": "Perfil",
        "jobs": "Experiencia profesional",
        "education": "Formación académica",
        "skills": "Competencias",
        "languages": "Idiomas",
        "certifications": "Certificaciones",
        "projects": "Proyectos",
        "contact": "Contacto",
    },
}


@dataclass(frozen=True)
class Entry:
    """A dated entry: a job or a time of study."""

    title: str
    organisation: str
    place: str
    dates: str
    text: str = ""
    points: tuple[str, ...] = ()
    about: str = ""

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.organisation, self.place) if part)


@dataclass(frozen=True)
class Section:
    """One section; exactly one of paragraph, entries, pairs and lines is filled."""

    key: str
    heading: str
    paragraph: str = ""
    entries: tuple[Entry, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """Single skills in reading order, for layouts that draw them as labels."""


def heading(person: Person, key: str) -> str:
    """The heading this CV gives a section."""
    return person.headings.get(key) or HEADINGS[person.language][key]


def sections(person: Person, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[Section]:
    """The CV's sections in its own order; empty ones are left out."""
    found: list[Section] = []
    for key in only or person.order:
        if key in without:
            continue
        if key == "extras":
            found += [Section("extras", head, lines=lines) for head, lines in person.extras]
        else:
            found += [s for s in [_section(person, key)] if s]
    return found


def _section(person: Person, key: str) -> Section | None:
    name = heading(person, key)
    if key == "summary" and person.summary:
        return Section(key, name, paragraph=person.summary)
    if key == "jobs" and person.jobs:
        return Section(key, name, entries=_jobs(person))
    if key == "education" and person.education:
        return Section(key, name, entries=_studies(person))
    if key == "skills" and person.skills:
        pairs = tuple((group, ", ".join(names)) for group, names in person.skills)
        return Section(key, name, pairs=pairs, items=tuple(person.skill_names))
    if key == "languages" and person.languages:
        return Section(key, name, pairs=person.languages)
    if key == "certifications" and person.certifications:
        return Section(key, name, lines=tuple(c.line for c in person.certifications))
    if key == "projects" and person.projects:
        return Section(key, name, pairs=tuple((p.name, p.text) for p in person.projects))
    return None


def _jobs(person: Person) -> tuple[Entry, ...]:
    return tuple(
        Entry(j.title, j.company, j.place, written(person.dates, j.start, j.end), j.text, j.points, j.about)
        for j in person.jobs
    )


def _studies(person: Person) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            s.heading,
            s.institution,
            s.place,
            written(person.dates, s.start, s.end),
            ", ".join(part for part in (s.grade, s.text) if part),
        )
        for s in person.education
    )
