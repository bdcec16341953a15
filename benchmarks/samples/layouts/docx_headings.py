"""Word used properly: heading styles, list bullets, dates on a right tab stop."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm

from benchmarks.samples.content import Entry, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.docx_kit import finish, heading_style, new, rule_below


def draw(person: Person) -> bytes:
    doc = new(person, "Georgia", 10.5)
    for level, size in (("Title", 24.0), ("Heading 1", 13.0), ("Heading 2", 11.0)):
        heading_style(doc, level, "Georgia", size, "#1b5e7a")
    doc.add_paragraph(person.printed_name, style="Title")
    doc.add_paragraph(person.title)
    contact = doc.add_paragraph(person.printed_address)
    contact.add_run().add_break()
    contact.add_run(f"Tel: {person.phone}")
    contact.add_run().add_break()
    contact.add_run(f"Email: {person.email}")
    for section in sections(person):
        rule_below(doc.add_heading(section.heading, 1), "1b5e7a")
        if section.paragraph:
            doc.add_paragraph(section.paragraph)
        for entry in section.entries:
            _entry(doc, entry)
        for words in section.items or section.lines:
            doc.add_paragraph(words, style="List Bullet")
        if not section.items:
            for first, second in section.pairs:
                doc.add_paragraph(f"{first} – {second}")
    return finish(doc, person)


def _entry(doc: Any, entry: Entry) -> None:
    head = doc.add_paragraph()
    head.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    head.paragraph_format.keep_with_next = True
    head.add_run(entry.title).bold = True
    head.add_run(f"\t{entry.dates}")
    doc.add_paragraph().add_run(entry.where).italic = True
    if entry.text:
        doc.add_paragraph(entry.text)
    for point in entry.points:
        doc.add_paragraph(point, style="List Bullet")
