"""From a person to the bytes of their file."""

from collections.abc import Callable

from playwright.sync_api import Browser

from benchmarks.samples.facts import Person
from benchmarks.samples.layouts import (
    chromium,
    docx_form,
    docx_headings,
    docx_plain,
    docx_table,
    docx_text_box,
    pictures,
    rl_bars,
    rl_classic,
    rl_grid,
    rl_left_sidebar,
    rl_right_sidebar,
    text,
)

BY_HAND: dict[str, Callable[[Person], bytes]] = {
    "docx_form": docx_form.draw,
    "docx_headings": docx_headings.draw,
    "docx_plain": docx_plain.draw,
    "docx_table": docx_table.draw,
    "docx_text_box": docx_text_box.draw,
    "markdown": text.markdown,
    "photo": pictures.photo,
    "plain_text": text.plain,
    "rl_bars": rl_bars.draw,
    "rl_classic": rl_classic.draw,
    "rl_grid": rl_grid.draw,
    "rl_left_sidebar": rl_left_sidebar.draw,
    "rl_right_sidebar": rl_right_sidebar.draw,
    "scan": pictures.scan,
}


def draw(person: Person, browser: Browser) -> bytes:
    """The file's bytes; a layout that is not drawn by hand is an HTML template."""
    by_hand = BY_HAND.get(person.layout)
    return by_hand(person) if by_hand else chromium.draw(person, browser)
