"""Any bytes end in a document or in a named state; any text gives spans that hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.document import ReadDocument
from services.reading.child import read_file
from services.reading.clean import clean_text
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
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
