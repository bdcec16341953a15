"""A Word form: one bordered table a part, with a row of column titles for the career."""

from docx.document import Document
from docx.shared import Pt

from benchmarks.cvs.families.office.writing import begin, contact_texts, save, tongue_lines, widths
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    document, _ = begin(sheet, margin=1.8)
    title = document.add_paragraph().add_run(f"{sheet.labels['cv']} – {sheet.full_name}")
    title.bold, title.font.size = True, Pt(15)
    _pairs(document, [tuple(text.split(": ", 1)) for text in contact_texts(sheet, labelled=True)])
    if sheet.summary:
        _heading(document, sheet.headings["profile"])
        document.add_paragraph(sheet.summary)
    _work(document, sheet)
    if sheet.studies:
        _heading(document, sheet.headings["study"])
        _pairs(document, [(study.span.text, f"{study.degree}\n{study.school}") for study in sheet.studies])
    if sheet.skills:
        _heading(document, sheet.headings["skills"])
        levels = sheet.words["skill_levels"]
        _pairs(document, [(skill, levels[level - 1]) for skill, level in sheet.levelled])
    if sheet.languages:
        _heading(document, sheet.headings["languages"])
        document.add_paragraph("; ".join(tongue_lines(sheet)))
    for extra in sheet.extras:
        _heading(document, sheet.headings[extra.key])
        for line in extra.lines:
            document.add_paragraph(line)
    return save(document)


def _heading(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.add_run(text).bold = True


def _pairs(document: Document, pairs: list[tuple[str, ...]]) -> None:
    if not pairs:
        return
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for left, right in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    widths(table, 5.4, 12)


def _work(document: Document, sheet: Sheet) -> None:
    if not sheet.jobs:
        return
    _heading(document, sheet.headings["work"])
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, key in zip(table.rows[0].cells, ("dates", "job", "employer"), strict=True):
        cell.paragraphs[0].add_run(sheet.labels[key]).bold = True
    for job in sheet.jobs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = job.span.text, job.title
        cells[2].text = f"{job.employer}, {job.place}" if job.employer and job.place else job.employer
        for task in job.tasks:
            cells[1].add_paragraph(f"• {task}")
    widths(table, 3.8, 8.2, 5.4)
