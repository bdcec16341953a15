"""Two versions of a CV, dropped one after the other: suggested, joined, compared and parted again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.browser.pages import PATIENCE, drop, person, picture, say
from tests.product import Product

pytestmark = pytest.mark.browser
HEADINGS = ("Ottilie Kolibri", "Experience", "Skills")
OLDER = (
    "Ottilie Kolibri", "ottilie.kolibri@example.org | Bremen, Germany", "", "Experience",
    "Beekeeper, Example Apiary GmbH, Bremen", "03/2012 - 06/2017", "- kept forty hives", "", "Skills",
    "Beekeeping, Candle making",
)  # fmt: skip
NEWER = (
    "Ottilie Kolibri", "ottilie.kolibri@example.org | Hamburg, Germany", "", "Experience",
    "Head Beekeeper, Sample Honey AG, Hamburg", "07/2017 - 05/2023", "- led a team of nine", "",
    "Beekeeper, Example Apiary GmbH, Bremen", "03/2012 - 06/2017", "- kept forty hives", "", "Skills",
    "Beekeeping, Mead brewing",
)  # fmt: skip


def a_pdf(path: Path, lines: tuple[str, ...]) -> Path:
    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if line in HEADINGS else "Helvetica", 11)
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()
    return path


def hand_in(page: Page, path: Path, words: str) -> None:
    drop(page, path)
    say(page, words)
    expect(page.locator(".es-uploads").last.get_by_text("Ottilie Kolibri")).to_be_visible(timeout=PATIENCE)


def compare_on_a_narrow_screen(page: Page, product: Product) -> None:
    """What the admin sees of a joined pair fits a screen of 420 px, and no part of a table is out of sight."""
    page.set_viewport_size({"width": 420, "height": 860})
    page.goto(f"{product.url}/admin/people?state=joined")
    for step in ("suggestions", "difference"):
        if step == "difference":
            page.get_by_role("link", name="Compare").first.click()
        expect(page.locator("table")).to_be_visible()
        for element in ("document.documentElement", "document.querySelector('table')"):
            assert page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0, (step, element)
        picture(page, f"admin-{step}-narrow")


def test_a_newer_version_is_joined_compared_and_parted(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path, outside: list[str]
) -> None:
    page = sign_in("recruiter")
    hand_in(page, a_pdf(tmp_path / "cv.pdf", OLDER), "Here is a CV")
    assert page.locator(".es-same-person").count() == 0
    hand_in(page, a_pdf(tmp_path / "cv-new.pdf", NEWER), "And a newer one")
    card = page.locator(".es-same-person")
    expect(card.get_by_text("cv-new.pdf looks like the same person as Ottilie Kolibri")).to_be_visible(
        timeout=PATIENCE
    )
    expect(card.get_by_text("Same e-mail, same name and employer.")).to_be_visible()
    picture(page, "same-person")
    card.get_by_role("button", name="Join as a newer version").click()
    expect(card.get_by_text("these CVs are versions of one person")).to_be_visible()
    table = card.locator("table")
    expect(table.get_by_role("row").filter(has_text="Head Beekeeper, Sample Honey AG")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="Mead brewing")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="Candle making")).to_be_visible()
    picture(page, "same-person-joined")
    compare_on_a_narrow_screen(sign_in("admin"), product)
    say(page, "Who knows beekeeping?")
    expect(person(page, "Ottilie Kolibri")).to_have_count(1, timeout=PATIENCE)
    page.reload()
    card = page.locator(".es-same-person")
    card.get_by_role("button", name="Undo").click(timeout=PATIENCE)
    expect(card.get_by_role("button", name="Not the same")).to_be_visible()
    say(page, "Who knows beekeeping?")
    expect(person(page, "Ottilie Kolibri")).to_have_count(2, timeout=PATIENCE)
    assert outside == []
