"""What the browser tests do again and again on the chat page."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.product import ROOT

ARTIFACTS = ROOT / "test-artifacts"
PATIENCE = 45_000  # milliseconds: a busy machine is slow, a broken product does not answer at all


def say(page: Page, words: str) -> None:
    """Type a message, send it and wait until the answer is complete."""
    send(page, words)
    answered(page)


def send(page: Page, words: str) -> None:
    page.click("#chat-input")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def answered(page: Page) -> None:
    page.wait_for_timeout(700)  # the stop button appears once the turn has begun
    expect(page.locator("#stop-button")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(500)


def drop(page: Page, *paths: Path) -> None:
    """Drop files into the chat, as the file dialog would."""
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    page.wait_for_timeout(1_500)


def person(page: Page, name: str) -> Locator:
    """A person's card in the newest list of results."""
    return page.locator(".es-results").last.locator(".es-person").filter(has_text=name)


def picture(page: Page, name: str) -> None:
    page.screenshot(path=ARTIFACTS / f"{name}.png")
