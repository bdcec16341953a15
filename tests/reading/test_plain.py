import pytest

from schemas.cv import ProcessingStatus
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed


def lines(data: bytes, file_format: str = "txt") -> list[str]:
    document = read_bytes(data, file_format)
    return [document.line_text(index) for index in range(len(document.lines))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert lines("Zoë Müller\nIngénieure à Genève".encode(encoding)) == ["Zoë Müller", "Ingénieure à Genève"]


def test_what_a_database_cannot_hold_is_cleaned_away() -> None:
    document = read_bytes("Ja\x00ne\u200b Do\ufb01\x07ne e\u0301\u202egnp".encode(), "txt")
    assert document.text == "Jane Dofine égnp"


def test_wide_gaps_become_cells() -> None:
    assert lines(b"2019 - 2021      Engineer") == ["2019 - 2021\tEngineer"]


def test_a_line_in_capitals_and_an_underlined_line_are_headings() -> None:
    document = read_bytes(b"Jane Doe\n\nEXPERIENCE\nsomething\n\nEducation\n---------\nmore\n", "txt")
    headings = [document.line_text(i) for i, line in enumerate(document.lines) if line.heading]
    assert headings == ["EXPERIENCE", "Education"]


def test_markdown_marks_are_not_part_of_the_text() -> None:
    text = b"# Jane Doe\n\n**Engineer** at [Acme](https://acme.example)\n\n- one\n- `two`\n\n"
    text += b"| a | b |\n|---|---|\n| c | d |\n"
    document = read_bytes(text, "md")
    assert document.text.split("\n") == [
        "Jane Doe",
        "",
        "Engineer at Acme",
        "",
        "• one",
        "• two",
        "",
        "a\tb",
        "c\td",
    ]
    assert document.lines[0].heading
    assert document.links == ("https://acme.example",)


def test_a_file_without_a_letter_has_no_text() -> None:
    with pytest.raises(ReadingFailed) as failed:
        read_bytes(b"1 2 3\n---\n", "txt")
    assert failed.value.status == ProcessingStatus.NO_TEXT


def test_spans_lead_back_to_the_lines() -> None:
    document = read_bytes(b"one\ntwo\n\nthree", "txt")
    assert [document.text[line.start : line.end] for line in document.lines] == ["one", "two", "three"]
    assert (document.pages[0].start, document.pages[0].end) == (0, len(document.text))
