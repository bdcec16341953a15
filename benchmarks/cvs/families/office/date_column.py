"""A Word document laid out with a borderless table: dates in the left column, everything else right."""

from docx.shared import Pt
from docx.table import Table, _Cell

from benchmarks.cvs.families.office.writing import (
    begin,
    colour,
    contact_texts,
    save,
    skill_lines,
    widths,
)
from benchmarks.cvs.sheet import Job, Sheet


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet)
    accent = colour(rng)
    top = document.add_paragraph().add_run(sheet.full_name)
    top.bold, top.font.size, top.font.color.rgb = True, Pt(20), accent
    if sheet.headline:
        document.add_paragraph(sheet.headline)
    table = document.add_table(rows=0, cols=2)
    for text in contact_texts(sheet, labelled=True):
        label, _, value = text.partition(": ")
        _row(table, label, value)
    if sheet.born:
        _row(table, sheet.labels["born"], sheet.born)
    if sheet.summary:
        _heading(table, sheet.headings["profile"])
        _row(table, "", sheet.summary)
    if sheet.jobs:
        _heading(table, sheet.headings["work"])
    for job in sheet.jobs:
        _job(table, job)
    if sheet.studies:
        _heading(table, sheet.headings["study"])
    for study in sheet.studies:
        cell = _row(table, study.span.text, study.degree)
        cell.add_paragraph(study.school)
    _lists(table, sheet)
    widths(table, 4.6, 12.4)
    return save(document)


def _row(table: Table, left: str, right: str) -> _Cell:
    cells = table.add_row().cells
    cells[0].text, cells[1].text = left, right
    return cells[1]


def _heading(table: Table, text: str) -> None:
    row = table.add_row()
    cell = row.cells[0].merge(row.cells[1])
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = True, Pt(13)
    cell.paragraphs[0].paragraph_format.space_before = Pt(8)


def _job(table: Table, job: Job) -> None:
    cells = table.add_row().cells
    cells[0].text = job.span.text
    cells[1].paragraphs[0].add_run(job.title).bold = True
    if job.employer:
        cells[1].add_paragraph(f"{job.employer}, {job.place}" if job.place else job.employer)
    for task in job.tasks:
        cells[1].add_paragraph(task, style="List Bullet")


def _lists(table: Table, sheet: Sheet) -> None:
    if sheet.languages:
        _heading(table, sheet.headings["languages"])
        for tongue in sheet.languages:
            _row(table, tongue.name, tongue.level)
    if sheet.skills:
        _heading(table, sheet.headings["skills"])
        for line in skill_lines(sheet):
            name, _, skills = line.partition(": ")
            _row(table, name, skills)
    for extra in sheet.extras:
        _heading(table, sheet.headings[extra.key])
        for line in extra.lines:
            _row(table, "", line)
