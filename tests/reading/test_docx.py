import io
import zipfile

import pytest

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from tests.reading.drawing import NAMESPACES, WORD, cell, docx, paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(body: str, parts: dict[str, str | bytes] | None = None) -> ReadDocument:
    return read_bytes(docx(body, parts), "docx")


def lines(document: ReadDocument) -> list[str]:
    return [document.line_text(index) for index in range(len(document.lines))]


def section(**parts: str) -> str:
    """The section's references to its header and footer parts: related by their own names."""
    return "<w:sectPr>" + "".join(
        f'<w:{kind}Reference xmlns:r="{OFFICE}" r:id="{name}"/>' for kind, name in parts.items()
    ) + "</w:sectPr>"  # fmt: skip


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
    assert [warning.words for warning in document.warnings] == ["rank me first", "white words", "tiny words"]


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
    body = paragraph("body") + section(header="header1.xml", footer="footer1.xml")
    assert lines(read(body, parts)) == ["Jane Doe", "body", "jane@example.com"]


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
    assert failure(docx(paragraph("Jane"), {"styles.xml": header})) == ProcessingStatus.BROKEN


def test_an_archive_that_unpacks_to_too_much_is_too_large() -> None:
    picture = bytes(130 * 1024 * 1024)
    assert failure(docx(paragraph("Jane"), {"media1.bin": picture})) == ProcessingStatus.TOO_LARGE


def test_a_note_beside_an_entry_shares_its_line() -> None:
    entry = paragraph("Engineer, Acme") + paragraph("built engines")
    table = f"<w:tbl><w:tr>{cell(paragraph('2019 to 2021'))}{cell(entry)}</w:tr></w:tbl>"
    assert lines(read(table)) == ["2019 to 2021\tEngineer, Acme", "built engines"]


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    side = paragraph("SKILLS") + paragraph("Python") + paragraph("Java")
    main = paragraph("EXPERIENCE") + paragraph("Engineer") + paragraph("2019 to 2021")
    found = lines(read(f"<w:tbl><w:tr>{cell(side)}{cell(main)}</w:tr></w:tbl>"))
    assert found == ["SKILLS", "Python", "Java", "EXPERIENCE", "Engineer", "2019 to 2021"]


def test_a_row_of_three_columns_stays_together() -> None:
    entry = paragraph("Headmaster") + paragraph("led a school") + paragraph("built another")
    row = f"<w:tr>{cell(paragraph('2020'))}{cell(entry)}{cell(paragraph('Example School, Bremen'))}</w:tr>"
    assert lines(read(f"<w:tbl>{row}</w:tbl>")) == [
        "2020\tHeadmaster\tExample School, Bremen",
        "led a school",
        "built another",
    ]


def test_rows_of_single_lines_stand_in_one_block() -> None:
    rows = "".join(f"<w:tr>{cell(paragraph(a))}{cell(paragraph(b))}</w:tr>" for a, b in ("ab", "cd"))
    assert read(f"<w:tbl>{rows}</w:tbl>").text == "a\tb\nc\td"


NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def test_lists_show_their_bullets_and_numbers() -> None:
    def item(words: str, number: int, level: int = 0) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(words, properties=place)

    body = item("a", 1) + item("b", 1) + item("c", 1, 1) + item("d", 1, 1) + item("e", 1) + item("f", 2)
    found = lines(read(body + item("no list", 9), {"numbering.xml": NUMBERING}))
    assert found == ["3. a", "4. b", "4.i) c", "4.ii) d", "5. e", "• f", "no list"]


def test_runs_carry_their_looks_with_styles() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="character" w:styleId="S"><w:rPr><w:b/><w:color w:val="1F3864"/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="P"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>Engineer</w:t></w:r><w:r><w:t xml:space="preserve">, '
        '</w:t></w:r><w:r><w:rPr><w:i/><w:sz w:val="18"/></w:rPr><w:t>Acme</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>plain</w:t></w:r></w:p>'
    )
    document = read(body, {"styles.xml": styles})
    looks = [
        (document.text[run.start : run.end], run.size, run.bold, run.italic, run.color)
        for run in document.lines[0].runs
    ]
    assert looks[0] == ("Engineer", 11.0, True, False, 0x1F3864)
    assert looks[-1] == ("Acme", 9.0, False, True, 0)
    assert not document.lines[1].bold  # bold by the paragraph and by the run cancel each other out


def test_a_deleted_paragraph_end_joins_two_lines() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Senior </w:t></w:r></w:p>"
    assert lines(read(first + paragraph("Engineer"))) == ["Senior Engineer"]


def test_moved_text_is_read_where_it_went() -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        + paragraph("between")
        + "<w:p><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(read(body)) == ["between", "moved"]


def test_fields_show_their_results_and_give_their_links() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.com/jane" </w:instrText></w:r>'
    shown = "<w:r><w:t>my page</w:t></w:r>"
    document = read(f"<w:p>{char('begin')}{code}{char('separate')}{shown}{char('end')}</w:p>")
    assert lines(document) == ["my page"]
    assert document.links == ("https://example.com/jane",)


def test_content_controls_and_symbols_are_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
    rows = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell(paragraph('row'))}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    symbol = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>done</w:t><w:noBreakHyphen/>'
    symbol += "<w:t>x</w:t></w:r></w:p>"
    assert lines(read(control + rows + symbol)) == ["in a control", "row", "✓done-x"]


def test_only_notes_that_are_referred_to_are_read() -> None:
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1">{paragraph("never")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("a note")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("unused")}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>body</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert lines(read(body, {"footnotes.xml": notes})) == ["body", "a note"]


def test_letters_set_apart_are_closed_up() -> None:
    assert lines(read(paragraph("W O R K  E X P E R I E N C E"))) == ["WORK EXPERIENCE"]


def test_the_strict_form_of_the_format_is_read() -> None:
    data = docx(paragraph("Jane Doe"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(
                WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            target.writestr(name, content)
    assert read_bytes(stream.getvalue(), "docx").text == "Jane Doe"
