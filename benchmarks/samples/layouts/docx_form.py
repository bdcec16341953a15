"""A form: one ruled Word table for the whole CV, section names in merged grey rows."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from benchmarks.samples.content import heading, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.docx_kit import finish, new

WIDTHS = (4.6, 12.0)


def draw(person: Person) -> bytes:
    doc = new(person, "Verdana", 9)
    title = doc.add_paragraph().add_run("Lebenslauf")
    title.bold, title.font.size = True, Pt(16)
    table = doc.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    _band(table, heading(person, "contact"))
    rows = [
        ("Name", person.printed_name),
        ("Adresse", person.printed_address),
        ("Telefon", person.phone),
        ("E-Mail", person.email),
        *person.personal,
        ("Beruf", person.title),
    ]
    for label, value in rows:
        _row(table, label, [value])
    for section in sections(person):
        _band(table, section.heading)
        for e in section.entries:
            _row(
                table,
                e.dates,
                [e.title, e.where, *([e.text] if e.text else []), *(f"- {p}" for p in e.points)],
            )
        for first, second in section.pairs:
            _row(table, first, [second])
        for line in section.lines:
            _row(table, "", [line])
    return finish(doc, person)


def _band(table: Any, words: str) -> None:
    cells = table.add_row().cells
    whole = cells[0].merge(cells[1])
    whole.paragraphs[0].add_run(words).bold = True
    whole._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DDDDDD"/>'))


def _row(table: Any, label: str, lines: list[str]) -> None:
    cells = table.add_row().cells
    for cell, width in zip(cells, WIDTHS, strict=True):
        cell.width = Cm(width)
    cells[0].text, cells[1].text = label, lines[0]
    for line in lines[1:]:
        cells[1].add_paragraph(line)
