"""A boxed German table: dates in the left cells, everything else in the right ones."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Frame, Table

from benchmarks.samples.content import Section, heading, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.pdf_kit import Flow, build, kept, page_size, style, text

PLAIN = style("p", "Helvetica", 10)
BOLD = style("b", "Helvetica-Bold", 10)
BULLET = style("l", "Helvetica", 10, leftIndent=10, bulletIndent=1)
HEAD = style("h", "Helvetica-Bold", 11.5, spaceBefore=12, spaceAfter=5, textColor=HexColor("#5a5a5a"))
COLUMNS = (118.0, 365.0)


def draw(person: Person) -> bytes:
    width, height = page_size(person)
    flow: Flow = [
        text("Lebenslauf", style("k", "Helvetica", 24, spaceAfter=8)),
        text(heading(person, "contact"), kept(HEAD)),
        _grid(_contact(person)),
    ]
    for section in sections(person):
        flow += [text(section.heading, kept(HEAD)), _grid(_rows(section))]
    frame = Frame((width - sum(COLUMNS)) / 2, 48, sum(COLUMNS), height - 100, 0, 0, 0, 0)
    return build(person, flow, [frame])


def _contact(person: Person) -> list[list[Flow]]:
    rows = [
        ("Name", person.printed_name),
        ("Beruf", person.title),
        ("Anschrift", person.printed_address),
        ("Telefon", person.phone),
        ("E-Mail", person.email),
        *person.personal,
    ]
    return [
        [[text(label, PLAIN)], [text(value, BOLD if label == "Name" else PLAIN)]] for label, value in rows
    ]


def _rows(section: Section) -> list[list[Flow]]:
    rows: list[list[Flow]] = []
    for e in section.entries:
        body: Flow = [
            text(e.title, BOLD),
            text(e.where, PLAIN),
            *([text(e.text, PLAIN)] if e.text else []),
            *(text(point, BULLET, "-") for point in e.points),
        ]
        rows.append([[text(e.dates, PLAIN)], body])
    rows += [[[text(first, PLAIN)], [text(second, PLAIN)]] for first, second in section.pairs]
    return rows + [[[text("", PLAIN)], [text(line, PLAIN)]] for line in section.lines]


def _grid(rows: list[list[Flow]]) -> Table:
    return Table(
        rows,
        colWidths=COLUMNS,
        splitByRow=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#9a9a9a")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (0, -1), HexColor("#f3f3f0")),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )
