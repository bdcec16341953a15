"""A Word document typed as on a typewriter: one style, everything aligned with tabs."""

from docx.document import Document
from docx.shared import Cm, Pt

from benchmarks.cvs.families.office.writing import begin, contact_texts, save, skill_lines
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet, margin=2.5)
    title = document.add_paragraph().add_run(sheet.labels["cv"])
    title.bold, title.font.size = True, Pt(16)
    _line(document, sheet.labels["name"], sheet.full_name)
    for text in contact_texts(sheet, labelled=True):
        label, _, value = text.partition(": ")
        _line(document, label, value)
    if sheet.born:
        _line(document, sheet.labels["born"], sheet.born)
        _line(document, sheet.labels["nationality"], sheet.nationality)
    if sheet.summary:
        _heading(document, sheet.headings["profile"])
        document.add_paragraph(sheet.summary)
    school_first = rng.random() < 0.3
    for part in (_study, _work) if school_first else (_work, _study):
        part(document, sheet)
    if sheet.languages:
        _heading(document, sheet.headings["languages"])
        for tongue in sheet.languages:
            _line(document, tongue.name, tongue.level)
    if sheet.skills:
        _heading(document, sheet.headings["skills"])
        for text in skill_lines(sheet):
            name, _, skills = text.partition(": ")
            _line(document, name, skills)
    for extra in sheet.extras:
        _heading(document, sheet.headings[extra.key])
        for text in extra.lines:
            _line(document, "", text)
    return save(document)


def _heading(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    run = paragraph.add_run(text)
    run.underline = True


def _line(document: Document, left: str, right: str) -> None:
    paragraph = document.add_paragraph(f"{left}\t{right}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(5.2))
    paragraph.paragraph_format.left_indent = Cm(5.2)
    paragraph.paragraph_format.first_line_indent = Cm(-5.2)


def _work(document: Document, sheet: Sheet) -> None:
    if sheet.jobs:
        _heading(document, sheet.headings["work"])
    for job in sheet.jobs:
        _line(document, job.span.text, job.title)
        if job.employer:
            _line(document, "", f"{job.employer}, {job.place}" if job.place else job.employer)
        for task in job.tasks:
            _line(document, "", f"- {task}")


def _study(document: Document, sheet: Sheet) -> None:
    if sheet.studies:
        _heading(document, sheet.headings["study"])
    for study in sheet.studies:
        _line(document, study.span.text, f"{study.school}, {study.degree}")
