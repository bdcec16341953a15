"""Layouts written as HTML and printed to PDF by Chromium."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, sync_playwright

from benchmarks.samples.content import heading, sections
from benchmarks.samples.facts import Person

TEMPLATES = Path(__file__).parent / "html"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def names() -> set[str]:
    """The layouts that exist as templates."""
    return {path.name.removesuffix(".html.j2") for path in TEMPLATES.glob("[!_]*.html.j2")}


def page(person: Person) -> str:
    """The CV as one HTML page that needs nothing from outside."""
    template = ENVIRONMENT.get_template(f"{person.layout}.html.j2")
    return template.render(p=person, sections=partial(sections, person), heading=partial(heading, person))


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The Chromium on PATH, or the one that playwright installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def draw(person: Person, browser: Browser) -> bytes:
    """The CV as Chromium prints it; its dates are the person's, so that a second run changes nothing."""
    tab = browser.new_page()
    tab.set_content(page(person))
    printed = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.close()
    stamp = f"(D:{person.made.replace('-', '')}090000+00'00')".encode()
    return re.sub(rb"\(D:\d{14}\+00'00'\)", stamp, printed)
