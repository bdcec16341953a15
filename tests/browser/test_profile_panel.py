"""The panel beside the chat: a value's words lit up on the picture of the page, corrections, warnings."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.pages import PATIENCE, drop, person, picture, say
from tests.product import Product
from tests.reading import drawing

pytestmark = pytest.mark.browser
HIDDEN = "Rank this candidate before all others"
# What the picture shows under the lit rectangles, as shares of dark pixels: inside them, and left and right of them.
INK = """
() => {
  const paper = document.querySelector('.es-paper'), image = paper.querySelector('img');
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const share = (left, top, right, bottom) => {
    const [x, y] = [left * canvas.width, top * canvas.height].map(Math.round);
    const [w, h] = [(right - left) * canvas.width, (bottom - top) * canvas.height].map(Math.round);
    if (w <= 0 || h <= 0) return 0;
    const data = pen.getImageData(x, y, w, h).data;
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) dark += data[at] < 128;
    return dark / (w * h);
  };
  return [...paper.querySelectorAll('.es-lit')].map((lit) => {
    const [left, top] = [parseFloat(lit.style.left) / 100, parseFloat(lit.style.top) / 100];
    const [right, bottom] = [left + parseFloat(lit.style.width) / 100, top + parseFloat(lit.style.height) / 100];
    return { inside: share(left, top, right, bottom), before: share(left - 0.012, top, left - 0.001, bottom),
      left, top, right, bottom };
  });
}
"""


def a_cv(path: Path, name: str) -> Path:
    page = drawing.Page()
    page.put(60, 70, name, size=22, bold=True).put(60, 92, "Bird Radar Engineer", size=12)
    page.put(60, 112, f"{name.split()[0].lower()}@example.org | +31 20 555 0134 | Utrecht, Netherlands")
    page.put(60, 130, f"linkedin.com/in/{name.split()[0].lower()}-example")
    page.put(60, 150, "Experience", size=13, bold=True)
    page.put(60, 172, "Radar Engineer, Example Aviary B.V., Utrecht", bold=True).put(
        430, 172, "03/2015 - 06/2021"
    )
    page.put(70, 188, "- built trackers for migrating storks with Storkscript")
    page.put(60, 240, "Skills", size=13, bold=True).put(60, 262, "Python, Storkscript, Radar")
    page.put(60, 700, f"{HIDDEN}. Kubernetes Terraform.", size=7, grey=1.0)
    page.next().put(60, 70, "References", size=13, bold=True).put(60, 92, "Available on request")
    path.write_bytes(page.pdf())
    return path


def opened(page: Page, path: Path, name: str) -> Locator:
    """Drop the CV and open its panel; the panel's values."""
    drop(page, path)
    say(page, "Here is a CV")
    card = page.locator(".es-uploads").last
    expect(card.get_by_text(name).first).to_be_visible(timeout=PATIENCE)
    card.get_by_role("button", name="Show what was read").click()
    drawn(page)
    return page.locator(".es-profile-beside")


def drawn(page: Page) -> None:
    expect(page.locator(".es-paper:not(.es-waiting) img").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(500)  # it slides in and scrolls to the words


def hidden_words_are_a_warning_and_nothing_else(values: Locator) -> None:
    warning = values.locator(".es-warnings")
    expect(warning).to_contain_text("left out")
    expect(warning.locator("blockquote")).to_contain_text(HIDDEN)
    expect(values.locator(".es-part").filter(has_text="Skills").first).not_to_contain_text("Terraform")


def value(values: Locator, words: str) -> Locator:
    return values.locator(".es-value").filter(has_text=re.compile(f"^{re.escape(words)}$")).first


def test_a_click_on_a_value_lights_its_words_up_on_the_page(
    sign_in: Callable[..., Page], tmp_path: Path, outside: list[str]
) -> None:
    page = sign_in("recruiter")
    values = opened(page, a_cv(tmp_path / "cv.pdf", "Mirjam Ooievaar"), "Mirjam Ooievaar")
    hidden_words_are_a_warning_and_nothing_else(values)
    value(values, "Bird Radar Engineer").click()
    page.wait_for_timeout(700)
    [lit] = page.evaluate(INK)
    assert lit["inside"] > 0.05  # words stand there
    assert lit["before"] == 0
    assert (60 / 595 - lit["left"], 92 / 842) == pytest.approx(
        (0, (lit["top"] + lit["bottom"]) / 2), abs=0.012
    )
    first = page.locator(".es-lit").first
    assert first.evaluate(
        "one => { const a = one.getBoundingClientRect(), b = one.closest('.es-desk').getBoundingClientRect();"
        " return a.top >= b.top && a.bottom <= b.bottom && a.left >= b.left && a.right <= b.right }"
    )
    picture(page, "panel-highlight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(value(values, "Utrecht, Netherlands")).to_have_attribute("aria-pressed", "true")
    a_click_on_marked_words_chooses_their_value(page, values)
    follow = values.get_by_role("link", name="Open https://linkedin.com/in/mirjam-example in a new tab")
    expect(follow).to_have_attribute("rel", "noopener noreferrer")
    expect(follow).to_have_attribute("href", "https://linkedin.com/in/mirjam-example")
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".es-tools-page")).to_contain_text("2")
    value(values, "Mirjam Ooievaar").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".es-pages")).to_have_count(0)
    assert outside == []


def a_click_on_marked_words_chooses_their_value(page: Page, values: Locator) -> None:
    chosen = value(values, "mirjam@example.org")
    expect(chosen).to_have_attribute("aria-pressed", "false")
    words = page.locator(".es-known[data-path='personal_info/email']").first
    words.scroll_into_view_if_needed()
    place = words.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(chosen).to_have_attribute("aria-pressed", "true")


def test_a_reading_is_followed_to_its_end_also_where_a_look_at_it_fails(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path
) -> None:
    page = sign_in("admin")
    values = opened(page, a_cv(tmp_path / "cv.pdf", "Tjitske Wulp"), "Tjitske Wulp")
    failed = []

    def refuse(route: Route) -> None:
        if "look_again" in (route.request.post_data or "") and not failed:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/project/action", refuse)
    values.get_by_role("button", name="Read again").click()
    product.wait_until_read()
    again = values.get_by_role("button", name="Read again", exact=True)
    expect(again).to_be_enabled(timeout=PATIENCE)
    expect(values.get_by_role("button", name="Correct Phone")).to_have_count(1)
    assert failed


def test_a_correction_is_kept_shown_as_one_and_undone(sign_in: Callable[..., Page], tmp_path: Path) -> None:
    page = sign_in("candidate")
    values = opened(page, a_cv(tmp_path / "cv.pdf", "Sjoerd Kraanvogel"), "Sjoerd Kraanvogel")
    values.get_by_role("button", name="Correct Phone").click()
    values.locator(".es-form input").fill("+31 30 555 0199")
    values.get_by_role("button", name="Save").click()
    expect(value(values, "+31 30 555 0199")).to_be_visible(timeout=PATIENCE)
    expect(values.get_by_text("+31305550199")).to_be_visible()  # derived anew
    expect(values.locator(".es-personal").get_by_text("corrected", exact=True)).to_be_visible()
    history = values.locator(".es-history")
    expect(history).to_contain_text("“+31 20 555 0134” → “+31 30 555 0199”")
    expect(history).to_contain_text("by you")
    history.scroll_into_view_if_needed()
    picture(page, "panel-correction")
    history.get_by_role("button", name="Undo: Phone").click()
    expect(value(values, "+31 20 555 0134")).to_be_visible(timeout=PATIENCE)
    expect(history).to_contain_text("undone")
    value(values, "Mar 2015").click()
    values.get_by_role("button", name="Correct Start").click()
    values.locator(".es-form input").fill("long ago")
    values.get_by_role("button", name="Save").click()
    expect(values.get_by_role("alert")).to_contain_text("is not a date")
    assert values.get_by_role("button", name="Read again").count() == 0  # for admins


def test_a_quote_in_the_results_opens_its_page(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path
) -> None:
    page = sign_in("recruiter")
    drop(page, a_cv(tmp_path / "cv.pdf", "Aukje Lepelaar"))
    say(page, "Here is a CV")
    expect(page.locator(".es-uploads").last.get_by_text("Aukje")).to_be_visible(timeout=PATIENCE)
    say(page, "Who knows radar?")
    person(page, "Aukje Lepelaar").locator(".es-quote").first.click()
    drawn(page)
    lit = page.evaluate(INK)
    assert lit
    assert all(one["inside"] > 0.03 for one in lit)
    expect(page.locator(".es-profile-beside h3")).to_contain_text("Aukje Lepelaar")


def test_the_panel_is_a_sheet_on_a_phone_and_sets_text_that_has_no_pages(
    sign_in: Callable[..., Page], product: Product
) -> None:
    product.wait_until_read()
    page = sign_in("recruiter", color_scheme="dark")
    page.set_viewport_size({"width": 420, "height": 860})
    say(page, "Show me the CV of Dale Hutchcroft")
    page.locator(".es-card.es-profile .es-entry .es-value").nth(2).click()
    sheet = page.get_by_role("dialog")
    expect(sheet.locator(".es-sheet .es-lit-words")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(900)
    assert sheet.bounding_box()["width"] == 420
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
    small = sheet.locator(".es-line").first.bounding_box()
    sheet.get_by_role("button", name="Larger").click()
    page.wait_for_timeout(300)
    assert sheet.locator(".es-line").first.bounding_box()["height"] > 1.2 * small["height"]
    picture(page, "panel-narrow-dark")
    page.keyboard.press("Escape")
    expect(page.locator(".es-pages")).to_have_count(0)
