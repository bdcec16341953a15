"""Fifty mixed files at once: the page stays usable, and each file ends in a named state."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.browser.pages import PATIENCE, drop, picture, say, send

pytestmark = pytest.mark.browser
TOWNS = ("Utrecht", "Leiden", "Delft", "Gouda", "Zwolle")


def lines(name: str, number: int) -> list[str]:
    town = TOWNS[number % len(TOWNS)]
    return [
        name, f"{name.lower().replace(' ', '.')}@example.org | {town}, Netherlands", "Experience",
        f"Instrument maker, Example Optics {number} B.V., {town}", "03/2015 - 06/2021", "Skills",
        "Glass grinding, Lathe",
    ]  # fmt: skip


def as_text(name: str, number: int) -> bytes:
    return "\n".join(lines(name, number)).encode()


def as_markdown(name: str, number: int) -> bytes:
    words = lines(name, number)
    return "\n\n".join(f"## {line}" if line in ("Experience", "Skills") else line for line in words).encode()


def as_page(name: str, number: int) -> bytes:
    shown = "".join(
        f"<h2>{line}</h2>" if line in ("Experience", "Skills") else f"<p>{line}</p>"
        for line in lines(name, number)
    )
    return f"<!DOCTYPE html><body>{shown}</body>".encode()


def as_word(name: str, number: int) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in lines(name, number):
        document.add_heading(line, 1) if line in ("Experience", "Skills") else document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def as_pdf(name: str, number: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for row, line in enumerate(lines(name, number)):
        canvas.setFont("Helvetica-Bold" if line in ("Experience", "Skills", name) else "Helvetica", 11)
        canvas.drawString(60, 780 - 18 * row, line)
    canvas.save()
    return stream.getvalue()


def as_resume(name: str, number: int) -> bytes:
    work = [{"name": f"Example Optics {number} B.V.", "position": "Instrument maker", "startDate": "2015-03"}]
    basics = {"name": name, "email": f"{name.lower().replace(' ', '.')}@example.org"}
    return json.dumps({"basics": basics, "work": work, "skills": [{"name": "Glass grinding"}]}).encode()


def blank_picture(name: str, number: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40 + number, 40), "white").save(stream, "PNG")
    return stream.getvalue()


KINDS: list[tuple[str, Callable[[str, int], bytes]]] = [
    ("txt", as_text), ("md", as_markdown), ("html", as_page), ("docx", as_word), ("pdf", as_pdf), ("json", as_resume),
    ("pdf", lambda name, number: b"%PDF-1.7\n" + b"not really " * (40 + number)), ("png", blank_picture),
    ("gif", lambda name, number: b"GIF89a" + bytes(range(256)) * (number + 1)),
    ("zip", lambda name, number: b"PK\x03\x04 torn" + bytes([number])),
]  # fmt: skip
GOOD = 6
# Sixty messages of the server, a little apart: in which order the page hears them, and in how many turns.
MESSAGES = """
async () => {
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/nowhere');
  const heard = [], turns = new Set();
  let turn = 0;
  socket.onmessage = ({ data }) => { heard.push(data); turns.add(turn); queueMicrotask(() => { turn += 1; }); };
  for (let number = 0; number < 60; number += 1) {
    socket.dispatchEvent(new MessageEvent('message', { data: number }));
    await new Promise((go) => setTimeout(go, 2));
  }
  await new Promise((go) => setTimeout(go, 1500));
  socket.close();
  return { heard, turns: turns.size };
}
"""


def fifty(folder: Path) -> list[Path]:
    """Five of each kind; the first six kinds can be read."""
    made = []
    for number in range(50):
        ending, make = KINDS[number % len(KINDS)]
        path = folder / f"cv-{number:02}.{ending}"
        path.write_bytes(make(f"Brechtje Slijper{chr(97 + number % 26)}{chr(97 + number // 26)}", number))
        made.append(path)
    return made


def test_fifty_mixed_files_at_once_end_in_named_states_while_the_chat_goes_on(
    sign_in: Callable[..., Page], tmp_path: Path, outside: list[str]
) -> None:
    page = sign_in("recruiter")
    drop(page, *fifty(tmp_path))
    page.wait_for_timeout(6_000)  # fifty uploads; words sent before the last of them leave it out
    send(page, "Here are fifty CVs")
    card = page.locator(".es-uploads").last
    expect(card).to_be_visible(timeout=PATIENCE)
    picture(page, "fifty-running")
    # The chat answers while the files are read.
    expect(page.locator("#stop-button")).to_have_count(0, timeout=PATIENCE)
    say(page, "hello")
    expect(
        page.locator(".es-uploads").get_by_role("heading", name=re.compile(r"\d+ read, \d+ need you"))
    ).to_be_visible(timeout=4 * PATIENCE)
    card.get_by_role("button", name="Show the 50 files").click()
    rows = card.locator(".es-row")
    expect(rows).to_have_count(50)
    words = rows.locator(".es-row-word").all_inner_texts()
    assert len([word for word in words if word]) == 50
    read = [word for word in words if word.startswith("Brechtje")]
    assert len(read) == 5 * GOOD
    picture(page, "fifty-finished")
    rows.last.click()
    expect(card.get_by_role("button", name="Show what was read")).to_be_visible()
    picture(page, "fifty-opened")
    page.reload()
    expect(page.locator(".es-uploads").first.get_by_role("button", name="Show the 50 files")).to_be_visible(
        timeout=PATIENCE
    )
    assert outside == []


def test_each_file_of_a_dropped_archive_has_its_own_row(sign_in: Callable[..., Page], tmp_path: Path) -> None:
    archive = tmp_path / "people.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(8):
            packed.writestr(f"cvs/lens-{number}.txt", as_text(f"Hidde Lenzen{chr(97 + number)}", 70 + number))
        packed.writestr("cvs/empty.txt", b"")
        packed.writestr("__MACOSX/._x", b"x")
    page = sign_in("recruiter")
    drop(page, archive)
    say(page, "A folder of CVs")
    card = page.locator(".es-uploads").last
    expect(card.get_by_role("heading", name="8 read, 1 needs you")).to_be_visible(timeout=2 * PATIENCE)
    card.get_by_role("button", name="Show the 10 files").click()
    expect(card.get_by_text("The file is empty.")).to_be_visible()
    picture(page, "archive")


def test_messages_that_arrive_close_together_are_handed_to_the_page_together(
    sign_in: Callable[..., Page],
) -> None:
    told = sign_in("recruiter").evaluate(MESSAGES)
    assert told["heard"] == list(range(60))
    assert told["turns"] < 20  # each turn draws the page anew
