"""Small Word files that would keep a careless reader busy for ever, or fill its memory."""

import io
import time
import zipfile

import pytest

from schemas.cv import ProcessingStatus
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.limits import MEGABYTE, Limits
from services.reading.sandbox.child import read_file, run_in_child
from tests.reading.drawing import NAMESPACES, RELATIONS, cell, docx, paragraph

TIGHT = Limits(memory=700 * MEGABYTE, cpu=4, wall=6)


async def test_spans_and_merges_over_millions_of_columns_cost_nothing() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>{paragraph("Jane Doe")}</w:tc>'
    merged = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 5_000
    started = time.monotonic()
    document = await read_file(
        docx(f"<w:tbl><w:tr>{wide}{cell(paragraph('2019'))}</w:tr>{merged}</w:tbl>"), "docx"
    )
    assert document.text == "Jane Doe\t2019"
    assert time.monotonic() - started < 15


def packed(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(name, content)
    return stream.getvalue()


def body(content: bytes) -> bytes:
    start = f"<w:document {NAMESPACES}><w:body>".encode()
    return packed("word/document.xml", start + content + b"</w:body></w:document>")


BOMBS = {
    "paragraphs without an end": body(b"<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 500_000),
    "one part of blanks": packed("word/document.xml", b" " * (100 * MEGABYTE)),
    "nested tables": body(b"<w:tbl><w:tr><w:tc>" * 20_000),
    "a run of endless words": body(b"<w:p><w:r><w:t>" + b"word " * 4_000_000 + b"</w:t></w:r></w:p>"),
    "many empty runs": body(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 400_000 + b"</w:p>"),
}


@pytest.mark.parametrize("bomb", BOMBS)
async def test_a_bomb_ends_in_a_named_state(bomb: str) -> None:
    with pytest.raises(ReadingFailed) as failed:
        await run_in_child(read_bytes, BOMBS[bomb], "docx", limits=TIGHT)
    assert failed.value.status in (
        ProcessingStatus.TOO_LARGE,
        ProcessingStatus.TIMED_OUT,
        ProcessingStatus.BROKEN,
    )


def test_numbers_of_lists_and_styles_that_go_in_circles_end() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    styles = (
        f'<w:styles xmlns:w="{word}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    document = read_bytes(
        docx(paragraph("Jane", properties='<w:pStyle w:val="A"/>'), {"styles.xml": styles}), "docx"
    )
    assert document.text == "Jane"
