"""Whatever is killed, the next start is healthy, every CV ends exactly once and every acknowledged word is there."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.product import ROOT, Product
from tests.upload import upload

SAMPLES = sorted((ROOT / "data" / "fictional_cvs").glob("*.pdf"))[:6]


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    home = Path(tempfile.mkdtemp(prefix="es-", dir="/tmp"))
    running = Product(home / "data", extra={"SAMPLE_CVS": "0"})
    running.start()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop()
    shutil.rmtree(home, ignore_errors=True)


def processes(product: Product, *words: str) -> list[psutil.Process]:
    """The product's own processes whose command line holds all of `words`."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        command = " ".join(process.info["cmdline"] or [])
        if all(word in command for word in words) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return [process for process in found if _belongs(process, product)]


def _belongs(process: psutil.Process, product: Product) -> bool:
    try:
        return str(product.data_dir) in (*process.cmdline(), process.environ().get("DATA_DIR"))
    except psutil.Error:
        return False


def postmaster(product: Product) -> int | None:
    try:
        return int((product.data_dir / "pg" / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError):
        return None


def wait_for(condition, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen"
        time.sleep(0.2)


def test_a_worker_killed_at_any_step_loses_nothing_and_doubles_nothing(product: Product) -> None:
    token = product.token("recruiter")
    ids = []
    for number, path in enumerate(SAMPLES):
        ids.append(upload(product, token, path.name, path.read_bytes())["id"])
        if number % 2:
            for worker in processes(product, "worker.py"):
                worker.kill()
            time.sleep(0.7)
    product.wait_until_read()
    for cv_id in ids:
        cv = product.call("GET", f"/api/v1/cv/{cv_id}", token=token)
        assert cv["processing_status"] in ("processed", "needs_review"), cv
        profile = product.call("GET", f"/api/v1/cv/{cv_id}/profile", token=token)
        names = [skill["name"] for skill in profile["skills"]]
        assert len(names) == len(set(names))
    assert product.call("GET", "/api/v1/cv?limit=1", token=token)["total"] == len(set(ids))


def test_a_killed_web_process_comes_back_with_every_acknowledged_message(product: Product) -> None:
    token = product.token("recruiter")
    said = product.call("POST", "/api/v1/chat", {"message": "Who knows Java?"}, token=token)
    for web in processes(product, "server:main_app"):
        web.kill()
    wait_for(lambda: not product.is_ready(), "the death of the web process")
    wait_for(product.is_ready, "its return")
    conversation = product.call("GET", f"/api/v1/conversations/{said['conversation_id']}", token=token)
    contents = [message["content"] for message in conversation["messages"]]
    assert "Who knows Java?" in contents
    assert said["answer"] in contents


def test_a_killed_database_comes_back_with_all_that_was_in_it(product: Product) -> None:
    token = product.token("recruiter")
    before = product.call("GET", "/api/v1/cv?limit=1", token=token)["total"]
    pid = postmaster(product)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_for(
        lambda: postmaster(product) not in (None, pid) and product.is_ready(), "the return of the database"
    )
    assert product.call("GET", "/api/v1/cv?limit=1", token=product.token("recruiter"))["total"] == before


def test_a_supervisor_killed_outright_leaves_nothing_that_hinders_the_next_start(product: Product) -> None:
    assert product.process is not None
    product.process.kill()
    product.process.wait()
    wait_for(lambda: not processes(product, "server:main_app"), "the end of the web process")
    product.start()
    assert product.is_ready()


def test_a_second_run_on_the_same_data_is_refused_with_a_sentence(product: Product) -> None:
    environment = {**os.environ, "DATA_DIR": str(product.data_dir), "PORT": str(product.port)}
    second = subprocess.run(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode == 2
    assert "already runs" in second.stderr
    assert product.is_ready()


def test_ctrl_c_leaves_no_process_and_no_socket(product: Product) -> None:
    started = time.monotonic()
    assert product.stop() == 0
    assert time.monotonic() - started < 20
    assert processes(product) == []
    assert not list((product.data_dir / "pg").glob(".s.PGSQL.*"))
    assert not (product.data_dir / "pg" / "postmaster.pid").exists()
