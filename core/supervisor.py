"""Runs the product's processes: starts them, restarts a dead one with back-off, and stops them in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.errors import DatabaseUnavailable
from core.log import get_logger

PR_SET_PDEATHSIG = 1  # linux/prctl.h
LONGEST_BACK_OFF = 30.0
HEALTHY_SECONDS = 60.0
GIVE_UP = 2  # the exit code of a process whose settings are wrong: it has said so, and would say so again
STOP_SECONDS = 12.0  # for all children together; with the database's own share a stop ends within 20 s
log = get_logger("supervisor")


@dataclass
class Child:
    """A process to keep alive. It gets a session of its own, so that a Ctrl-C reaches only the supervisor."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = field(default=0.0)
    gave_up: bool = False

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  # our own programs with our own arguments
            self.command, start_new_session=True, preexec_fn=_die_with_parent
        )
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start it when it is due; note its death and when to try again."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif (code := self.process.poll()) is not None:
            self.gave_up = code == GIVE_UP
            self.failures = 1 if now - self.started > HEALTHY_SECONDS else self.failures + 1
            wait = min(2.0 ** (self.failures - 1), LONGEST_BACK_OFF)
            log.warning("%s ended (%s), starting it again in %.0f s", self.name, code, wait)
            self.process, self.due = None, now + wait

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Ask it to stop, wait, and kill what remains of its group."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(max(seconds, 1.0))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and was killed", self.name)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Keeps `children`, and what they stand on, alive until a signal to stop arrives; children are stopped in the
    order given. `keep_database` is called every second and may raise DatabaseUnavailable."""

    def __init__(self, children: Sequence[Child], *, keep_database: Callable[[], None]) -> None:
        self.children = children
        self.stopping = False
        self._keep_database = keep_database
        self._database_due = 0.0

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> bool:
        """Block until SIGINT or SIGTERM, or until a child gives up; False then. `when_ready` is called once, when
        `is_ready` first says so."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        announced = False
        try:
            while not self.stopping and not any(child.gave_up for child in self.children):
                self._tend_database()
                for child in self.children:
                    child.tend()
                if not announced and is_ready():
                    announced = True
                    when_ready()
                time.sleep(0.1)
        finally:
            deadline = time.monotonic() + STOP_SECONDS
            for child in self.children:
                child.stop(deadline - time.monotonic())
        return self.stopping

    def _tend_database(self) -> None:
        now = time.monotonic()
        if now < self._database_due:
            return
        self._database_due = now + 1.0
        try:
            self._keep_database()
        except DatabaseUnavailable:
            log.warning("the database did not start, trying again")

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopping = True


def python(script: str) -> list[str]:
    """The command that runs one of our scripts with this interpreter, unbuffered."""
    return [sys.executable, "-u", script]


def _die_with_parent() -> None:
    """On Linux, have the kernel stop the child should the supervisor be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
