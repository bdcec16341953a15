"""Old Office files: converted where LibreOffice is, refused with a sentence where it is not."""

import asyncio
import os
import stat
import time
from pathlib import Path

import pytest

from schemas.cv import ProcessingStatus
from services.reading import office
from services.reading.failure import ReadingFailed
from services.reading.office import accepted_types, as_readable
from services.reading.sandbox.child import read_file
from tests.reading.drawing import docx, paragraph

RTF = b"{\\rtf1 Jane Doe}"
TYPES = ("pdf", "doc", "odt", "rtf")


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A search path on which nothing lies, not even a LibreOffice that this machine may have."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def soffice(no_office: Path) -> Path:
    """A stand-in for LibreOffice that understands its command line; its lines are run before it converts."""
    (no_office / "made.docx").write_bytes(docx(paragraph("Jane Doe, converted")))
    return no_office / "soffice"


def install(program: Path, body: str) -> None:
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\nmade={program.parent}/made.docx\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


CONVERT = """
case "$*" in *"--headless "*" -env:UserInstallation=file://"*" --convert-to docx --outdir "*) ;; *) exit 2 ;; esac
while [ "$1" != --outdir ]; do shift; done
cp "$made" "$2/$(basename "$3" .rtf).docx"
"""


async def test_without_libreoffice_the_sentence_says_what_to_do(no_office: Path) -> None:
    assert accepted_types(TYPES) == ["pdf"]
    with pytest.raises(ReadingFailed) as failed:
        await as_readable(RTF, "rtf")
    assert failed.value.status == ProcessingStatus.UNSUPPORTED
    assert "LibreOffice" in failed.value.detail
    assert "PDF" in failed.value.detail


async def test_with_libreoffice_the_file_is_converted_and_read(soffice: Path) -> None:
    install(soffice, CONVERT)
    assert accepted_types(TYPES) == list(TYPES)
    data, file_format = await as_readable(RTF, "rtf")
    assert (await read_file(data, file_format)).text == "Jane Doe, converted"


async def test_other_files_are_left_as_they_are(no_office: Path) -> None:
    assert await as_readable(b"text", "txt") == (b"text", "txt")


async def test_it_sees_nothing_of_ours_and_leaves_nothing_behind(
    soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    install(soffice, f"env > {soffice.parent}/seen; pwd > {soffice.parent}/where\n{CONVERT}")
    await as_readable(RTF, "rtf")
    assert "secret" not in (soffice.parent / "seen").read_text()
    assert not Path((soffice.parent / "where").read_text().strip()).exists()


async def test_what_makes_nothing_of_the_file_says_that_it_is_damaged(soffice: Path) -> None:
    install(soffice, "exit 1")
    with pytest.raises(ReadingFailed) as failed:
        await as_readable(RTF, "rtf")
    assert failed.value.status == ProcessingStatus.BROKEN


async def test_one_that_hangs_is_ended_with_all_its_children(
    soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PATIENCE", 2.0)
    install(soffice, f"sleep 600 & echo $! > {soffice.parent}/child; wait")
    started = time.monotonic()
    with pytest.raises(ReadingFailed) as failed:
        await as_readable(RTF, "rtf")
    assert failed.value.status == ProcessingStatus.TIMED_OUT
    assert time.monotonic() - started < 10
    child = int((soffice.parent / "child").read_text())
    for _ in range(100):
        if not _alive(child):
            return
        await asyncio.sleep(0.05)
    pytest.fail("its child is still there")


def _alive(pid: int) -> bool:
    """A killed process that nobody has waited for yet counts as gone."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
