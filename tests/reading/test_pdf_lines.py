"""Words as a reader sees them: whole, with their looks and places."""

import pytest

from schemas.document import ReadDocument
from services.reading.document import read_bytes
from tests.reading.drawing import Page


def read(page: Page) -> ReadDocument:
    return read_bytes(page.pdf(), "pdf")


def lines(document: ReadDocument) -> list[str]:
    return [document.line_text(index) for index in range(len(document.lines))]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("She is responsible for the develop-", "ment of the firm's warehouse", "development"),
        ("Leitung der Abteilung Software-", "entwicklung seit drei Jahren", "Softwareentwicklung"),
        ("Leitung der Abteilung als Projekt-", "Manager seit drei Jahren", "Projekt-Manager"),
        ("She worked in the warehouse full-", "time for more than three years", "full-time"),
        ("She designs state-of-the-", "art machines for the warehouse", "state-of-the-art"),
        ("Verantwortlich für die Vor-", "und Nachbereitung von Sitzungen", "Vor-\nund"),
        ("Telephone and mail, 2019-", "2021 in the warehouse at Leeds", "2019-\n2021"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_made_whole(first: str, second: str, found: str) -> None:
    page = Page().column(
        40, 60, ["Jane Doe, with an ordinary line before it", first, second, "and one line after it"]
    )
    assert found in read(page).text


def test_the_document_decides_how_a_broken_word_is_written() -> None:
    page = Page().column(
        40, 60, ["A re-engineered order system and one that was re-", "engineered by her team"]
    )
    assert "was re-engineered" in read(page).text


def test_every_word_knows_its_place_and_every_letter_its_look() -> None:
    page = (
        Page()
        .put(40, 60, "Engineer", bold=True)
        .put(300, 60, "2019 - 2021")
        .put(40, 80, "Acme Widgets in Leeds")
    )
    document = read(page)
    line = document.lines[0]
    assert [document.text[word.start : word.end] for word in line.words] == ["Engineer", "2019", "-", "2021"]
    assert line.words[0].left == pytest.approx(40, abs=1)
    assert line.words[1].left == pytest.approx(300, abs=1)
    assert [(document.text[run.start : run.end].strip(), run.bold, run.size) for run in line.runs] == [
        ("Engineer", True, 10.0),
        ("2019 - 2021", False, 10.0),
    ]
    assert line.runs[-1].end == line.end


def test_a_superscript_belongs_to_its_word() -> None:
    page = (
        Page()
        .put(40, 60, "The 2")
        .put(66.5, 56, "nd", size=6)
        .put(76.5, 60, "prize in a race of boats, for rowing")
    )
    assert "The 2nd prize" in read(page).text


def test_the_spaces_of_a_justified_line_are_spaces() -> None:
    page = Page().put(40, 60, "Jane Doe, an ordinary line that is long enough to be usual here")
    text = page.canvas.beginText(40, 742)
    text.setFont("Helvetica", 10)
    text.setWordSpace(9)
    text.textLine("answered all of the letters by hand and")
    page.canvas.drawText(text)
    assert "answered all of the letters by hand and" in read(page).text


def test_letters_that_stand_apart_make_words() -> None:
    page = Page().put(40, 100, "An ordinary line that is long enough to be usual here")
    for y, words, spacing in ((60, "WORK EXPERIENCE", 4), (140, "ART AND LIFE", 6)):
        text = page.canvas.beginText(40, 842 - y)
        text.setFont("Helvetica-Bold", 12)
        text.setCharSpace(spacing)
        text.textLine(words)
        page.canvas.drawText(text)
    assert lines(read(page)) == [
        "WORK EXPERIENCE",
        "An ordinary line that is long enough to be usual here",
        "ART AND LIFE",
    ]


def test_a_period_that_is_broken_over_two_lines_is_one() -> None:
    page = Page().put(40, 40, "Experience", size=14, bold=True)
    for number, (begin, end) in enumerate(
        [("July 2024 - Dec", "2025"), ("Apr 2023 -", "June 2024"), ("May 2021", "to date")]
    ):
        top = 70 + 60 * number
        page.put(40, top, begin).put(40, top + 14, end)
        page.put(150, top, f"Engineer {'abc'[number]}", bold=True).put(
            150, top + 14, "An employer in a town of the north"
        )
        page.put(150, top + 28, "did what had to be done, every day")
    found = lines(read(page))
    assert found[1] == "July 2024 - Dec 2025\tEngineer a"
    assert found[4] == "Apr 2023 - June 2024\tEngineer b"
    assert found[7] == "May 2021 to date\tEngineer c"


def test_small_dates_that_stand_a_little_higher_belong_to_their_entries() -> None:
    page = Page().put(40, 40, "Experience", size=14, bold=True)
    for number, years in enumerate(["01/24 - now", "03/20 - 12/23", "2016 - 2020", "2013 - 2016"]):
        top = 70 + 60 * number
        page.put(40, top, f"Engineer {'abcd'[number]}", bold=True).put(480, top - 3, years, size=8)
        page.put(40, top + 14, "An employer in a town of the north").put(
            40, top + 28, "did what had to be done"
        )
    found = lines(read(page))
    assert found[1::3] == [
        "Engineer a\t01/24 - now", "Engineer b\t03/20 - 12/23", "Engineer c\t2016 - 2020", "Engineer d\t2013 - 2016",
    ]  # fmt: skip
