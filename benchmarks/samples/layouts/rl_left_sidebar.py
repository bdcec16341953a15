"""Helvetica with a pale left column for contact, skills and languages."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Frame, FrameBreak, NextPageTemplate

from benchmarks.samples.content import heading, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.pdf_kit import Book, Flow, build, page_size, style, text

SIDE = 176.0
SIDE_KEYS = ("skills", "languages", "certifications")


def draw(person: Person) -> bytes:
    width, height = page_size(person)
    accent = HexColor(person.accent)

    def paint(canvas: Any, _: Any) -> None:
        canvas.setFillColor(HexColor("#e8efee"))
        canvas.rect(0, 0, SIDE, height, stroke=0, fill=1)
        canvas.setFillColor(accent)
        canvas.rect(SIDE, height - 8, width - SIDE, 8, stroke=0, fill=1)

    flow: Flow = [*_side(person, accent), FrameBreak(), NextPageTemplate("later"), *_main(person, accent)]
    side = Frame(18, 30, SIDE - 30, height - 72, 0, 0, 0, 0)
    main = Frame(SIDE + 22, 30, width - SIDE - 56, height - 66, 0, 0, 0, 0)
    return build(person, flow, [side, main], paint, [Frame(60, 40, width - 120, height - 80, 0, 0, 0, 0)])


def _side(person: Person, accent: Any) -> Flow:
    plain = style("sp", "Helvetica", 9)
    head = style("sh", "Helvetica-Bold", 10.5, textColor=accent, spaceBefore=14, spaceAfter=4)
    flow: Flow = [text(heading(person, "contact"), head)]
    flow += [text(c, style("sc", "Helvetica", 8.4, spaceAfter=3)) for c in person.contacts]
    for section in sections(person, only=SIDE_KEYS):
        flow.append(text(section.heading, head))
        rows = section.items or section.lines or tuple(f"{a} ({b})" for a, b in section.pairs)
        flow += [text(row, plain) for row in rows]
    return flow


def _main(person: Person, accent: Any) -> Flow:
    book = Book(
        plain=style("p", "Helvetica", 9.6, textColor=HexColor("#2a2a2a")),
        heading=style("h", "Helvetica-Bold", 12.5, textColor=accent, spaceBefore=12, spaceAfter=4),
        title=style("t", "Helvetica-Bold", 10.2, spaceBefore=4),
        organisation=style("o", "Helvetica", 9.6),
        dates=style("d", "Helvetica-Oblique", 8.8, textColor=HexColor("#6b6b6b"), spaceAfter=2),
        bullet=style("b", "Helvetica", 9.6, leftIndent=11, bulletIndent=1),
        mark="–",
    )
    flow: Flow = [
        text(person.printed_name, style("n", "Helvetica-Bold", 23, textColor=accent)),
        text(person.title, style("r", "Helvetica", 12.5, spaceAfter=4)),
    ]
    for section in sections(person, without=SIDE_KEYS):
        flow += book.section(section)
    return flow
