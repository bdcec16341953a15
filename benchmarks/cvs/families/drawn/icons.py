"""Icons of a symbol font before the contacts, bars of skill, headings drawn letter by letter."""

import random

from reportlab.lib.colors import HexColor

from benchmarks.cvs.families.drawn.pen import HEIGHT, WIDTH, Pen
from benchmarks.cvs.families.pages import contacts
from benchmarks.cvs.sheet import Sheet

LEFT, RIGHT = 52, WIDTH - 52
SYMBOLS = {"phone": "✆", "email": "✉", "address": "❖"}  # telephone, envelope, lozenges of ZapfDingbats


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:pen")
    pen = Pen(rng.choice(("Helvetica", "Times-Roman")), 10)
    accent = rng.choice(("#c0392b", "#16697a", "#5d4a9c", "#3b3b3b"))
    pen.wrapped(sheet.full_name, LEFT, RIGHT - LEFT, size=26, colour=accent)
    if sheet.headline:
        pen.wrapped(sheet.headline, LEFT, RIGHT - LEFT, size=12)
    _contacts(pen, sheet, accent)
    if sheet.summary:
        _heading(pen, sheet.headings["profile"], accent)
        pen.wrapped(sheet.summary, LEFT, RIGHT - LEFT)
    if sheet.jobs:
        _heading(pen, sheet.headings["work"], accent)
    for job in sheet.jobs:
        pen.turn_if(60)
        pen.place(job.title, LEFT, bold=True)
        pen.right(job.span.text, RIGHT, colour="#666666")
        pen.down()
        if job.employer:
            pen.wrapped(f"{job.employer} · {job.place}" if job.place else job.employer, LEFT, RIGHT - LEFT)
        for task in job.tasks:
            pen.turn_if(0)
            _symbol(pen, "■", LEFT + 4, 5, accent)
            pen.wrapped(task, LEFT + 14, RIGHT - LEFT - 14)
        pen.down(5)
    _rest(pen, sheet, accent)
    return pen.bytes()


def _symbol(pen: Pen, symbol: str, x: float, size: float, colour: str) -> None:
    pen.canvas.setFillColor(HexColor(colour))
    pen.canvas.setFont("ZapfDingbats", size)
    pen.canvas.drawString(x, HEIGHT - pen.y, symbol)


def _contacts(pen: Pen, sheet: Sheet, accent: str) -> None:
    for index, item in enumerate(contacts(sheet)):
        x = LEFT if index % 2 == 0 else WIDTH / 2
        _symbol(pen, SYMBOLS.get(item["kind"], "❖"), x, 9, accent)
        wide = pen.place(item["text"], x + 14, size=9)
        if item["href"]:
            pen.canvas.linkURL(item["href"], (x + 14, HEIGHT - pen.y - 2, x + 14 + wide, HEIGHT - pen.y + 8))
        if index % 2:
            pen.down()
    pen.down()


def _heading(pen: Pen, text: str, colour: str) -> None:
    pen.down(10)
    pen.turn_if(60)
    x = float(LEFT)
    for letter in text.upper():
        x += pen.place(letter, x, bold=True, size=11, colour=colour) + 3
    pen.down(18)


def _rest(pen: Pen, sheet: Sheet, accent: str) -> None:
    if sheet.studies:
        _heading(pen, sheet.headings["study"], accent)
    for study in sheet.studies:
        pen.turn_if(40)
        pen.place(study.degree, LEFT, bold=True)
        pen.right(study.span.text, RIGHT, colour="#666666")
        pen.down()
        pen.wrapped(study.school, LEFT, RIGHT - LEFT)
        pen.down(4)
    if sheet.skills:
        _heading(pen, sheet.headings["skills"], accent)
    for skill, level in sheet.levelled:
        pen.turn_if(0)
        pen.place(skill, LEFT)
        pen.box(LEFT + 190, pen.y - 7, 120, 7, "#dddddd")
        pen.box(LEFT + 190, pen.y - 7, 24 * level, 7, accent)
        pen.down()
    if sheet.languages:
        _heading(pen, sheet.headings["languages"], accent)
    for tongue in sheet.languages:
        pen.turn_if(0)
        pen.place(tongue.name, LEFT)
        pen.place(tongue.level, LEFT + 190)
        pen.down()
    for extra in sheet.extras:
        _heading(pen, sheet.headings[extra.key], accent)
        for line in extra.lines:
            pen.wrapped(line, LEFT, RIGHT - LEFT)
