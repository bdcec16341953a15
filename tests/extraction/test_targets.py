"""Addresses behind links are read even where the page shows a word or an icon alone."""

import datetime as dt

from schemas.profile import PersonalInfo
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.reading.assemble import Line, assemble

TARGETS = (
    "https://www.linkedin.com/in/ann-lee-invented",
    "https://github.com/annlee-invented",
    "mailto:ann@example.org",
)


def info(*rows: str, links: tuple[str, ...] = TARGETS) -> PersonalInfo:
    document = assemble(
        [Line(row, size=10.0) for row in ("Ann Lee", *rows, "Experience", "Chef, Kolibri, 2019 – 2021")],
        links=links,
    )
    return resolve_profile(document, draft_profile(document), as_of=dt.date(2026, 1, 1)).personal_info


def test_the_word_that_stands_for_an_address_is_its_evidence() -> None:
    read = info("Berlin | LinkedIn | GitHub")
    assert read.linkedin_url == "https://www.linkedin.com/in/ann-lee-invented"
    assert (read.evidence["linkedin_url"].quote, read.evidence["github_url"].quote) == ("LinkedIn", "GitHub")


def test_an_icon_alone_gives_an_address_without_evidence() -> None:
    read = info("Berlin")
    assert (read.linkedin_url, read.email) == (
        "https://www.linkedin.com/in/ann-lee-invented",
        "ann@example.org",
    )
    assert not read.evidence.keys() & {"linkedin_url", "email"}


def test_what_is_printed_goes_before_what_is_linked() -> None:
    read = info("Berlin | ann.lee@example.com")
    assert (read.email, read.email_normalised) == ("ann.lee@example.com", "ann.lee@example.com")


def test_other_links_are_no_addresses_of_the_person() -> None:
    read = info(
        "Berlin",
        links=("javascript:alert(1)//linkedin.com/in/x", "https://example.com/?next=linkedin.com/in/y"),
    )
    assert (read.linkedin_url, read.github_url, read.email) == (None, None, None)
