"""An admin's rounds: what needs attention, a transcript for a reason, every file, every account."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, picture, say
from tests.product import Product

pytestmark = pytest.mark.browser


def drop_blank(product: Product) -> None:
    """A file without a word, which ends without text."""
    httpx.post(
        f"{product.url}/api/v1/cv/upload",
        files={"file": ("blank.txt", b"   \n \n")},
        headers={"Authorization": f"Bearer {product.token('recruiter')}"},
        timeout=60,
    ).raise_for_status()
    product.wait_until_read()


def test_the_admin_finds_the_way_and_what_needs_attention(
    sign_in: Callable[..., Page], product: Product
) -> None:
    product.wait_until_read()
    drop_blank(product)
    page = sign_in("admin")
    page.locator("a[href='/admin']").first.click()
    page.wait_for_url(re.compile("/admin"), timeout=PATIENCE)
    expect(page.get_by_text("blank.txt").first).to_be_visible()
    picture(page, "admin")


def test_a_transcript_opens_for_a_reason_and_leaves_a_record(
    sign_in: Callable[..., Page], product: Product
) -> None:
    recruiter = sign_in("recruiter")
    say(recruiter, "Who can weld stainless steel?")
    page = sign_in("admin")
    page.goto(f"{product.url}/admin/conversations?text=stainless")
    page.get_by_role("link", name=re.compile("weld")).first.click()
    assert (
        page.get_by_text("Who can weld stainless steel?", exact=True).count() <= 1
    )  # its name, not its words
    page.locator("[name=reason]").fill("a complaint about the answer")
    picture(page, "admin-reason")
    page.get_by_role("button", name=re.compile("[Oo]pen|[Rr]ead")).click()
    expect(page.get_by_text(re.compile("search_experts|Search")).first).to_be_visible(timeout=PATIENCE)
    picture(page, "admin-transcript")
    page.goto(f"{product.url}/admin/record")
    expect(page.get_by_text("a complaint about the answer").first).to_be_visible()


def test_a_failed_file_can_be_retried(sign_in: Callable[..., Page], product: Product) -> None:
    product.wait_until_read()
    drop_blank(product)
    page = sign_in("admin")
    page.goto(f"{product.url}/admin")
    page.get_by_role("button", name="Read again").first.click()
    product.wait_until_read()
    page.goto(f"{product.url}/admin/cvs?status=no_text")
    picture(page, "admin-cvs")
    expect(page.get_by_role("cell", name="no text").first).to_be_visible()


def test_an_account_is_added_disabled_and_shut_out(sign_in: Callable[..., Page], product: Product) -> None:
    page = sign_in("admin")
    page.goto(f"{product.url}/admin/users")
    page.locator("input[type=email], input[name=email]").first.fill("new.recruiter@example.com")
    page.get_by_role("button", name="Add a user").click()
    expect(page.get_by_text("new.recruiter@example.com").first).to_be_visible()
    picture(page, "admin-users")
    row = page.locator("tr").filter(has_text="new.recruiter@example.com")
    row.get_by_role("button", name="Disable").click()
    row = page.locator("tr").filter(has_text="new.recruiter@example.com")
    expect(row.get_by_role("button", name="Enable")).to_be_visible()


def test_nobody_else_gets_in(sign_in: Callable[..., Page], product: Product) -> None:
    page = sign_in("recruiter")
    answer = page.goto(f"{product.url}/admin")
    assert answer is not None
    assert answer.status == 403
    picture(page, "admin-refused")
