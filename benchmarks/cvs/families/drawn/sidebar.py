"""A coloured column left, drawn last and word for word on top of what is already there."""

import random

from benchmarks.cvs.families.drawn.pen import HEIGHT, WIDTH, Pen
from benchmarks.cvs.families.office.writing import contact_texts
from benchmarks.cvs.sheet import Sheet

SIDE, GAP = 178, 22


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:pen")
    pen = Pen("Helvetica", rng.choice((9, 9.5)), top=58)
    accent = rng.choice(("#1f3a4d", "#4a2545", "#20463a", "#5b2b2b"))
    pen.box(0, 0, SIDE, HEIGHT, accent)
    _side(pen, sheet)
    pen.y = pen.top
    left, wide = SIDE + GAP, WIDTH - SIDE - GAP - 40
    pen.wrapped(sheet.full_name, left, wide, bold=True, size=21, colour=accent)
    if sheet.headline:
        pen.wrapped(sheet.headline, left, wide, size=11, colour="#666666")
    if sheet.summary:
        _heading(pen, sheet.headings["profile"], left, accent)
        pen.wrapped(sheet.summary, left, wide)
    if sheet.jobs:
        _heading(pen, sheet.headings["work"], left, accent)
    for job in sheet.jobs:
        pen.turn_if(60)
        pen.wrapped(job.title, left, wide, bold=True)
        if job.employer:
            pen.wrapped(f"{job.employer} | {job.place}" if job.place else job.employer, left, wide)
        pen.wrapped(job.span.text, left, wide, colour="#777777")
        for task in job.tasks:
            pen.turn_if(0)
            pen.place("–", left + 4)
            pen.wrapped(task, left + 14, wide - 14)
        pen.down(6)
    _rest(pen, sheet, left, wide, accent)
    return pen.bytes()


def _heading(pen: Pen, text: str, x: float, colour: str) -> None:
    pen.down(8)
    pen.turn_if(60)
    pen.place(text, x, bold=True, size=13, colour=colour)
    pen.down(18)


def _rest(pen: Pen, sheet: Sheet, left: float, wide: float, accent: str) -> None:
    if sheet.studies:
        _heading(pen, sheet.headings["study"], left, accent)
    for study in sheet.studies:
        pen.turn_if(50)
        pen.wrapped(study.degree, left, wide, bold=True)
        pen.wrapped(study.school, left, wide)
        pen.wrapped(study.span.text, left, wide, colour="#777777")
        pen.down(5)
    for extra in sheet.extras:
        _heading(pen, sheet.headings[extra.key], left, accent)
        for line in extra.lines:
            pen.wrapped(line, left, wide)


def _side(pen: Pen, sheet: Sheet) -> None:
    parts = [
        (sheet.headings["contact"], contact_texts(sheet)),
        (sheet.headings["skills"], list(sheet.skill_names)),
        (sheet.headings["languages"], [f"{tongue.name}: {tongue.level}" for tongue in sheet.languages]),
    ]
    for heading, values in parts:
        if not values:
            continue
        pen.place(heading.upper(), 22, bold=True, size=11, colour="#ffffff")
        pen.down(17)
        for value in values:
            size = min(pen.size, pen.size * (SIDE - 34) / pen.canvas.stringWidth(value, pen.font, pen.size))
            pen.wrapped(value, 22, SIDE - 33, size=max(size, 6.5), colour="#f2f2f2")
        pen.down(12)
