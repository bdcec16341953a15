"""From a person to the bytes of their file."""

from collections.abc import Callable

from playwright.sync_api import Browser

from benchmarks.samples.facts import Person
from benchmarks.samples.layouts import chromium, rl_classic, rl_left_sidebar, text

BY_HAND: dict[str, Callable[[Person], bytes]] = {
    "markdown": text.markdown,
    "plain_text": text.plain,
    "rl_classic": rl_classic.draw,
    "rl_left_sidebar": rl_left_sidebar.draw,
}


def draw(person: Person, browser: Browser) -> bytes:
    """The file's bytes; a layout that is not drawn by hand is an HTML template."""
    by_hand = BY_HAND.get(person.layout)
    return by_hand(person) if by_hand else chromium.draw(person, browser)
