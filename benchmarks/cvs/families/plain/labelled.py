"""Plain text as pasted into an e-mail: every fact behind its label."""

import random

from benchmarks.cvs.families.office.writing import contact_texts, tongue_lines
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:labelled")
    label = sheet.labels
    out = [label["cv"], "", f"{label['name']}: {sheet.full_name}", *contact_texts(sheet, labelled=True)]
    if sheet.born:
        out += [f"{label['born']}: {sheet.born}", f"{label['nationality']}: {sheet.nationality}"]
    end = rng.choice((":", ""))
    if sheet.summary:
        out += ["", f"{sheet.headings['profile']}{end}", sheet.summary]
    if sheet.jobs:
        out += ["", f"{sheet.headings['work']}{end}"]
    for job in sheet.jobs:
        out += ["", f"{label['dates']}: {job.span.text}", f"{label['job']}: {job.title}"]
        if job.employer:
            where = f"{job.employer}, {job.place}" if job.place else job.employer
            out.append(f"{label['employer']}: {where}")
        out += [f"{label['tasks']}: {'; '.join(job.tasks)}"] if job.tasks else []
    if sheet.studies:
        out += ["", f"{sheet.headings['study']}{end}"]
    for study in sheet.studies:
        out += ["", f"{label['dates']}: {study.span.text}", f"{label['degree']}: {study.degree}"]
        out.append(f"{label['school']}: {study.school}")
    if sheet.skills:
        out += ["", f"{sheet.headings['skills']}: {', '.join(sheet.skill_names)}"]
    if sheet.languages:
        out += ["", f"{sheet.headings['languages']}: {', '.join(tongue_lines(sheet))}"]
    for extra in sheet.extras:
        out += ["", f"{sheet.headings[extra.key]}: {'; '.join(extra.lines)}"]
    return "\n".join(out).encode()
