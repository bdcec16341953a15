"""Two columns of equal right, each page's lines drawn from top to bottom across both."""

import random

from reportlab.lib.utils import simpleSplit

from benchmarks.cvs.families.drawn.pen import HEIGHT, WIDTH, Pen
from benchmarks.cvs.families.office.writing import contact_texts
from benchmarks.cvs.sheet import Sheet

LEFT, MIDDLE, WIDE = 48, WIDTH / 2 + 12, WIDTH / 2 - 64
BOTTOM = HEIGHT - 50
Line = tuple[str, bool, float]  # words, whether bold, size


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:pen")
    pen = Pen(rng.choice(("Helvetica", "Times-Roman")), 9.6)
    pen.wrapped(sheet.full_name, LEFT, WIDTH - 96, bold=True, size=22)
    pen.wrapped("  |  ".join(contact_texts(sheet)), LEFT, WIDTH - 96, size=9)
    pen.rule(LEFT, WIDTH - 48)
    pen.down(20)
    columns = [_placed(pen, _career(sheet), LEFT), _placed(pen, _rest(sheet), MIDDLE)]
    for page in range(max(len(places) and places[-1][0] for places in columns) + 1):
        if page:
            pen.canvas.showPage()
        here = [place for places in columns for place in places if place[0] == page]
        for _, y, x, (text, bold, size) in sorted(here, key=lambda place: (place[1], place[2])):
            pen.y = y
            pen.place(text, x, bold=bold, size=size)
    return pen.bytes()


def _placed(pen: Pen, lines: list[Line], x: float) -> list[tuple[int, float, float, Line]]:
    """Each line with its page, height and left edge."""
    page, y, places = 0, pen.y, []
    for text, bold, size in lines:
        font = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[pen.font] if bold else pen.font
        for part in simpleSplit(text, font, size, WIDE) or [""]:
            if y > BOTTOM:
                page, y = page + 1, pen.top
            if part:
                places.append((page, y, x, (part, bold, size)))
            y += size * 1.35 if part else 6
    return places


def _career(sheet: Sheet) -> list[Line]:
    lines: list[Line] = []
    if sheet.jobs:
        lines.append((sheet.headings["work"], True, 13))
    for job in sheet.jobs:
        lines += [(job.title, True, 9.6)]
        lines += (
            [(f"{job.employer}, {job.place}" if job.place else job.employer, False, 9.6)]
            if job.employer
            else []
        )
        lines += [
            (job.span.text, False, 8.6),
            *((f"• {task}", False, 9.2) for task in job.tasks),
            ("", False, 6),
        ]
    return lines


def _rest(sheet: Sheet) -> list[Line]:
    lines: list[Line] = []
    if sheet.summary:
        lines += [(sheet.headings["profile"], True, 13), (sheet.summary, False, 9.6), ("", False, 6)]
    if sheet.studies:
        lines.append((sheet.headings["study"], True, 13))
    for study in sheet.studies:
        lines += [
            (study.degree, True, 9.6),
            (study.school, False, 9.6),
            (study.span.text, False, 8.6),
            ("", False, 6),
        ]
    parts = [
        ("skills", list(sheet.skill_names)),
        ("languages", [f"{t.name} ({t.level})" for t in sheet.languages]),
    ]
    parts += [(extra.key, list(extra.lines)) for extra in sheet.extras]
    for key, values in parts:
        if values:
            lines += [
                (sheet.headings[key], True, 13),
                *((value, False, 9.6) for value in values),
                ("", False, 6),
            ]
    return lines
