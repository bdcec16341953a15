"""Old Word files, OpenDocument and RTF: LibreOffice, where it is installed, makes a .docx of them.

It writes files and starts processes, so it cannot run where files are parsed: it gets a process group, a folder and
a profile of its own, limits, no network, nothing of our environment, and is killed as a whole when time is up.
"""

import asyncio
import contextlib
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from schemas.cv import ProcessingStatus
from services.reading.failure import ReadingFailed
from services.reading.limits import MEGABYTE
from services.reading.sandbox.isolation import cut_off_network

OFFICE_TYPES = ("doc", "odt", "rtf")
PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 20.0  # seconds; a cold start takes up to eight of them
CPU = 20  # seconds
MEMORY = 4096 * MEGABYTE  # of address space, most of which it never touches
WRITES = 100 * MEGABYTE  # of one file
ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = (
    "Files of this kind (.{kind}) are read where LibreOffice is installed, and it is not installed here. "
    "Please save the CV as .docx or PDF."
)


def office_program() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def accepted_types(allowed: Iterable[str]) -> list[str]:
    """The types that can be read here: those allowed, without those that need what is not installed."""
    there = office_program() is not None
    return [kind for kind in allowed if there or kind not in OFFICE_TYPES]


async def as_readable(data: bytes, file_format: str) -> tuple[bytes, str]:
    """The file as a reader takes it: converted to .docx where it must be, unchanged otherwise.

    Raises ReadingFailed: unsupported without LibreOffice, timed_out, or broken where it made nothing of the file.
    """
    if file_format not in OFFICE_TYPES:
        return data, file_format
    program = office_program()
    if program is None:
        raise ReadingFailed(ProcessingStatus.UNSUPPORTED, NOT_HERE.format(kind=file_format))
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="office-"))
    try:
        source = folder / f"cv.{file_format}"
        await asyncio.to_thread(source.write_bytes, data)
        await _run(program, folder, source)
        return await asyncio.to_thread(_made, folder / "cv.docx"), "docx"
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _run(program: str, folder: Path, source: Path) -> None:
    command = [
        program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.reading.office", str(folder), *command,
        cwd=folder, env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        raise ReadingFailed(ProcessingStatus.TIMED_OUT) from None
    finally:
        # Its children too, and also when it has ended by itself: a converter leaves helpers behind.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _made(result: Path) -> bytes:
    """The converted file. It lies in our own folder, but is what a foreign program has put there."""
    if not result.is_file() or result.is_symlink():
        raise ReadingFailed(ProcessingStatus.BROKEN)
    if result.stat().st_size > WRITES:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    return result.read_bytes()


def main(folder: str, *command: str) -> None:
    """Bound this process, and become the program, at home in `folder`."""
    for limit, most in (
        (resource.RLIMIT_CPU, CPU), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, WRITES),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(limit, (most, most))
    cut_off_network()
    environment = {"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    os.execve(command[0], command, environment)  # noqa: S606 - a path that we looked up, arguments of our own


if __name__ == "__main__":
    main(*sys.argv[1:])
