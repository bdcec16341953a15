"""A recruiter's first minutes: ask, see quotes, open a profile, come back to it all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, person, picture, say
from tests.product import Product

pytestmark = pytest.mark.browser
QUESTION = "Who knows Kubernetes and has worked in Berlin?"
KNOWN = ("Katharina Wendlinger", "Tomasz Brzezicki", "Arjun Pillaimuthu")


@pytest.fixture(autouse=True)
def everything_read(product: Product) -> None:
    product.wait_until_read()


def test_the_welcome_says_what_it_can_do_and_who_reads_along(
    sign_in: Callable[..., Page], outside: list[str]
) -> None:
    page = sign_in("recruiter")
    expect(page.get_by_text("No language model is connected")).to_be_visible()
    expect(page.get_by_text("Admins can review conversations")).to_be_visible()
    expect(page.get_by_role("button", name="Kubernetes in Berlin")).to_be_visible()
    picture(page, "welcome")
    assert outside == []


def test_the_berlin_question_gets_exact_numbers_and_quotes(
    sign_in: Callable[..., Page], outside: list[str]
) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    expect(page.get_by_text(re.compile(r"3 of \d+ people")).first).to_be_visible(timeout=PATIENCE)
    results = page.locator(".es-results").last
    assert results.locator(".es-people").first.locator("> .es-person").count() == 3
    for name in KNOWN:
        card = person(page, name)
        expect(card.get_by_text("2 of 2 required")).to_be_visible()
        expect(card.get_by_text("Sample")).to_be_visible()
        quotes = card.locator("q").all_inner_texts()
        assert any("K8s" in quote or "Kubernetes" in quote for quote in quotes)
        assert any("Berlin" in quote for quote in quotes)
        expect(card.get_by_role("button", name="Profile")).to_be_visible()
        expect(card.get_by_role("link", name="Original")).to_be_visible()
    picture(page, "results")
    assert outside == []


def test_the_tool_steps_are_visible_with_their_row_counts(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    expect(page.get_by_text(re.compile(r"Search.*3")).first).to_be_visible()


def test_a_score_shows_its_arithmetic(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    person(page, KNOWN[0]).locator(".es-score").click()
    expect(page.get_by_text(re.compile("of 100 came about"))).to_be_visible()
    page.wait_for_timeout(400)  # it fades in
    picture(page, "arithmetic")


def test_a_profile_opens_with_the_words_of_the_cv(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    person(page, KNOWN[0]).get_by_role("button", name="Profile").click()
    profile = page.locator(".es-profile").last
    expect(profile.get_by_text(KNOWN[0]).first).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(800)  # it slides in
    picture(page, "profile")


def test_a_reload_brings_conversation_cards_and_memory_back(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    page.wait_for_url(re.compile("/thread/"), timeout=PATIENCE)
    page.reload()
    expect(person(page, KNOWN[0])).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1_500)
    say(page, "compare the first two")
    comparison = page.locator(".es-comparison").last
    expect(comparison.get_by_text("Berlin").first).to_be_visible(timeout=PATIENCE)
    picture(page, "comparison")


def test_a_thumb_is_kept(sign_in: Callable[..., Page], product: Product) -> None:
    page = sign_in("recruiter")
    say(page, QUESTION)
    page.locator("button.negative-feedback-off").last.click()
    page.locator("#submit-feedback").click()
    expect(page.locator("button.negative-feedback-on").last).to_be_visible()
    page.reload()
    expect(page.locator("button.negative-feedback-on").last).to_be_visible(timeout=PATIENCE)


def test_conversations_are_found_renamed_and_deleted(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    say(page, "Registered nurses who speak Spanish")
    page.wait_for_timeout(1_000)
    page.keyboard.press("Control+k")
    page.get_by_placeholder(re.compile("Search")).last.fill("nurses")
    expect(page.get_by_role("option").filter(has_text="nurses").first).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    row = page.locator("[data-sidebar=menu-button], [id^=thread-]").filter(has_text="nurses").first
    row.hover()
    page.locator("#thread-options").first.click()
    page.get_by_role("menuitem", name="Rename").click()
    page.locator("[role=dialog] input").fill("Nurses, Spanish")
    page.locator("[role=dialog]").get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Nurses, Spanish").first).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Nurses, Spanish").first.hover()
    page.locator("#thread-options").first.click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text(re.compile("[Aa]dmins keep"))).to_be_visible()
    picture(page, "delete")
    page.locator("[role=alertdialog], [role=dialog]").get_by_role(
        "button", name=re.compile("Delete|Confirm")
    ).click()
    expect(page.get_by_text("Nurses, Spanish")).to_have_count(0, timeout=PATIENCE)


def test_it_reads_well_on_a_narrow_dark_screen(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter", color_scheme="dark")
    page.set_viewport_size({"width": 420, "height": 860})
    say(page, QUESTION)
    expect(person(page, KNOWN[0])).to_be_visible(timeout=PATIENCE)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
    picture(page, "narrow-dark")
