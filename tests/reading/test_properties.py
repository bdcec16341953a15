"""Any bytes end in a document or in a named state; any text gives spans that hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.document import ReadDocument
from services.reading.clean import clean_text
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.sandbox.child import read_file
from services.reading.sniff import CONTENT_TYPES, sniff_format
from tests.reading.drawing import Page, docx, paragraph

SAMPLES = (
    Page().put(50, 50, "Jane Doe, Engineer").put(50, 90, "2019 - 2021 at Acme").pdf(),
    docx(paragraph("Jane Doe") + paragraph("Engineer at Acme since 2019")),
)
NAMES = st.sampled_from(["cv.pdf", "cv.docx", "cv.txt", "cv.md", "cv.html", "cv.json", "cv"])


def holds(document: ReadDocument) -> bool:
    ends = [line.end for line in document.lines]
    return (
        ends == sorted(ends)
        and all("\n" not in document.text[line.start : line.end] for line in document.lines)
        and "\x00" not in document.text
        and document.text.encode("utf-8") != b""
    )


@given(data=st.binary(max_size=3000), name=NAMES)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_sniffed(data: bytes, name: str) -> None:
    assert sniff_format(data, name) in {None, *CONTENT_TYPES}


@given(text=st.text(max_size=2000), name=st.sampled_from(["txt", "md", "html"]))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_lines_that_hold(text: str, name: str) -> None:
    try:
        document = read_bytes(text.encode("utf-8", "surrogatepass"), name)
    except ReadingFailed:
        return
    assert holds(document)


@given(text=st.text(alphabet=st.characters(), max_size=500))
@settings(max_examples=200, deadline=None)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@given(sample=st.sampled_from(SAMPLES), place=st.integers(0, 10_000), junk=st.binary(min_size=1, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_damaged_files_end_in_a_document_or_a_named_state(
    sample: bytes, place: int, junk: bytes
) -> None:
    place %= len(sample)
    damaged = sample[:place] + junk + sample[place + len(junk) :]
    file_format = sniff_format(damaged, "cv.pdf")
    if file_format is None:
        return
    try:
        document = await read_file(damaged, file_format)
    except ReadingFailed:
        return
    assert holds(document)


@pytest.mark.parametrize("file_format", ["pdf", "docx", "png", "doc"])
async def test_bytes_that_are_not_what_they_claim_end_in_a_named_state(file_format: str) -> None:
    with pytest.raises(ReadingFailed):
        await read_file(b"\x00\xff" * 300, file_format)


# Words of the formats themselves, so that what is drawn goes deep into the readers.
PIECES = st.sampled_from([
    "<p>", "</p>", "<table><tr><td>", "</table>", "<li>", "<div style='display:flex;color:#fff'>", "<!-- a -->", "<b>",
    "<style>.a{display:none} @media print{", "</style>", "&amp;", "&#0;", "<script>", "</script>", "\x00", "Jane",
    "<dl><dt>", "<pre>\n a", "<svg>", "<a href=", "'", ">", "<br", "<?pi", "<ol>", "{", "}", "[", "]", ",",
    '"basics":', '"work":', '"name":', '"x"', "1e999", "null", "-", "**", "__", "|", "# ", "\n", "\u202e", " ",
])  # fmt: skip


@given(parts=st.lists(PIECES, max_size=80), file_format=st.sampled_from(["html", "json", "md", "txt"]))
@settings(max_examples=300, deadline=None)
def test_any_marks_give_a_document_or_a_named_state(parts: list[str], file_format: str) -> None:
    try:
        document = read_bytes("".join(parts).encode(), file_format)
    except ReadingFailed:
        return
    assert holds(document)


BODY = st.recursive(
    st.sampled_from([
        paragraph("Jane"), "<w:p><w:r><w:t>a</w:t><w:tab/><w:br/></w:r></w:p>", "<w:p/>", "<w:tbl/>",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', '<w:p><w:r><w:sym w:char="ZZ"/></w:r></w:p>',
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:r><w:rPr><w:sz w:val="-1"/><w:color w:val="12345"/><w:w w:val="a"/></w:rPr><w:t>b</w:t></w:r></w:p>',
    ]),
    lambda inner: st.builds(
        lambda wrap, parts: wrap.format("".join(parts)),
        st.sampled_from([
            "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:ins>{}</w:ins>", "<w:del>{}</w:del>",
            "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
            "<w:p><w:r><w:pict><v:shape style='width:;left:x'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r></w:p>", "<w:tr>{}</w:tr>", "<w:tc>{}</w:tc>", "<w:r>{}</w:r>",
        ]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@given(body=BODY)
@settings(max_examples=150, deadline=None)
def test_any_structure_of_a_word_file_gives_a_document_or_a_named_state(body: str) -> None:
    try:
        document = read_bytes(docx(body), "docx")
    except ReadingFailed:
        return
    assert holds(document)
