"""A running product and a real Chromium. Without a Chromium these tests say loudly that they did not run; in CI
that is a failure."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.product import ROOT, Product

ARTIFACTS = ROOT / "test-artifacts"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The product, freshly started, shared by the browser tests."""
    home = Path(tempfile.mkdtemp(prefix="es-", dir="/tmp"))
    running = Product(home / "data")
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        message = "NO CHROMIUM: the browser tests did not run. Install chromium and run them."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    ARTIFACTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def outside(product: Product) -> list[str]:
    """Requests that a page made to another host; each test that looks at pages wants none."""
    return []


@pytest.fixture
def sign_in(product: Product, browser: Browser, outside: list[str]) -> Iterator[Callable[..., Page]]:
    """`sign_in("recruiter")` gives a page on which that account has just signed in."""
    contexts: list[BrowserContext] = []

    def enter(role: str, **options: object) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", lambda request: _note(request.url, product, outside))
        page = context.new_page()
        account = product.account(role)
        page.goto(f"{product.url}/login")
        page.fill("#email", account["email"])
        page.fill("#password", account["password"])
        page.click("button[type=submit]")
        page.wait_for_selector("#chat-input", timeout=30_000)
        page.wait_for_timeout(1_000)  # the socket comes up after the page; words typed before are lost
        return page

    yield enter
    for context in contexts:
        context.close()


def _note(url: str, product: Product, outside: list[str]) -> None:
    own = (product.url, product.url.replace("http", "ws", 1), "data:", "blob:")
    if not url.startswith(own):
        outside.append(url)
