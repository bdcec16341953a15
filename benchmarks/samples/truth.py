"""The truth about each sample CV, from the same facts that draw it."""

from typing import Any

from benchmarks.samples.facts import PRESENT, Person

SCORED = (
    "name",
    "email",
    "phone",
    "location",
    "employers",
    "titles",
    "schools",
    "skills",
    "languages",
    "jobs",
)


def of_person(person: Person, *, picture: bool = False) -> dict[str, Any]:
    """One person's truth; what the CV does not state is left out. A picture has no text of its own."""
    facts: dict[str, Any] = {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "location": person.location,
        "title": person.title,
        "employers": [job.company for job in person.jobs],
        "titles": [job.title for job in person.jobs],
        "schools": [study.institution for study in person.education],
        "degrees": [study.degree for study in person.education],
        "skills": person.skill_names,
        "languages": [language for language, _ in person.languages],
        "jobs": [[job.title, job.start, job.end] for job in person.jobs],
        "jobs_full": [_job(person, index) for index in range(len(person.jobs))],
        "education": [
            _filled(
                {
                    "institution": s.institution,
                    "degree": s.degree,
                    "field": s.field,
                    "start": s.start,
                    "end": s.end,
                }
            )
            for s in person.education
        ],
        "certifications": [certificate.name for certificate in person.certifications],
        "projects": [project.name for project in person.projects],
    }
    marks = {"picture": True} if picture else {}
    return {**_filled(facts), "cv_language": person.language, "country": person.country, **marks}


def scored(truth: dict[str, dict[str, Any]], folder: str) -> dict[str, dict[str, Any]]:
    """The part of the truth that field-by-field scoring reads, keyed by the way to each file."""
    return {
        f"{folder}/{name}": {key: facts[key] for key in SCORED if key in facts}
        for name, facts in truth.items()
    }


def _job(person: Person, index: int) -> dict[str, Any]:
    job = person.jobs[index]
    current = job.end == PRESENT
    return _filled(
        {
            "company": job.company,
            "title": job.title,
            "location": job.place,
            "start": job.start,
            "end": "" if current else job.end,
        }
    ) | {"current": current}


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in ("", [], None)}
