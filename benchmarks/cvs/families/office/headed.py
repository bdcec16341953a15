"""A plain Word document: built-in heading styles, dates at a right tab stop, bullet lists."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from benchmarks.cvs.families.office.writing import begin, contact_runs, save, skill_lines, tongue_lines
from benchmarks.cvs.sheet import Job, Sheet


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet)
    document.add_paragraph(sheet.full_name, style="Title")
    if sheet.headline:
        document.add_paragraph(sheet.headline, style="Subtitle")
    contact_runs(document.add_paragraph(), sheet, rng.choice((" | ", " · ", "   ")))
    if sheet.summary:
        document.add_heading(sheet.headings["profile"], 1)
        document.add_paragraph(sheet.summary)
    title_first = rng.random() < 0.6
    if sheet.jobs:
        document.add_heading(sheet.headings["work"], 1)
        for job in sheet.jobs:
            _job(document, job, title_first=title_first)
    if sheet.studies:
        document.add_heading(sheet.headings["study"], 1)
        for study in sheet.studies:
            _line(document, study.degree, study.span.text)
            document.add_paragraph(study.school)
    _lists(document, sheet)
    return save(document)


def _job(document: Document, job: Job, *, title_first: bool) -> None:
    where = f"{job.employer}, {job.place}" if job.employer and job.place else job.employer
    first, second = (job.title, where) if title_first or not where else (where, job.title)
    _line(document, first, job.span.text)
    if second:
        document.add_paragraph().add_run(second).italic = True
    for task in job.tasks:
        document.add_paragraph(task, style="List Bullet")


def _line(document: Document, left: str, right: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.add_run(left).bold = True
    paragraph.add_run(f"\t{right}")


def _lists(document: Document, sheet: Sheet) -> None:
    if sheet.skills:
        document.add_heading(sheet.headings["skills"], 1)
        for line in skill_lines(sheet):
            document.add_paragraph(line)
    if sheet.languages:
        document.add_heading(sheet.headings["languages"], 1)
        document.add_paragraph(", ".join(tongue_lines(sheet)))
    for extra in sheet.extras:
        document.add_heading(sheet.headings[extra.key], 1)
        for line in extra.lines:
            document.add_paragraph(line, style="List Bullet")
