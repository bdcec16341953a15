"""Tables and cards: what is wrapped in a cell stays together, and cells beside each other are never mixed."""

from services.reading.document import read_bytes
from tests.reading.drawing import HEIGHT, Page

CELLS = [
    (["Mar 2019 –", "Feb 2021"], ["Acme Widgets", "Limited, Leeds"], ["Engineer"]),
    (["Jan 2016 –", "Feb 2019"], ["Bolt & Partners"], ["Analyst for weekly", "reports"]),
    (["2015"], ["Cask Trading", "Company, York"], ["Clerk"]),
]


def lines(page: Page) -> list[str]:
    document = read_bytes(page.pdf(), "pdf")
    return [document.line_text(index) for index in range(len(document.lines))]


def test_a_cell_of_a_ruled_table_stays_together_when_it_is_wrapped() -> None:
    page = Page().put(40, 60, "Career", size=14, bold=True)
    for number, cells in enumerate(CELLS):
        for x, words in zip((45, 105, 205), cells, strict=True):
            page.column(x, 100 + 40 * number, words, step=12)
    page.canvas.grid([40, 100, 200, 300], [HEIGHT - y for y in (86, 126, 166, 206)])
    page.put(40, 240, "Education", size=14, bold=True).put(40, 260, "A degree in physics from a university")
    assert lines(page) == [
        "Career",
        "Mar 2019 – Feb 2021\tAcme Widgets Limited, Leeds\tEngineer",
        "Jan 2016 – Feb 2019\tBolt & Partners\tAnalyst for weekly reports",
        "2015\tCask Trading Company, York\tClerk",
        "Education",
        "A degree in physics from a university",
    ]


CARDS = [
    ["Engineer", "Acme Widgets, 2019 - 2021", "built the order service that other", "teams depend on every day"],
    ["Analyst", "Bolt and Partners, 2016 - 2019", "wrote the reports that the board", "reads and acts upon each month"],
    ["Clerk", "Cask Trading, 2014 - 2016", "answered customers by mail and", "phone from dawn until it was dusk"],
    ["Intern", "Dune Labs, 2013 - 2014", "kept the archive in order and the", "shelves of the library well dusted"],
]  # fmt: skip


def test_cards_beside_each_other_are_read_one_by_one() -> None:
    page = Page().put(40, 40, "Experience", size=14, bold=True)
    for number, card in enumerate(CARDS):
        x, y = 40 + 260 * (number % 2), 80 + 90 * (number // 2)
        page.put(x, y, card[0], bold=True).column(x, y + 14, card[1:])
    found = lines(page)
    for card in CARDS:
        at = found.index(card[0])
        assert found[at : at + 4] == card


def test_headings_beside_their_text_stand_before_it() -> None:
    page = Page().put(40, 40, "Jane Doe", size=20)
    top = 90
    for heading, words in (
        ("Profile", CARDS[0][2:]),
        ("Work", CARDS[1][1:]),
        ("Skills", ["Python, SQL and Excel"]),
    ):
        page.put(40, top, heading, size=13, bold=True).column(180, top - 2, words)
        top += 80
    assert lines(page) == [
        "Jane Doe",
        "Profile",
        *CARDS[0][2:],
        "Work",
        *CARDS[1][1:],
        "Skills",
        "Python, SQL and Excel",
    ]
