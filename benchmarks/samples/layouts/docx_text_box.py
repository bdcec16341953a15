"""Word with a floating text box at the right, contact data in the page header, the address in the footer.

Like Word it stores the box twice: as a drawing, and as the older picture for programs without drawings.
"""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.shared import Pt

from benchmarks.samples.content import Entry, Section, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.docx_kit import finish, heading_style, new

IN_BOX = ("skills", "languages")
TEMPLATE = Path(__file__).with_name("text_box.xml")


def draw(person: Person) -> bytes:
    doc = new(person, "Garamond", 11.5)
    for level, size in (("Heading 1", 22.0), ("Heading 2", 13.0)):
        heading_style(doc, level, "Garamond", size, "#4d5a2a")
    page = doc.sections[0]
    page.header.paragraphs[0].text = "\t".join((person.phone, person.email))
    page.footer.paragraphs[0].text = f"{person.printed_address}\tCurriculum vitae"
    doc.add_heading(person.printed_name, 1)
    role = doc.add_paragraph()
    role.add_run(person.title).italic = True
    role._p.append(_box(sections(person, only=IN_BOX)))
    for section in sections(person, without=IN_BOX):
        doc.add_heading(section.heading, 2)
        if section.paragraph:
            doc.add_paragraph(section.paragraph)
        for entry in section.entries:
            _entry(doc, entry)
        for line in section.lines:
            doc.add_paragraph(line, style="List Bullet")
    return finish(doc, person)


def _box(inside: list[Section]) -> Any:
    rows: list[tuple[str, bool]] = []
    for section in inside:
        rows.append((section.heading, True))
        pairs = [f"{first} ({second})" for first, second in section.pairs]
        rows += [(words, False) for words in (section.items or pairs)]
    body = "".join(_paragraph(*row) for row in rows)
    return parse_xml(TEMPLATE.read_text("utf-8").replace("<!-- body -->", body))


def _paragraph(words: str, bold: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:r>{look}<w:t>{escape(words)}</w:t></w:r></w:p>"


def _entry(doc: Any, entry: Entry) -> None:
    head = doc.add_paragraph()
    head.paragraph_format.space_before = Pt(5)
    head.add_run(entry.title).bold = True
    doc.add_paragraph(f"{entry.where}, {entry.dates}" if entry.dates else entry.where)
    if entry.text:
        doc.add_paragraph(entry.text)
    for point in entry.points:
        doc.add_paragraph(point, style="List Bullet")
