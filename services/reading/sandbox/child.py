"""Work that may die: a file is parsed in a child process with bounded memory, processor and wall time."""

import asyncio
import contextlib
import io
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.limits import READING, Limits
from services.reading.sandbox.nursery import LENGTH, PID, TRAILER, TRAILER_MARK, kill_group

Answer = TypeVar("Answer")
ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {  # nothing of ours; the nursery forks, so numpy may start no threads in it
    "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1",
}  # fmt: skip
START_PATIENCE = 60.0  # seconds until a freshly started nursery has loaded its parsers
ENDED_BY_CPU_LIMIT = (signal.SIGXCPU, signal.SIGKILL)


async def read_file(data: bytes, file_format: str) -> ReadDocument:
    """Read a file in a child process; raises ReadingFailed with the end that it has come to."""
    return await run_in_child(read_bytes, data, file_format, limits=READING)


async def run_in_child(function: Callable[..., Answer], *args: object, limits: Limits = READING) -> Answer:
    """`function(*args)` in a child of its own; the function must be importable by name.

    Answers may hold plain values and what schemas/ defines. Raises ReadingFailed: timed_out when the wall or
    processor limit was reached, too_large for memory or an oversized answer, broken when the child crashed or the
    function raised. The event loop is never blocked, and no child outlives the call.
    """
    job = pickle.dumps((function, args, limits), protocol=5)
    ours, theirs = socket.socketpair()
    with ours:
        ours.setblocking(False)
        with theirs:
            NURSERY.hand_over(theirs)
        answer: Answer = _opened(await _converse(ours, job, limits))
        return answer


async def _converse(ours: socket.socket, job: bytes, limits: Limits) -> bytes:
    """Send the job and collect everything up to the end of the stream; the child is killed when time is up."""
    loop = asyncio.get_running_loop()
    async with _patience(START_PATIENCE):
        child = PID.unpack(await _exactly(loop, ours, PID.size))[0]
    received = bytearray()
    finished = False
    try:
        async with _patience(limits.wall):
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                await loop.sock_sendall(ours, LENGTH.pack(len(job)) + job)
            while chunk := await loop.sock_recv(ours, 1 << 18):
                received += chunk
                if len(received) > limits.answer + 4096:
                    raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        finished = True
        return bytes(received)
    finally:
        if not finished:
            kill_group(child)


@contextlib.asynccontextmanager
async def _patience(seconds: float) -> Any:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise ReadingFailed(ProcessingStatus.TIMED_OUT) from None


async def _exactly(loop: asyncio.AbstractEventLoop, ours: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        chunk = await loop.sock_recv(ours, size - len(received))
        if not chunk:
            raise ReadingFailed(ProcessingStatus.BROKEN, "The reader could not be started. Please try again.")
        received += chunk
    return received


def _opened(received: bytes) -> Any:
    """The function's value, or the ReadingFailed that the stream tells of."""
    body, trailer = received[: -TRAILER.size], received[-TRAILER.size :]
    if len(trailer) < TRAILER.size or not trailer.startswith(TRAILER_MARK):
        raise ReadingFailed(ProcessingStatus.BROKEN, "The reader was interrupted. Please try again.")
    if len(body) < LENGTH.size or len(body) != LENGTH.size + LENGTH.unpack_from(body)[0]:
        raise _death(TRAILER.unpack(trailer)[1])
    outcome, value = _SchemasOnly(io.BytesIO(body[LENGTH.size :])).load()
    if outcome == "done":
        return value
    if outcome == "failed":
        raise ReadingFailed(ProcessingStatus(value[0]), value[1])
    if outcome in ("memory", "answer"):
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    raise ReadingFailed(ProcessingStatus.BROKEN)


def _death(status: int) -> ReadingFailed:
    """The processor limit ends a child by SIGXCPU (SIGKILL after it); any other signal is a crash."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in ENDED_BY_CPU_LIMIT:
        return ReadingFailed(ProcessingStatus.TIMED_OUT)
    return ReadingFailed(ProcessingStatus.BROKEN)


class _SchemasOnly(pickle.Unpickler):
    """A parser that was taken over could answer anything: only classes of schemas/ are ever built."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("schemas.") and "." not in name and name[:1].isupper():
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not an answer")


class _NurseryKeeper:
    """Starts the nursery on first use and again when it died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def hand_over(self, job: socket.socket) -> None:
        """Send a job's socket to the nursery; raises ReadingFailed when none can be started."""
        with self._lock:
            for _ in range(2):
                try:
                    socket.send_fds(self._running(), [b"j"], [job.fileno()])
                except OSError:
                    self._close()
                else:
                    return
        raise ReadingFailed(ProcessingStatus.BROKEN, "The reader could not be started. Please try again.")

    def _running(self) -> socket.socket:
        if self._process is not None and self._process.poll() is not None:
            self._close()
        if self._control is None:
            self._start()
        assert self._control is not None
        return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        path = os.pathsep.join([str(ROOT), *(folder for folder in sys.path if folder)])
        environment = {**ENVIRONMENT, "PYTHONPATH": path}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no words from outside
                [sys.executable, "-m", "services.reading.sandbox.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, cwd=ROOT, stdin=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C for the whole group must not cut a reading short
            )  # fmt: skip
        self._control = ours

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            self._process = None

    def stop(self) -> None:
        """End the nursery and wait for it."""
        with self._lock:
            self._close()


NURSERY = _NurseryKeeper()


def stop_children() -> None:
    """End the process that children are forked from; the next file starts another."""
    NURSERY.stop()
