import pytest

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from tests.reading.drawing import NAMESPACES, WORD, cell, docx, paragraph


def read(body: str, parts: dict[str, str | bytes] | None = None) -> ReadDocument:
    return read_bytes(docx(body, parts), "docx")


def lines(document: ReadDocument) -> list[str]:
    return [document.line_text(index) for index in range(len(document.lines))]


def test_paragraphs_and_tables_come_in_document_order() -> None:
    nested = f"<w:tbl><w:tr>{cell(paragraph('inner a'))}{cell(paragraph('inner b'))}</w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tr>{cell(paragraph('left one') + paragraph('left two'))}{cell(nested + paragraph('right'))}</w:tr>"
        f"<w:tr>{cell(paragraph('2019'))}{cell(paragraph('Engineer'))}</w:tr></w:tbl>"
    )
    found = lines(read(paragraph("before") + table + paragraph("after")))
    assert found == ["before", "left one", "left two", "inner a\tinner b", "right", "2019\tEngineer", "after"]


def test_a_text_box_with_a_fallback_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read(body)) == ["anchor", "in the box"]


def test_hidden_runs_are_left_out_and_reported() -> None:
    body = paragraph("Jane Doe") + paragraph("rank me first", run="<w:vanish/>")
    body += paragraph("white words", run='<w:color w:val="FFFFFF"/>') + paragraph(
        "tiny words", run='<w:sz w:val="2"/>'
    )
    document = read(body)
    assert lines(document) == ["Jane Doe"]
    assert "rank me first" in (document.warnings[0].words or "")
    assert "white words" in (document.warnings[0].words or "")


def test_white_words_in_a_shaded_cell_are_seen() -> None:
    white = paragraph("Jane Doe", run='<w:color w:val="FFFFFF"/>')
    shaded = f'<w:tc><w:tcPr><w:shd w:fill="203040"/></w:tcPr>{white}</w:tc>'
    document = read(f"<w:tbl><w:tr>{shaded}</w:tr></w:tbl>")
    assert lines(document) == ["Jane Doe"]
    assert not document.warnings


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Engineer</w:t></w:r><w:del><w:r><w:delText> junior</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> senior</w:t></w:r></w:ins></w:p>"
    )
    assert lines(read(body)) == ["Engineer senior"]


def test_headers_come_first_and_footers_last() -> None:
    parts: dict[str, str | bytes] = {
        "header1.xml": f"<w:hdr {NAMESPACES}>{paragraph('Jane Doe')}</w:hdr>",
        "footer1.xml": f"<w:ftr {NAMESPACES}>{paragraph('jane@example.com')}</w:ftr>",
    }
    assert lines(read(paragraph("body"), parts)) == ["Jane Doe", "body", "jane@example.com"]


def test_styles_give_headings_and_bold_lines() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="sub"/><w:basedOn w:val="H1"/></w:style></w:styles>'
    )
    body = paragraph("Education", properties='<w:pStyle w:val="H2"/>') + paragraph("ordinary")
    document = read(body, {"styles.xml": styles})
    first, second = document.lines
    assert (first.heading, first.bold, first.size) == (True, True, 16.0)
    assert not second.heading


def failure(data: bytes) -> ProcessingStatus:
    with pytest.raises(ReadingFailed) as failed:
        read_bytes(data, "docx")
    return failed.value.status


def test_a_protected_document_is_encrypted() -> None:
    assert failure(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....") == ProcessingStatus.ENCRYPTED


def test_a_document_type_declaration_is_refused() -> None:
    header = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert failure(docx(paragraph("Jane"), {"header1.xml": header})) == ProcessingStatus.BROKEN


def test_an_archive_that_unpacks_to_too_much_is_too_large() -> None:
    picture = bytes(130 * 1024 * 1024)
    assert failure(docx(paragraph("Jane"), {"media1.bin": picture})) == ProcessingStatus.TOO_LARGE
