"""A Word document with name and contacts in the page header, and capital headings made by hand."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from benchmarks.cvs.families.office.writing import (
    begin,
    contact_runs,
    rule_below,
    save,
    skill_lines,
    tongue_lines,
)
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet, margin=2.2)
    header = document.sections[0].header
    name = header.paragraphs[0]
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = name.add_run(sheet.full_name)
    run.bold, run.font.size = True, Pt(18)
    contact = header.add_paragraph()
    contact.alignment = WD_ALIGN_PARAGRAPH.CENTER
    contact_runs(contact, sheet, rng.choice((" • ", " | ")))
    document.sections[0].footer.paragraphs[0].text = sheet.labels["updated"]
    if sheet.summary:
        _heading(document, sheet.headings["profile"])
        document.add_paragraph(sheet.summary)
    if sheet.skills and rng.random() < 0.5:
        _heading(document, sheet.headings["skills"])
        document.add_paragraph(" • ".join(sheet.skill_names))
        _career(document, sheet)
    else:
        _career(document, sheet)
        if sheet.skills:
            _heading(document, sheet.headings["skills"])
            for line in skill_lines(sheet):
                document.add_paragraph(line, style="List Bullet")
    _rest(document, sheet)
    return save(document)


def _heading(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.add_run(text.upper()).bold = True
    rule_below(paragraph)


def _career(document: Document, sheet: Sheet) -> None:
    if sheet.posts:
        _heading(document, sheet.headings["work"])
    for post in sheet.posts:
        if post.employer:
            _line(document, post.employer, post.place, bold=True)
        for job in post.jobs:
            _line(document, job.title, job.span.text, bold=not post.employer)
            for task in job.tasks:
                document.add_paragraph(task, style="List Bullet")
    if sheet.studies:
        _heading(document, sheet.headings["study"])
    for study in sheet.studies:
        _line(document, study.school, study.place, bold=True)
        _line(document, study.degree, study.span.text, bold=False)


def _line(document: Document, left: str, right: str, *, bold: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(left).bold = bold
    if right:
        paragraph.add_run(f"\t{right}").italic = not bold


def _rest(document: Document, sheet: Sheet) -> None:
    if sheet.languages:
        _heading(document, sheet.headings["languages"])
        document.add_paragraph(" | ".join(tongue_lines(sheet)))
    for extra in sheet.extras:
        _heading(document, sheet.headings[extra.key])
        for line in extra.lines:
            document.add_paragraph(line, style="List Bullet")
