"""The generated CVs: the same for the same seed, the two sides apart, every value of the truth in the file."""

import html
import io
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image

from benchmarks.cvs import dates, people, plan, printing, words
from benchmarks.cvs.facts import PRESENT
from benchmarks.cvs.families import ALL
from benchmarks.cvs.families.family import DOCX, PDF, SCAN, TEXT
from benchmarks.cvs.generate import draw
from benchmarks.cvs.plan import Item
from benchmarks.cvs.scans import scan
from benchmarks.cvs.splits import TEST, TUNING, side_of
from benchmarks.cvs.truth import of_sheet, stated


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return plan.make(people.invent(64, 1), ALL, 1)


def one_of_each(items: list[Item], *, printed: bool) -> list[Item]:
    """The CV with the most jobs of each family that Chromium prints, or does not."""
    found: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: -len(item.sheet.jobs)):
        if item.family.printed == printed and item.format != SCAN:
            found.setdefault(item.family.name, item)
    return list(found.values())


def squeezed(text: str) -> str:
    """Lines break anywhere, and capitals are a matter of style."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())


def text_of(item: Item, content: bytes) -> str:
    if item.format == PDF:
        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
        # PDFium marks a hyphen at the end of a line.
        return text.replace("\ufffe", "-").replace("\x02", "-")
    if item.format == DOCX:
        with ZipFile(io.BytesIO(content)) as parts:
            names = [name for name in parts.namelist() if re.match(r"word/(document|header\d)\.xml", name)]
            return html.unescape(re.sub(r"<[^>]+>", "", "".join(parts.read(name).decode() for name in names)))
    return html.unescape(re.sub(r"<[^>]+>", "", content.decode("utf-8-sig")))


def missing(item: Item, content: bytes) -> list[str]:
    shown = squeezed(text_of(item, content))
    return [value for value in stated(of_sheet(item.sheet), item.sheet) if squeezed(value) not in shown]


def test_the_same_seed_gives_the_same_truth_and_another_seed_another() -> None:
    def truths(seed: int) -> list[object]:
        return [of_sheet(item.sheet) for item in plan.make(people.invent(12, seed), ALL, seed)]

    assert truths(3) == truths(3)
    assert truths(3) != truths(4)


def test_no_family_and_no_person_is_on_both_sides(items: list[Item]) -> None:
    for of in (lambda item: item.family.name, lambda item: item.person.name):
        tuning, test = ({of(item) for item in items if item.split == side} for side in (TUNING, TEST))
        assert tuning
        assert test
        assert not tuning & test


@pytest.mark.parametrize("format_", [PDF, DOCX, TEXT])
def test_each_format_has_families_on_both_sides(format_: str) -> None:
    sides = [side_of(family.name) for family in ALL if family.format == format_]
    assert min(sides.count(TUNING), sides.count(TEST)) >= 2


def test_there_are_many_families_four_languages_and_sixteen_fields_of_work(items: list[Item]) -> None:
    assert len({family.name for family in ALL}) == len(ALL) >= 25
    assert {item.person.language for item in items} == set(words.LANGUAGES)
    assert len({item.person.field for item in items}) == len(words.fields()) >= 12


def test_two_hundred_people_make_a_thousand_cvs_of_careers_short_and_long() -> None:
    everyone = people.invent(200, 1)
    everything = plan.make(everyone, ALL, 1)
    assert len({item.person.name for item in everything}) == 200
    assert len({item.stem for item in everything}) == len(everything) >= 1000
    lengths = [len(person.posts) for person in everyone]
    assert min(lengths) == 0
    assert max(lengths) >= 7
    first = [int(person.posts[-1].roles[-1].start[:4]) for person in everyone if person.posts]
    assert min(first) <= 1990


def test_twins_show_the_same_facts_in_every_format(items: list[Item]) -> None:
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.twin_group:
            groups.setdefault(item.twin_group, []).append(item)
    assert len(groups) == 30
    for group in groups.values():
        assert {item.format for item in group} == {PDF, DOCX, TEXT, SCAN}
        assert all(of_sheet(item.sheet) == of_sheet(group[0].sheet) for item in group)


def test_every_value_stands_in_the_files_that_are_written_without_a_browser(items: list[Item]) -> None:
    chosen = one_of_each(items, printed=False)
    assert len(chosen) == len([family for family in ALL if not family.printed])
    for item in chosen:
        assert missing(item, draw(item)) == [], item.stem


@pytest.mark.browser
def test_every_value_stands_in_a_printed_page(items: list[Item]) -> None:
    chosen = one_of_each(items, printed=True)[:3]
    with ThreadPoolExecutor(1) as aside:  # the tests' own browser occupies this thread's loop
        contents, again = aside.submit(printed_twice, chosen).result()
    for item, content in zip(chosen, contents, strict=True):
        assert missing(item, content) == [], item.stem
    assert again == contents


def printed_twice(items: list[Item]) -> tuple[list[bytes], list[bytes]]:
    with printing.open_page() as page:
        return [draw(item, page) for item in items], [draw(item, page) for item in items]


def test_a_scan_is_a_picture_without_text(items: list[Item]) -> None:
    drawn = [item for item in items if item.format == PDF and not item.family.printed]
    shortest = min(drawn, key=lambda item: len(item.sheet.jobs))
    suffix, content = scan(draw(shortest), "any")
    if suffix == "pdf":
        assert (
            "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)) == ""
        )
    else:
        assert Image.open(io.BytesIO(content)).width > 1000


@pytest.mark.parametrize(
    ("style", "start", "end", "written", "truth"),
    [
        (dates.SLASH2, "2018-06", "2020-04", "06/18–04/20", ("2018-06", "2020-04")),
        (dates.APOSTROPHE, "2017-02", "2019-08", "2017–'19", ("2017", "2019")),
        (dates.DAYS, "2017-03", "2019-06", "01.03.2017–30.06.2019", ("2017-03", "2019-06")),
        (dates.YEARS, "2021-02", PRESENT, "2021–heute", ("2021", PRESENT)),
        (dates.SHORT, "2019-09", PRESENT, "Sept. 2019 – heute", ("2019-09", PRESENT)),
    ],
)
def test_dates_state_what_they_write(
    style: str, start: str, end: str, written: str, truth: tuple[str, str]
) -> None:
    how = dates.Habit(style, "–", "heute", since=False)
    span = dates.write(start, end, how, words.of_language("de"))
    assert (span.text, (span.start, span.end)) == (written, truth)


def test_a_season_states_its_year_alone() -> None:
    how = dates.Habit(dates.SLASH, "–", "heute", since=False)
    span = dates.write("2018-06", "2018-08", how, words.of_language("en"), "summer")
    assert (span.text, span.start, span.end) == ("Summer 2018", "2018", "2018")
