"""A Word table without lines: dates at the left, text at the right, one row for each entry."""

from typing import Any

from docx.shared import Cm

from benchmarks.samples.content import Section, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.docx_kit import finish, heading_style, new, rule_below

WIDTHS = (4.2, 12.4)


def draw(person: Person) -> bytes:
    doc = new(person, "Arial", 10)
    heading_style(doc, "Heading 1", "Arial", 20, "#24466b")
    heading_style(doc, "Heading 2", "Arial", 12, "#24466b")
    doc.add_heading(person.printed_name, 1)
    doc.add_paragraph(person.title)
    doc.add_paragraph(" · ".join(person.contacts))
    for section in sections(person):
        rule_below(doc.add_heading(section.heading, 2), "24466b")
        if section.paragraph:
            doc.add_paragraph(section.paragraph)
        else:
            _table(doc, section)
    return finish(doc, person)


def _table(doc: Any, section: Section) -> None:
    table = doc.add_table(rows=0, cols=2)
    table.autofit = False
    for entry in section.entries:
        right = _row(table, entry.dates)
        right.paragraphs[0].add_run(entry.title).bold = True
        right.add_paragraph(entry.where)
        for words in [entry.text] if entry.text else []:
            right.add_paragraph(words)
        for point in entry.points:
            right.add_paragraph(point, style="List Bullet")
    for first, second in section.pairs:
        _row(table, first).text = second
    for line in section.lines:
        _row(table, "").text = line


def _row(table: Any, left: str) -> Any:
    cells = table.add_row().cells
    for cell, width in zip(cells, WIDTHS, strict=True):
        cell.width = Cm(width)
    cells[0].text = left
    return cells[1]
