"""One column, centred name, capital headings over a rule, employers bold with dates at the right edge."""

import random

from benchmarks.cvs.families.drawn.pen import WIDTH, Pen
from benchmarks.cvs.families.office.writing import contact_texts, skill_lines, tongue_lines
from benchmarks.cvs.sheet import Job, Sheet

LEFT, RIGHT = 56, WIDTH - 56


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:pen")
    pen = Pen(rng.choice(("Helvetica", "Times-Roman")), 10)
    wide = pen.canvas.stringWidth(sheet.full_name, "Helvetica", 20)
    pen.place(sheet.full_name, (WIDTH - wide) / 2, bold=True, size=20)
    pen.down(18)
    for line in _packed(contact_texts(sheet), rng.choice((" | ", " - ", "  "))):
        pen.place(line, (WIDTH - pen.canvas.stringWidth(line, pen.font, 10)) / 2)
        pen.down()
    if sheet.summary:
        _heading(pen, sheet.headings["profile"])
        pen.wrapped(sheet.summary, LEFT, RIGHT - LEFT)
    if sheet.jobs:
        _heading(pen, sheet.headings["work"])
    for job in sheet.jobs:
        _job(pen, job)
    if sheet.studies:
        _heading(pen, sheet.headings["study"])
    for study in sheet.studies:
        pen.turn_if()
        pen.place(study.school, LEFT, bold=True)
        pen.right(study.span.text, RIGHT)
        pen.down()
        pen.wrapped(study.degree, LEFT, RIGHT - LEFT)
        pen.down(4)
    _lists(pen, sheet)
    return pen.bytes()


def _packed(texts: list[str], between: str) -> list[str]:
    """Contacts on as few lines as fit, three at most on one."""
    return [between.join(texts[index : index + 3]) for index in range(0, len(texts), 3)]


def _heading(pen: Pen, text: str) -> None:
    pen.down(8)
    pen.turn_if(60)
    pen.place(text.upper(), LEFT, bold=True, size=11)
    pen.down(4)
    pen.rule(LEFT, RIGHT)
    pen.down(14)


def _job(pen: Pen, job: Job) -> None:
    pen.turn_if(50)
    where = f"{job.employer}, {job.place}" if job.employer and job.place else job.employer
    pen.place(where or job.title, LEFT, bold=True)
    pen.right(job.span.text, RIGHT)
    pen.down()
    if where:
        pen.place(job.title, LEFT)
        pen.down()
    for task in job.tasks:
        pen.turn_if(0)
        pen.place("•", LEFT + 6)
        pen.wrapped(task, LEFT + 16, RIGHT - LEFT - 16)
    pen.down(4)


def _lists(pen: Pen, sheet: Sheet) -> None:
    if sheet.skills:
        _heading(pen, sheet.headings["skills"])
        for line in skill_lines(sheet):
            pen.wrapped(line, LEFT, RIGHT - LEFT)
    if sheet.languages:
        _heading(pen, sheet.headings["languages"])
        pen.wrapped(", ".join(tongue_lines(sheet)), LEFT, RIGHT - LEFT)
    for extra in sheet.extras:
        _heading(pen, sheet.headings[extra.key])
        for line in extra.lines:
            pen.wrapped(line, LEFT, RIGHT - LEFT)
