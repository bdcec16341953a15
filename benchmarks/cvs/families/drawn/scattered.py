"""As design programs write pages: the words of one style after the other, not in the order of reading."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from reportlab.lib.utils import simpleSplit

from benchmarks.cvs.families.drawn.pen import HEIGHT, WIDTH, Pen
from benchmarks.cvs.families.office.writing import contact_texts, skill_lines
from benchmarks.cvs.sheet import Sheet

LEFT, RIGHT, WIDE = 150, WIDTH - 50, WIDTH - 200


@dataclass
class Page:
    """What is still to be drawn on a page, by style."""

    calls: dict[str, list[Callable[[], object]]] = field(default_factory=dict)

    def add(self, style: str, call: Callable[[], object]) -> None:
        self.calls.setdefault(style, []).append(call)

    def draw(self, rng: random.Random) -> None:
        styles = sorted(self.calls)
        rng.shuffle(styles)
        for style in styles:
            for call in self.calls[style]:
                call()


class Layout:
    """Keeps the place on the page and remembers what to write there."""

    def __init__(self, sheet: Sheet) -> None:
        self.rng = random.Random(f"{sheet.seed}:pen")
        self.pen, self.page, self.y = Pen("Helvetica", 9.6), Page(), 70.0
        self.accent = self.rng.choice(("#006d77", "#7a3e9d", "#b3472f", "#2f4b7c"))

    def text(
        self, style: str, text: str, x: float, *, bold: bool = False, size: float = 9.6, width: float = WIDE
    ) -> None:
        for line in simpleSplit(text, "Helvetica-Bold" if bold else "Helvetica", size, width):
            self._at(style, line, x, self.y, bold, size)
            self.y += size * 1.4

    def beside(self, style: str, text: str, x: float, *, size: float = 8.6) -> None:
        self._at(style, text, x, self.y, False, size)

    def _at(self, style: str, line: str, x: float, y: float, bold: bool, size: float) -> None:
        colour = self.accent if style in ("name", "heading") else "#333333"

        def write() -> None:
            self.pen.y = y
            self.pen.place(line, x, bold=bold, size=size, colour=colour)

        self.page.add(style, write)

    def room(self, needed: float) -> None:
        if self.y > HEIGHT - 50 - needed:
            self.finish()
            self.pen.canvas.showPage()
            self.page, self.y = Page(), 60.0

    def finish(self) -> None:
        self.page.draw(self.rng)


def draw(sheet: Sheet) -> bytes:
    layout = Layout(sheet)
    layout.text("name", sheet.full_name, LEFT, bold=True, size=24)
    if sheet.headline:
        layout.text("role", sheet.headline, LEFT, size=12)
    for text in contact_texts(sheet):
        layout.text("contact", text, LEFT, size=9)
    if sheet.summary:
        _heading(layout, sheet.headings["profile"])
        layout.text("text", sheet.summary, LEFT)
    _career(layout, sheet)
    parts = [
        ("skills", skill_lines(sheet)),
        ("languages", [f"{t.name} – {t.level}" for t in sheet.languages]),
    ]
    parts += [(extra.key, list(extra.lines)) for extra in sheet.extras]
    for key, values in parts:
        if values:
            _heading(layout, sheet.headings[key])
        for value in values:
            layout.text("text", value, LEFT)
    layout.finish()
    return layout.pen.bytes()


def _heading(layout: Layout, text: str) -> None:
    layout.y += 12
    layout.room(60)
    layout.text("heading", text, LEFT, bold=True, size=13)
    layout.y += 3


def _career(layout: Layout, sheet: Sheet) -> None:
    if sheet.jobs:
        _heading(layout, sheet.headings["work"])
    for job in sheet.jobs:
        layout.room(70)
        top = layout.y
        layout.text("dates", job.span.text, 46, width=92, size=8.6)
        beside, layout.y = layout.y, top
        layout.text("title", job.title, LEFT, bold=True, size=10.4)
        if job.employer:
            layout.text("employer", f"{job.employer}, {job.place}" if job.place else job.employer, LEFT)
        for task in job.tasks:
            layout.text("text", f"• {task}", LEFT)
        layout.y = max(layout.y, beside) + 6
    if sheet.studies:
        _heading(layout, sheet.headings["study"])
    for study in sheet.studies:
        layout.room(50)
        top = layout.y
        layout.text("dates", study.span.text, 46, width=92, size=8.6)
        beside, layout.y = layout.y, top
        layout.text("title", study.degree, LEFT, bold=True, size=10.4)
        layout.text("employer", study.school, LEFT)
        layout.y = max(layout.y, beside) + 6
