"""Times, centred name, ruled headings, dates flush right: the typewriter's grandchild."""

from reportlab.lib.colors import black
from reportlab.platypus import Frame, HRFlowable, Table

from benchmarks.samples.content import Entry, Section, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.pdf_kit import (
    Book,
    Flow,
    build,
    kept,
    page_size,
    style,
    text,
)

WIDTH = 468.0


class Classic(Book):
    def section(self, section: Section) -> Flow:
        rule = HRFlowable(width="100%", color=black, thickness=0.6, spaceBefore=1, spaceAfter=4)
        rule.keepWithNext = 1
        return [text(section.heading.upper(), kept(self.heading)), rule, *self.body(section)]

    def entry(self, entry: Entry) -> Flow:
        rows = [
            [text(entry.organisation, self.title), text(entry.place, self.dates)],
            [text(entry.title, self.organisation), text(entry.dates, self.dates)],
        ]
        grid = Table(
            rows,
            colWidths=[WIDTH * 0.62, WIDTH * 0.38],
            style=[
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ],
            spaceBefore=5,
        )
        grid.keepWithNext = 1
        return [grid, *self.details(entry)]


def draw(person: Person) -> bytes:
    width, height = page_size(person)
    book = Classic(
        plain=style("plain", "Times-Roman", 10.5),
        heading=style("h", "Times-Bold", 11, spaceBefore=10),
        title=style("t", "Times-Bold", 10.8),
        organisation=style("o", "Times-Italic", 10.5),
        dates=style("d", "Times-Roman", 10.5, alignment=2),
        bullet=style("b", "Times-Roman", 10.5, leftIndent=14, bulletIndent=4),
    )
    flow: Flow = [
        text(person.printed_name, style("n", "Times-Bold", 20, alignment=1, spaceAfter=3)),
        text(person.title, style("r", "Times-Italic", 12, alignment=1)),
        text("  •  ".join(person.contacts), style("c", "Times-Roman", 10, alignment=1, spaceAfter=4)),
    ]
    for section in sections(person):
        flow += book.section(section)
    frame = Frame((width - WIDTH) / 2, 50, WIDTH, height - 100, 0, 0, 0, 0)
    return build(person, flow, [frame])
