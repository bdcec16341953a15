"""What the reportlab layouts share: a document with fixed metadata, and sections as flowing paragraphs."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from benchmarks.samples.content import Entry, Section
from benchmarks.samples.facts import Person

Flow = list[Any]


def page_size(person: Person) -> tuple[float, float]:
    """Width and height in points; Letter in the United States, A4 elsewhere."""
    return LETTER if person.country == "US" else A4  # type: ignore[no-any-return]


def style(name: str, font: str, size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=more.pop("leading", size * 1.32), **more
    )


def kept(look: ParagraphStyle) -> ParagraphStyle:
    """The same style, on one page with what follows it."""
    return ParagraphStyle(look.name + " kept", parent=look, keepWithNext=1)


def text(words: str, look: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """A paragraph of plain words; markup characters in them are kept as they are."""
    return Paragraph(escape(words), look, bulletText=bullet)


def build(
    person: Person,
    flow: Flow,
    frames: list[Frame],
    decorate: Callable[[Any, Any], None] | None = None,
    later_frames: list[Frame] | None = None,
) -> bytes:
    """The finished file; the same facts give the same bytes."""
    out = BytesIO()
    first = PageTemplate("first", frames, autoNextPageTemplate="later")
    if decorate:
        first.beforeDrawPage = decorate
    later = PageTemplate("later", later_frames or frames)
    doc = BaseDocTemplate(
        out,
        pagesize=page_size(person),
        pageTemplates=[first, later],
        title=person.name,
        author=person.name,
        invariant=1,
    )
    doc.build(flow)
    return stamped(out.getvalue(), person)


def stamped(pdf: bytes, person: Person) -> bytes:
    """The file with the person's own date in place of reportlab's fixed one."""
    made = datetime.fromisoformat(person.made)
    return pdf.replace(b"(D:20000101000000+00'00')", f"(D:{made:%Y%m%d}090000+00'00')".encode())


class Book:
    """The paragraph styles of one layout and the flow of a section in them."""

    def __init__(
        self,
        *,
        plain: ParagraphStyle,
        heading: ParagraphStyle,
        title: ParagraphStyle,
        organisation: ParagraphStyle,
        dates: ParagraphStyle,
        bullet: ParagraphStyle,
        mark: str = "•",
        pair: str = "{}: {}",
    ) -> None:
        self.plain, self.heading, self.title, self.organisation = plain, heading, title, organisation
        self.dates, self.bullet, self.mark, self.pair = dates, bullet, mark, pair

    def section(self, section: Section) -> Flow:
        """Heading and content; a heading never stands alone at the foot of a page."""
        return [text(section.heading, kept(self.heading)), *self.body(section)]

    def body(self, section: Section) -> Flow:
        if section.paragraph:
            return [text(section.paragraph, self.plain)]
        if section.entries:
            return [part for e in section.entries for part in self.entry(e)]
        if section.lines:
            return [text(line, self.bullet, self.mark) for line in section.lines]
        return [text(self.pair.format(a, b) if a and b else a or b, self.plain) for a, b in section.pairs]

    def entry(self, entry: Entry) -> Flow:
        return [
            text(entry.title, kept(self.title)),
            text(entry.where, kept(self.organisation)),
            text(entry.dates, self.dates),
            *self.details(entry),
        ]

    def details(self, entry: Entry) -> Flow:
        return [
            *([text(entry.about, self.plain)] if entry.about else []),
            *([text(entry.text, self.plain)] if entry.text else []),
            *(text(point, self.bullet, self.mark) for point in entry.points),
        ]
