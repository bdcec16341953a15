"""Word as most people use it: no styles, bold lines, typed bullets and tabs."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from benchmarks.samples.content import Entry, sections
from benchmarks.samples.facts import Person
from benchmarks.samples.layouts.docx_kit import finish, new


def draw(person: Person) -> bytes:
    doc = new(person, "Calibri", 11, margin=2.5)
    _line(doc, person.printed_name, size=18, bold=True, centred=True)
    _line(doc, person.title, centred=True)
    _line(doc, " | ".join(person.contacts), centred=True)
    for section in sections(person):
        doc.add_paragraph()
        _line(doc, section.heading.upper(), size=12, bold=True)
        if section.paragraph:
            _line(doc, section.paragraph)
        for before, entry in zip((None, *section.entries), section.entries, strict=False):
            _entry(doc, entry, before)
        for first, second in section.pairs:
            _line(doc, f"{first}: {second}" if first else second)
        for line in section.lines:
            _line(doc, f"•\t{line}")
    return finish(doc, person)


def _line(
    doc: Any, words: str, *, size: float = 11, bold: bool = False, italic: bool = False, centred: bool = False
) -> None:
    paragraph = doc.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _entry(doc: Any, entry: Entry, before: Entry | None) -> None:
    """An entry; the employer is named once when the previous entry had the same one."""
    if before is None or before.where != entry.where:
        _line(doc, entry.where, bold=True)
    _line(
        doc,
        f"{entry.title}\t{entry.dates}" if len(entry.title) < 30 else f"{entry.title}, {entry.dates}",
        italic=True,
    )
    if entry.text:
        _line(doc, entry.text)
    for point in entry.points:
        _line(doc, f"•\t{point}")
