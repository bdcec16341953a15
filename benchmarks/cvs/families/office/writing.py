"""What the Word layouts share."""

import io
import random
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from benchmarks.cvs.families.pages import contacts
from benchmarks.cvs.sheet import Sheet

FONTS = ("Calibri", "Arial", "Cambria", "Garamond", "Georgia", "Verdana", "Times New Roman")
MADE = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
COLOURS = (0x1F4E79, 0x2E7D6B, 0x8A2B3D, 0x37474F, 0x5B3A8C, 0x000000)


def begin(sheet: Sheet, *, margin: float = 2.0) -> tuple[Document, random.Random]:
    """An A4 document with the writer's font, and the dice for the look."""
    rng = random.Random(f"{sheet.seed}:word")
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = rng.choice(FONTS), Pt(rng.choice((10, 10.5, 11)))
    style.paragraph_format.space_after = Pt(2)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(margin)
    return document, rng


def colour(rng: random.Random) -> RGBColor:
    number = rng.choice(COLOURS)
    return RGBColor(number >> 16, number >> 8 & 255, number & 255)


def save(document: Document) -> bytes:
    """The document's bytes, the same for the same content: every part carries a fixed date."""
    properties = document.core_properties
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    properties.author = properties.title = ""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(ZipInfo(part.filename, MADE.timetuple()[:6]), source.read(part), ZIP_DEFLATED)
    return fixed.getvalue()


def contact_texts(sheet: Sheet, *, labelled: bool = False) -> list[str]:
    return [f"{item['label']}: {item['text']}" if labelled else item["text"] for item in contacts(sheet)]


def contact_runs(paragraph: Paragraph, sheet: Sheet, between: str) -> None:
    """The contacts in one paragraph, links as hyperlinks."""
    for index, item in enumerate(contacts(sheet)):
        if index:
            paragraph.add_run(between)
        if item["href"]:
            hyperlink(paragraph, item["text"], item["href"])
        else:
            paragraph.add_run(item["text"])


def hyperlink(paragraph: Paragraph, text: str, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, kind, is_external=True))
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def rule_below(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "808080")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def widths(table: Table, *centimetres: float) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def skill_lines(sheet: Sheet) -> list[str]:
    return [f"{group.name}: {', '.join(name for name, _ in group.skills)}" for group in sheet.skills]


def tongue_lines(sheet: Sheet) -> list[str]:
    return [f"{tongue.name} ({tongue.level})" for tongue in sheet.languages]
