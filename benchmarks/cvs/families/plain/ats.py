"""Plain text as job portals ask for it: capital headings, hyphens as bullets."""

import random

from benchmarks.cvs.families.office.writing import contact_texts, skill_lines, tongue_lines
from benchmarks.cvs.sheet import Job, Sheet


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:text")
    labelled = rng.random() < 0.5
    out = [
        sheet.full_name,
        *([sheet.headline] if sheet.headline else []),
        *contact_texts(sheet, labelled=labelled),
        "",
    ]
    if sheet.summary:
        out += [sheet.headings["profile"].upper(), sheet.summary, ""]
    if sheet.jobs:
        out += [sheet.headings["work"].upper(), ""]
    mark = rng.choice(("- ", "* ", "• ", "– "))
    title_first = rng.random() < 0.5
    for job in sheet.jobs:
        out += [*_head(job, title_first=title_first), *(f"{mark}{task}" for task in job.tasks), ""]
    if sheet.studies:
        out += [sheet.headings["study"].upper(), ""]
    for study in sheet.studies:
        out += [study.degree, study.school, study.span.text, ""]
    if sheet.skills:
        out += [sheet.headings["skills"].upper(), *skill_lines(sheet), ""]
    if sheet.languages:
        out += [sheet.headings["languages"].upper(), *tongue_lines(sheet), ""]
    for extra in sheet.extras:
        out += [sheet.headings[extra.key].upper(), *(f"{mark}{line}" for line in extra.lines), ""]
    return "\n".join(out).encode()


def _head(job: Job, *, title_first: bool) -> list[str]:
    where = f"{job.employer}, {job.place}" if job.employer and job.place else job.employer
    head = [job.title, where] if title_first else [where, job.title]
    return [*(line for line in head if line), job.span.text]
