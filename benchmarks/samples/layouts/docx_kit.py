"""What the Word layouts share: a document with fixed metadata, and a file whose bytes do not change."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from benchmarks.samples.facts import Person


def new(person: Person, font: str, size: float, *, margin: float = 2.2) -> Doc:
    """An empty document in one font; `margin` in centimetres."""
    doc = Document()
    package: Any = doc.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the picture of python-docx's own template
            del package.rels[key]
    normal: Any = doc.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.paragraph_format.space_after = Pt(2)
    for section in doc.sections:
        letter = person.country == "US"
        section.page_width, section.page_height = (Cm(21.59), Cm(27.94)) if letter else (Cm(21), Cm(29.7))
        section.left_margin = section.right_margin = Cm(margin)
        section.top_margin = section.bottom_margin = Cm(margin - 0.2)
    return doc


def heading_style(doc: Doc, name: str, font: str, size: float, colour: str) -> None:
    """Word's own heading style in this CV's font and colour."""
    look: Any = doc.styles[name]
    look.font.name, look.font.size, look.font.bold = font, Pt(size), True
    look.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    look.element.rPr.rFonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        look.element.rPr.rFonts.set(qn(script), font)


def rule_below(paragraph: Any, colour: str = "808080") -> None:
    """A thin line under the paragraph, as Word draws a paragraph border."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", colour.lstrip("#"))):
        line.set(qn(key), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def finish(doc: Doc, person: Person) -> bytes:
    """The file's bytes with the person's own dates; the same facts give the same bytes."""
    made = datetime.fromisoformat(person.made).replace(hour=9)
    core = doc.core_properties
    core.author = core.last_modified_by = person.name
    core.title, core.comments, core.created, core.modified = "CV", "", made, made
    raw = BytesIO()
    doc.save(raw)
    out = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()
