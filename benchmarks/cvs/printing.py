"""Prints HTML pages to PDF with one Chromium for all of them."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, PdfMargins, sync_playwright

STAMP = b"(D:20260504090000+00'00')"
MARGINS: PdfMargins = {"top": "20mm", "bottom": "18mm", "left": "19mm", "right": "19mm"}


@contextmanager
def open_page() -> Iterator[Page]:
    """A tab of the Chromium on PATH, or of the one that playwright installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(java_script_enabled=False)
        browser.close()


def pdf(page: Page, html: str, *, header: str = "", footer: str = "") -> bytes:
    """The page as Chromium prints it, with a fixed date so that a second run changes nothing."""
    page.set_content(html, wait_until="commit")
    if header or footer:
        printed = page.pdf(
            prefer_css_page_size=True,
            print_background=True,
            display_header_footer=True,
            header_template=header,
            footer_template=footer,
            margin=MARGINS,
        )
    else:
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
    return re.sub(rb"\(D:\d{14}\+00'00'\)", STAMP, printed)
