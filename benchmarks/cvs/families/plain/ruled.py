"""Plain text in two columns of a typewriter: dates left, everything else from column 26; headings underlined."""

import random
import textwrap

from benchmarks.cvs.families.office.writing import contact_texts, skill_lines, tongue_lines
from benchmarks.cvs.sheet import Sheet

COLUMN, WIDTH = 28, 96


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:ruled")
    rule = rng.choice("=-~")
    out = [
        sheet.full_name.center(WIDTH).rstrip(),
        *(text.center(WIDTH).rstrip() for text in contact_texts(sheet)),
        "",
    ]

    def heading(key: str) -> list[str]:
        return [sheet.headings[key], rule * len(sheet.headings[key])]

    if sheet.summary:
        out += [*heading("profile"), *textwrap.wrap(sheet.summary, WIDTH), ""]
    if sheet.jobs:
        out += heading("work")
    for job in sheet.jobs:
        where = f"{job.employer}, {job.place}" if job.employer and job.place else job.employer
        out += _beside(
            job.span.text, [job.title, *([where] if where else []), *(f"* {task}" for task in job.tasks)]
        )
    if sheet.studies:
        out += ["", *heading("study")]
    for study in sheet.studies:
        out += _beside(study.span.text, [study.school, study.degree])
    if sheet.skills:
        out += ["", *heading("skills"), *skill_lines(sheet)]
    if sheet.languages:
        out += ["", *heading("languages"), *tongue_lines(sheet)]
    for extra in sheet.extras:
        out += ["", *heading(extra.key), *extra.lines]
    return ("\r\n".join(out) + "\r\n").encode("utf-8-sig" if rng.random() < 0.3 else "utf-8")


def _beside(left: str, right: list[str]) -> list[str]:
    """Long dates get a line of their own."""
    if len(left) > COLUMN - 2:
        return [left, *(" " * COLUMN + line for line in right), ""]
    return [left.ljust(COLUMN) + right[0], *(" " * COLUMN + line for line in right[1:]), ""]
