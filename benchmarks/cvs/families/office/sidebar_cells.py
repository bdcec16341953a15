"""A Word template of two cells: contacts, skills and languages on a tinted left, the career on the right."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

from benchmarks.cvs.families.office.writing import begin, colour, contact_texts, save, tongue_lines, widths
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet, margin=1.2)
    accent = colour(rng)
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _tint(left, rng.choice(("E8EDF2", "F3EFE8", "E3ECE6", "EDEDED")))
    name = right.paragraphs[0].add_run(sheet.full_name)
    name.bold, name.font.size, name.font.color.rgb = True, Pt(22), accent
    if sheet.headline:
        right.add_paragraph(sheet.headline)
    _side(left, sheet)
    if sheet.summary:
        _heading(right, sheet.headings["profile"])
        right.add_paragraph(sheet.summary)
    _career(right, sheet)
    widths(table, 6, 12.6)
    return save(document)


def _tint(cell: _Cell, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _heading(cell: _Cell, text: str) -> None:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    run = paragraph.add_run(text.upper())
    run.bold, run.font.size = True, Pt(12)


def _side(cell: _Cell, sheet: Sheet) -> None:
    cell.paragraphs[0].add_run(sheet.headings["contact"].upper()).bold = True
    for text in contact_texts(sheet):
        cell.add_paragraph(text)
    for key, values in (("skills", list(sheet.skill_names)), ("languages", tongue_lines(sheet))):
        if values:
            _heading(cell, sheet.headings[key])
        for value in values:
            cell.add_paragraph(value)
    for extra in sheet.extras:
        _heading(cell, sheet.headings[extra.key])
        for line in extra.lines:
            cell.add_paragraph(line)


def _career(cell: _Cell, sheet: Sheet) -> None:
    if sheet.jobs:
        _heading(cell, sheet.headings["work"])
    for job in sheet.jobs:
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run(job.title).bold = True
        if job.employer:
            cell.add_paragraph(f"{job.employer} | {job.place}" if job.place else job.employer)
        cell.add_paragraph().add_run(job.span.text).italic = True
        for task in job.tasks:
            paragraph = cell.add_paragraph(task, style="List Bullet")
            paragraph.paragraph_format.left_indent = Cm(0.6)
    if sheet.studies:
        _heading(cell, sheet.headings["study"])
    for study in sheet.studies:
        cell.add_paragraph().add_run(study.degree).bold = True
        cell.add_paragraph(study.school)
        cell.add_paragraph().add_run(study.span.text).italic = True
