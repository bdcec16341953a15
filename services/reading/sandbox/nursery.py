"""A process that holds the parsers ready and forks one child per file.

It starts with an environment of its own that holds no secrets, leaves the network where the kernel allows it, has
one thread and never parses anything itself. The parent sends one socket per job; the child takes the job from it and
answers on it; when the child is gone the nursery adds a trailer with its wait status and closes the socket. When the
parent goes, so does everything here.
"""

import contextlib
import ctypes
import gc
import importlib
import os
import pickle
import resource
import selectors
import signal
import socket
import struct
import sys
from types import FrameType

from services.reading.sandbox.isolation import cut_off_network

PID = struct.Struct("!q")
LENGTH = struct.Struct("!Q")
TRAILER = struct.Struct("!4sq")
TRAILER_MARK = b"gone"
PRELOADED = (
    "schemas.profile", "services.reading.document", "services.reading.pdf.file", "services.reading.docx.file",
    "services.extraction.builtin",
)  # fmt: skip
SAMPLE = b"""Jane Doe
Berlin, Germany
EXPERIENCE
2019 - 2021      Engineer, Acme Ltd, Berlin
EDUCATION
2015 - 2019      BSc Physics, University of Leeds
SKILLS
Python, SQL
LANGUAGES
English (native)
"""
PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG


def main(descriptor: int) -> None:
    """Serve jobs from the control socket until the other side closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=descriptor)
    cut_off_network()  # before a parser could start a thread
    for module in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    _load_vocabularies()
    gc.freeze()
    _Nursery(control).serve()


def _load_vocabularies() -> None:
    """What is loaded once here, no child has to load again: a tiny CV touches every table."""
    with contextlib.suppress(ImportError):
        builtin = importlib.import_module("services.extraction.builtin")
        plain = importlib.import_module("services.reading.text.plain")
        builtin.draft_profile(plain.read_plain(SAMPLE, "txt"))


class _Nursery:
    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.jobs: dict[int, socket.socket] = {}
        self.wakeup, wake = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(self.wakeup, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)

    def serve(self) -> None:
        selector = selectors.DefaultSelector()
        selector.register(self.control, selectors.EVENT_READ)
        selector.register(self.wakeup, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is self.control:
                    if not self._take_job():
                        return self._end()
                else:
                    self._reap()

    def _take_job(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
        if not message:
            return False
        for descriptor in descriptors:
            job = socket.socket(fileno=descriptor)
            try:
                child = os.fork()
            except OSError:
                job.close()
                continue
            if child == 0:
                self._become_child(job)
            self.jobs[child] = job
            with contextlib.suppress(OSError):
                job.sendall(PID.pack(child))
        return True

    def _become_child(self, job: socket.socket) -> None:
        """Leave the nursery's descriptors behind and work; never returns."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.control.close()
        for other in self.jobs.values():
            other.close()
        status = 1
        try:
            os.setsid()  # a group of its own: what a parser starts is ended with it
            _die_with_parent()
            work(job)
            status = 0
        finally:
            os._exit(status)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self.wakeup, 4096)
        while self.jobs:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if child == 0:
                return
            job = self.jobs.pop(child, None)
            if job is not None:
                with contextlib.suppress(OSError):
                    job.sendall(TRAILER.pack(TRAILER_MARK, status))
                job.close()

    def _end(self) -> None:
        for child in self.jobs:
            kill_group(child)


def kill_group(child: int) -> None:
    """End a child and whatever it has started; one that has no group of its own yet is ended alone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """A handler must exist for the wake-up descriptor to be written."""


def _die_with_parent() -> None:
    """Where the system can (Linux), end this process when the nursery ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def work(job: socket.socket) -> None:
    """Take one job, do it within its limits, answer with a pickled (outcome, value)."""
    with job.makefile("rb") as stream:
        (length,) = LENGTH.unpack(stream.read(LENGTH.size))
        function, arguments, limits = pickle.loads(stream.read(length))  # noqa: S301 - from our own parent
    _apply(limits.memory, limits.cpu)
    answer: tuple[str, object]
    try:
        answer = ("done", function(*arguments))
    except MemoryError:
        answer = ("memory", None)
    except RecursionError:
        answer = ("error", "RecursionError")
    except Exception as problem:
        status, detail = getattr(problem, "status", None), getattr(problem, "detail", None)
        answer = ("failed", (str(status), detail)) if status else ("error", _described(problem))
    try:
        payload = pickle.dumps(answer, protocol=5)
    except MemoryError:
        payload = pickle.dumps(("memory", None), protocol=5)
    if len(payload) > limits.answer:
        payload = pickle.dumps(("answer", None), protocol=5)
    job.sendall(LENGTH.pack(len(payload)) + payload)


def _described(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:500]


def _apply(memory: int, seconds: int) -> None:
    """Bound this process. It may write no file; the hard processor limit follows the soft one."""
    for kind, value, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CPU, seconds, seconds + 2),
        (resource.RLIMIT_AS, memory, memory),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]))
