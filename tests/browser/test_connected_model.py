"""With a language model connected: the page says what leaves the machine, Stop keeps what was said, and a model
that does not answer costs one sentence. The model is a small slow server on this machine."""

import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE, answered, picture, say, send
from tests.orchestrator.model_server import Say, completions_wire
from tests.product import Product

pytestmark = pytest.mark.browser
SECONDS_A_PIECE = 0.1
WORDS = "Falcons first. " + "Then many more words about every other bird of prey. " * 40


class SlowModel(BaseHTTPRequestHandler):
    """Answers every request with WORDS, a few letters at a time."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for chunk in completions_wire(Say(WORDS)):
                self.wfile.write(chunk.encode())
                self.wfile.flush()
                time.sleep(SECONDS_A_PIECE)
        except (BrokenPipeError, ConnectionResetError):  # Stop hangs up
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def model() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowModel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def product(model: ThreadingHTTPServer) -> Iterator[Product]:
    """A product of its own, connected to the slow model."""
    home = Path(tempfile.mkdtemp(prefix="es-", dir="/tmp"))
    address = f"http://127.0.0.1:{model.server_address[1]}/v1"
    connected = {"OPENAI_BASE_URL": address, "CHAT_MODEL": "slow-words", "SAMPLE_CVS": "0"}
    running = Product(home / "data", extra=connected)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home, ignore_errors=True)


def test_the_page_names_the_model_and_what_leaves_the_machine(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    expect(page.get_by_text("slow-words").first).to_be_visible()
    expect(page.get_by_text(re.compile("What leaves this server: nothing"))).to_be_visible()
    picture(page, "welcome-connected")  # this model runs on the same machine


def test_stop_keeps_the_partial_answer(sign_in: Callable[..., Page]) -> None:
    page = sign_in("recruiter")
    send(page, "Tell me about falcons")
    expect(page.get_by_text(re.compile("Falcons first"))).to_be_visible(timeout=PATIENCE)
    page.click("#stop-button")
    answered(page)
    picture(page, "stopped")
    page.wait_for_url(re.compile("/thread/"), timeout=PATIENCE)
    page.reload()
    partial = page.get_by_text(re.compile("Falcons first")).last
    expect(partial).to_be_visible(timeout=PATIENCE)
    assert len(partial.inner_text()) < len(WORDS)
    expect(page.get_by_text("Stopped.")).to_be_visible()


def test_a_model_that_is_away_costs_one_sentence(
    sign_in: Callable[..., Page], model: ThreadingHTTPServer
) -> None:
    model.shutdown()
    model.server_close()
    page = sign_in("recruiter")
    say(page, "Are you there?")
    expect(page.get_by_text(re.compile("language model at .* cannot be reached")).first).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("Are you there?").first).to_be_visible()
    picture(page, "model-away")
