"""A Word document whose contacts, skills and languages stand in a text box beside the career."""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

from benchmarks.cvs.families.office.writing import begin, contact_texts, rule_below, save, tongue_lines
from benchmarks.cvs.sheet import Sheet

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
# As Word writes it: the shape, and the same words again for programs that know only the older form.
BOX = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor behindDoc="0" distT="0" distB="0" distL="114300" distR="114300" simplePos="0" locked="0" layoutInCell="1"
 allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>540000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="1980000" cy="8200000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="7" name="Box 7"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1980000" cy="8200000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="position:absolute;width:156pt;height:645pt">
<v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def draw(sheet: Sheet) -> bytes:
    document, rng = begin(sheet)
    document.sections[0].left_margin = Cm(7.6)
    first = document.add_paragraph()
    name = first.add_run(sheet.full_name)
    name.bold, name.font.size = True, Pt(22)
    first._p.append(
        parse_xml(BOX.format(spaces=SPACES, words=_side(sheet), top=rng.choice((720000, 1080000))))
    )
    if sheet.headline:
        document.add_paragraph(sheet.headline)
    if sheet.summary:
        _heading(document, sheet.headings["profile"])
        document.add_paragraph(sheet.summary)
    _career(document, sheet)
    for extra in sheet.extras:
        _heading(document, sheet.headings[extra.key])
        for line in extra.lines:
            document.add_paragraph(line)
    return save(document)


def _side(sheet: Sheet) -> str:
    parts = [
        ("contact", contact_texts(sheet)),
        ("skills", list(sheet.skill_names)),
        ("languages", tongue_lines(sheet)),
    ]
    out = []
    for key, values in parts:
        if values:
            out.append(_paragraph(sheet.headings[key], bold=True))
            out += [_paragraph(value) for value in values]
    return "".join(out)


def _paragraph(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _heading(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(13)
    rule_below(paragraph)


def _career(document: Document, sheet: Sheet) -> None:
    if sheet.jobs:
        _heading(document, sheet.headings["work"])
    for job in sheet.jobs:
        document.add_paragraph(job.span.text).paragraph_format.space_before = Pt(6)
        line = document.add_paragraph()
        line.add_run(job.title).bold = True
        if job.employer:
            line.add_run(f" – {job.employer}, {job.place}" if job.place else f" – {job.employer}")
        for task in job.tasks:
            document.add_paragraph(task, style="List Bullet")
    if sheet.studies:
        _heading(document, sheet.headings["study"])
    for study in sheet.studies:
        document.add_paragraph(study.span.text).paragraph_format.space_before = Pt(6)
        document.add_paragraph().add_run(study.degree).bold = True
        document.add_paragraph(study.school)
