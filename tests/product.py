"""The product as a newcomer starts it: `manage.py run` with nothing but a folder and a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 120
STOP_SECONDS = 25


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Product:
    """A running product. Its environment is empty but for what is given here."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data_dir.parent / "product.log"

    def start(self) -> None:
        """Start it and wait until it is ready."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.data_dir.parent), "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port), **self.extra,
        }  # fmt: skip
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "manage.py", "run"],
                cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the product did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.2)

    def stop(self) -> int:
        """Ctrl-C to the whole process group, as a terminal does. Returns the exit code."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def account(self, role: str) -> dict[str, str]:
        """The first account of `role`, with its password, from first-run.json."""
        accounts = json.loads((self.data_dir / "first-run.json").read_text())["accounts"]
        return next(account for account in accounts if account["role"] == role)

    def token(self, role: str) -> str:
        account = self.account(role)
        body = {"email": account["email"], "password": account["password"]}
        return str(self.call("POST", "/api/v1/auth/token", body)["access_token"])

    def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> Any:
        """One JSON request to the API."""
        request = urllib.request.Request(f"{self.url}{path}", method=method)  # noqa: S310
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.loads(answer.read() or "null")

    def wait_until_read(self, seconds: float = 180) -> None:
        """Wait until no CV is on its way."""
        token, deadline = self.token("admin"), time.monotonic() + seconds
        while time.monotonic() < deadline:
            waiting = sum(
                self.call("GET", f"/api/v1/cv?status={status}&limit=1", token=token)["total"]
                for status in ("pending", "processing")
            )
            if waiting == 0:
                return
            time.sleep(0.5)
        raise RuntimeError("CVs are still being read")
