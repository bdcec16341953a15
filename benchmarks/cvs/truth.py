"""The truth about one CV, from the same sheet that drew it, in the form that field-by-field scoring reads.

A season ("Summer 2018") counts as its year, as start and as end; so does a single year. Roles at one employer each
count with that employer's name. A name stands as the CV writes it, also as "Family, Given". With a street in the
address the location is the town, otherwise all that is written. Work on one's own account ("Freelance Designer") has a
title and no employer. Volunteering and referees are no jobs. What the CV does not show is left out.
"""

from typing import Any

from benchmarks.cvs.sheet import Job, Sheet


def of_sheet(sheet: Sheet) -> dict[str, Any]:
    jobs = sheet.jobs
    truth: dict[str, Any] = {
        "name": sheet.name,
        "email": sheet.email,
        "phone": sheet.phone,
        "location": sheet.location,
        "employers": [job.employer for job in jobs if job.employer],
        "titles": [job.title for job in jobs],
        "schools": [study.school for study in sheet.studies],
        "skills": list(sheet.skill_names),
        "languages": [tongue.name for tongue in sheet.languages],
        "jobs": [_dated(job) for job in jobs if job.span.start],
    }
    return {key: value for key, value in truth.items() if value}


def _dated(job: Job) -> list[str]:
    return [job.title, job.span.start, job.span.end]


def stated(truth: dict[str, Any], sheet: Sheet) -> list[str]:
    """Every value that must stand in the document word for word, dates as written."""
    singles = [truth[key] for key in ("name", "email", "phone", "location") if key in truth]
    many = [
        value
        for key in ("employers", "titles", "schools", "skills", "languages")
        for value in truth.get(key, [])
    ]
    return [*singles, *many, *(job.span.text for job in sheet.jobs)]
