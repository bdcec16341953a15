"""Word files that hide words in every way we know: each function hides `words` in a CV."""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

Carrier = Callable[[WordFile, str], None]


def carry(carrier: Carrier, rows: list[str], words: str) -> bytes:
    """A CV of `rows` as a Word file, with `words` hidden by `carrier`."""
    word = Document()
    for row in rows:
        word.add_paragraph(row)
    carrier(word, words)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def vanish(word: WordFile, words: str) -> None:
    word.add_paragraph().add_run(words).font.hidden = True


def vanish_by_style(word: WordFile, words: str) -> None:
    style = word.styles.add_style("Quiet", 2)  # a character style
    style.font.hidden = True
    word.add_paragraph().add_run(words, style="Quiet")


def white(word: WordFile, words: str) -> None:
    word.add_paragraph().add_run(words).font.color.rgb = RGBColor(255, 255, 255)


def nearly_white(word: WordFile, words: str) -> None:
    word.add_paragraph().add_run(words).font.color.rgb = RGBColor(252, 252, 253)


def tiny(word: WordFile, words: str) -> None:
    word.add_paragraph().add_run(words).font.size = Pt(1)


def in_properties(word: WordFile, words: str) -> None:
    word.core_properties.keywords = words[:255]


def in_comment(word: WordFile, words: str) -> None:
    run = word.paragraphs[0].runs[0]
    word.add_comment(run, text=words, author="", initials="")


def in_deleted_text(word: WordFile, words: str) -> None:
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:id"), "7")
    deleted.set(qn("w:author"), "A")
    run, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = words
    run.append(text)
    deleted.append(run)
    word.add_paragraph()._p.append(deleted)


def in_picture_description(word: WordFile, words: str) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), (30, 60, 90)).save(picture, "PNG")
    word.add_picture(picture)
    word.element.body.iter(qn("wp:docPr")).__next__().set("descr", words)


def in_tag_characters(word: WordFile, words: str) -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in words if ord(letter) < 128)
    word.add_paragraph("Reliable and curious." + tags)


def in_shaded_cell(word: WordFile, words: str) -> None:
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    cell.paragraphs[0].add_run(words).font.color.rgb = RGBColor(0x1F, 0x38, 0x64)


CARRIERS: dict[str, Carrier] = {
    "DOCX: hidden run": vanish,
    "DOCX: hidden by style": vanish_by_style,
    "DOCX: white": white,
    "DOCX: nearly white": nearly_white,
    "DOCX: tiny": tiny,
    "DOCX: colour of the cell": in_shaded_cell,
    "DOCX: properties": in_properties,
    "DOCX: comment": in_comment,
    "DOCX: deleted text": in_deleted_text,
    "DOCX: picture description": in_picture_description,
    "DOCX: tag characters": in_tag_characters,
}
