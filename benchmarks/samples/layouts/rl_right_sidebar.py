"""Bitstream Vera (embedded), a coloured right column with skill and language lists."""

from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Frame, FrameBreak

from benchmarks.samples.content import heading, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.pdf_kit import Book, Flow, build, page_size, style, text

SIDE = 184.0
SIDE_KEYS = ("skills", "languages", "certifications", "extras")
FONTS = Path(reportlab.__file__).parent / "fonts"


def draw(person: Person) -> bytes:
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    width, height = page_size(person)

    def paint(canvas: Any, _: Any) -> None:
        canvas.setFillColor(HexColor(person.accent))
        canvas.rect(width - SIDE, 0, SIDE, height, stroke=0, fill=1)

    main = Frame(38, 36, width - SIDE - 62, height - 84, 0, 0, 0, 0)
    side = Frame(width - SIDE + 18, 36, SIDE - 34, height - 84, 0, 0, 0, 0)
    return build(person, [*_main(person), FrameBreak(), *_side(person)], [main, side], paint)


def _main(person: Person) -> Flow:
    accent = HexColor(person.accent)
    book = Book(
        plain=style("p", "Vera", 8.6),
        heading=style("h", "VeraBd", 10.6, textColor=accent, spaceBefore=13, spaceAfter=4),
        title=style("t", "VeraBd", 8.8, spaceBefore=5),
        organisation=style("o", "Vera", 8.6),
        dates=style("d", "VeraIt", 8, spaceAfter=2),
        bullet=style("b", "Vera", 8.6, leftIndent=11, bulletIndent=2),
        mark="•",
    )
    flow: Flow = [
        text(person.printed_name, style("n", "VeraBd", 19, textColor=accent)),
        text(person.title, style("r", "Vera", 11, spaceBefore=3)),
    ]
    for section in sections(person, without=SIDE_KEYS):
        flow += book.section(section)
    return flow


def _side(person: Person) -> Flow:
    plain = style("sp", "Vera", 8, textColor=white, spaceAfter=2)
    bold = style("sb", "VeraBd", 8, textColor=white, spaceBefore=4, spaceAfter=2)
    head = style("sh", "VeraBd", 10, textColor=white, spaceBefore=14, spaceAfter=5)
    flow: Flow = [text(heading(person, "contact"), head), *(text(c, plain) for c in person.contacts)]
    for section in sections(person, only=SIDE_KEYS):
        flow.append(text(section.heading, head))
        flow += [text(line, plain) for line in section.lines]
        for first, second in section.pairs:
            flow += [text(first, bold), *(text(row, plain) for row in second.split(", "))]
    return flow
