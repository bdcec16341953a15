"""Blue bars before the headings, dates in the left margin, name at the left and contacts at the right."""

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Frame, Table

from benchmarks.samples.content import Entry, Section, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.pdf_kit import Flow, build, page_size, style, text

COLUMNS = (86.0, 408.0)
BARE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
PLAIN = style("p", "Helvetica", 9.8)
MARGIN = style("m", "Helvetica", 9.4, alignment=2, rightIndent=8)
BULLET = style("b", "Helvetica", 9.8, leftIndent=11, bulletIndent=2)


class Bar(Flowable):  # type: ignore[misc]
    """A filled bar as wide as the margin column."""

    def __init__(self, colour: Color) -> None:
        super().__init__()
        self.width, self.height, self.colour = COLUMNS[0] - 8, 5, colour

    def draw(self) -> None:
        self.canv.setFillColor(self.colour)
        self.canv.rect(0, 1, self.width, self.height, stroke=0, fill=1)


def draw(person: Person) -> bytes:
    width, height = page_size(person)
    flow: Flow = [_header(person)]
    for section in sections(person):
        flow += _section(section, HexColor(person.accent))
    frame = Frame((width - sum(COLUMNS)) / 2, 44, sum(COLUMNS), height - 88, 0, 0, 0, 0)
    return build(person, flow, [frame])


def _header(person: Person) -> Table:
    left = [
        text(person.printed_name, style("n", "Helvetica", 26, textColor=HexColor("#555555"))),
        text(person.title, style("r", "Helvetica-Oblique", 12, spaceBefore=4, textColor=HexColor("#777777"))),
    ]
    right = [text(c, style("c", "Helvetica-Oblique", 9, alignment=2)) for c in person.contacts]
    return Table([[left, right]], colWidths=(310, 184), style=BARE, spaceAfter=10)


def _section(section: Section, colour: Color) -> Flow:
    head = text(section.heading, style("h", "Helvetica", 14, textColor=colour))
    rows: list[list[Flow]] = [[[Bar(colour)], [head]]]
    rows += [[[text(e.dates, MARGIN)], _entry(e)] for e in section.entries]
    rows += [[[text(first, MARGIN)], [text(second, PLAIN)]] for first, second in section.pairs]
    rows += [[[text("", MARGIN)], [text(line, BULLET, "•")]] for line in section.lines]
    if section.paragraph:
        rows.append([[], [text(section.paragraph, PLAIN)]])
    return [Table(rows, colWidths=COLUMNS, style=BARE, spaceBefore=9)]


def _entry(entry: Entry) -> Flow:
    return [
        text(entry.title, style("t", "Helvetica-Bold", 10)),
        text(entry.where, style("o", "Helvetica-Oblique", 9.8)),
        *([text(entry.text, PLAIN)] if entry.text else []),
        *(text(point, BULLET, "•") for point in entry.points),
    ]
