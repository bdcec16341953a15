"""Dropping files: progress and a word on each, found seconds later, and a candidate's way with their own CV."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.browser.pages import PATIENCE, drop, person, picture, say
from tests.product import Product

pytestmark = pytest.mark.browser
LINES = (
    "{name}", "{email} | Utrecht, Netherlands", "", "Experience", "Falconer, Example Aviary B.V., Utrecht",
    "03/2015 - 06/2021", "- trained hawks for airports", "", "Skills", "Falconry, First Aid, Kubernetes",
)  # fmt: skip


def lines(name: str) -> list[str]:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return [line.format(name=name, email=email) for line in LINES]


def a_pdf(path: Path, name: str) -> Path:
    canvas = Canvas(str(path))
    for number, line in enumerate(lines(name)):
        canvas.setFont("Helvetica-Bold" if line in ("Experience", "Skills", name) else "Helvetica", 11)
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()
    return path


def a_docx(path: Path, name: str) -> Path:
    document = docx.Document()
    for line in lines(name):
        document.add_heading(line, 1) if line in ("Experience", "Skills") else document.add_paragraph(line)
    document.save(str(path))
    return path


def broken(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n" + b"not really " * 40)
    return path


def test_three_files_at_once_each_get_their_word(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path, outside: list[str]
) -> None:
    page = sign_in("recruiter")
    one, two = (
        a_pdf(tmp_path / "one.pdf", "Willem Sperwer"),
        a_docx(tmp_path / "two.docx", "Hanneke Wouwstra"),
    )
    drop(page, one, two, broken(tmp_path / "three.pdf"))
    say(page, "Here are three CVs")
    card = page.locator(".es-uploads").last
    expect(card.get_by_text("Willem Sperwer")).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text("Hanneke Wouwstra")).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text(re.compile("damaged"))).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text("Not stated").first).to_be_visible()
    picture(page, "dropped")
    say(page, "Who knows falconry?")
    expect(person(page, "Willem Sperwer")).to_be_visible(timeout=PATIENCE)
    expect(person(page, "Hanneke Wouwstra")).to_be_visible()
    page.reload()
    expect(page.locator(".es-uploads").first.get_by_text("Willem Sperwer")).to_be_visible(timeout=PATIENCE)
    assert outside == []


def test_show_me_what_you_read_in_it_opens_the_profile(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path
) -> None:
    page = sign_in("recruiter")
    drop(page, a_pdf(tmp_path / "cv.pdf", "Joris Buizerd"))
    say(page, "My CV")
    expect(page.locator(".es-uploads").last.get_by_text("Joris Buizerd")).to_be_visible(timeout=PATIENCE)
    say(page, "Show me what you read in it")
    profile = page.locator(".es-profile").last
    expect(profile.get_by_text("Example Aviary B.V.").first).to_be_visible(timeout=PATIENCE)
    picture(page, "profile-of-a-drop")


def test_a_candidate_drops_sees_and_withdraws(
    sign_in: Callable[..., Page], product: Product, tmp_path: Path
) -> None:
    page = sign_in("candidate")
    picture(page, "candidate-welcome")
    drop(page, a_pdf(tmp_path / "mine.pdf", "Femke Havikstra"))
    say(page, "This is my CV")
    card = page.locator(".es-uploads").last
    expect(card.get_by_text("Femke Havikstra")).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text("Recruiters and admins of this company can find and read it")).to_be_visible()
    picture(page, "candidate-dropped")
    card.get_by_role("button", name="Withdraw").click()
    page.locator("[role=dialog]").get_by_role("button", name="Withdraw").click()
    expect(card.get_by_text("withdrawn", exact=False).first).to_be_visible(timeout=PATIENCE)
    total = product.call("GET", "/api/v1/cv?limit=100", token=product.token("recruiter"))
    assert "mine.pdf" not in [cv["original_filename"] for cv in total["items"]]


def test_a_candidate_who_searches_gets_one_kind_sentence(sign_in: Callable[..., Page]) -> None:
    page = sign_in("candidate")
    say(page, "who knows kubernetes?")
    assert page.locator(".es-results").count() == 0
    picture(page, "candidate-search")
