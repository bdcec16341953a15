"""The functions that run in a child are importable ones; a few of the standard library misbehave on purpose."""

import asyncio
import os
import signal
import subprocess
import time
import zlib

import psutil
import pytest

from schemas.cv import ProcessingStatus
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.limits import MEGABYTE, Limits
from services.reading.sandbox import child
from services.reading.sandbox.child import read_file, run_in_child
from tests.reading.drawing import WORD, Page, cell, docx, paragraph

SHORT = Limits(memory=600 * MEGABYTE, cpu=2, wall=1.0)


async def failure(function: object, *args: object, limits: Limits = SHORT) -> ProcessingStatus:
    with pytest.raises(ReadingFailed) as failed:
        await run_in_child(function, *args, limits=limits)  # type: ignore[arg-type]
    assert failed.value.detail
    return failed.value.status


async def test_a_file_is_read_in_another_process() -> None:
    document = await read_file(Page().put(50, 50, "Jane Doe, Engineer at Acme").pdf(), "pdf")
    assert document.text == "Jane Doe, Engineer at Acme"
    assert await run_in_child(os.getpid) != os.getpid()


async def test_a_refusal_keeps_its_state_and_sentence() -> None:
    with pytest.raises(ReadingFailed) as failed:
        await read_file(b"%PDF-1.7 nothing", "pdf")
    assert (failed.value.status, "damaged" in failed.value.detail) == (ProcessingStatus.BROKEN, True)


async def test_a_child_that_does_not_end_is_stopped_and_the_loop_goes_on() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.02)
            ticks += 1

    ticking = asyncio.create_task(tick())
    assert await failure(time.sleep, 60) == ProcessingStatus.TIMED_OUT
    ticking.cancel()
    assert ticks > 20


async def test_the_processor_limit_is_a_timeout() -> None:
    limits = Limits(cpu=1, wall=20)
    assert await failure(exec, "while True: pass", limits=limits) == ProcessingStatus.TIMED_OUT


async def test_too_much_memory_is_too_large() -> None:
    assert await failure(bytearray, 2_000_000_000) == ProcessingStatus.TOO_LARGE


async def test_too_large_an_answer_is_too_large() -> None:
    limits = Limits(answer=1_000)
    assert await failure(bytes, 100_000, limits=limits) == ProcessingStatus.TOO_LARGE


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
async def test_a_crash_is_a_broken_file(number: signal.Signals) -> None:
    assert await failure(signal.raise_signal, number) == ProcessingStatus.BROKEN


async def test_an_unexpected_error_is_a_broken_file() -> None:
    assert await failure(int, "no number") == ProcessingStatus.BROKEN


async def test_a_child_knows_no_secret_and_writes_no_file(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.stop_children()
    monkeypatch.setenv("AUTH_SECRET", "hush")
    assert "hush" not in str(await run_in_child(eval, "dict(__import__('os').environ)"))
    assert "hush" not in await run_in_child(eval, "open('/proc/self/environ').read()")
    written = f"__import__('pathlib').Path({str(tmp_path)!r}, 'x').write_text('a' * 100)"
    assert await failure(eval, written) == ProcessingStatus.BROKEN


async def test_a_child_cannot_answer_with_code() -> None:
    with pytest.raises(Exception, match="is not an answer"):
        await run_in_child(eval, "__import__('os').system")


async def test_no_child_outlives_its_call_or_stays_a_zombie() -> None:
    pid = await run_in_child(os.getpid)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the child is still there")


async def test_what_a_child_has_started_ends_with_it() -> None:
    length = f"7.{os.getpid()}"  # seconds that no other process sleeps for
    with pytest.raises(ReadingFailed):
        await run_in_child(subprocess.run, ["sleep", length], limits=Limits(wall=1.0))
    for _ in range(100):
        if not any(
            process.cmdline()[1:] == [length] for process in psutil.process_iter() if _named(process, "sleep")
        ):
            return
        await asyncio.sleep(0.02)
    pytest.fail("what the child started is still there")


def _named(process: psutil.Process, name: str) -> bool:
    try:
        return bool(process.name() == name and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def test_a_cancelled_reading_ends_its_child(tmp_path: object) -> None:
    task = asyncio.create_task(run_in_child(time.sleep, 60, limits=Limits(wall=60)))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await run_in_child(os.getpid) > 0


async def test_many_files_at_once_are_all_read() -> None:
    data = Page().put(50, 50, "Jane Doe, Engineer at Acme").pdf()
    documents = await asyncio.gather(*(read_file(data, "pdf") for _ in range(12)))
    assert {document.text for document in documents} == {"Jane Doe, Engineer at Acme"}


async def test_a_dead_nursery_is_replaced() -> None:
    await run_in_child(os.getpid)
    process = child.NURSERY._process
    assert process is not None
    process.kill()
    process.wait()
    assert await run_in_child(os.getpid) > 0


def flate_bomb() -> bytes:
    """A page whose content unpacks to 90 MB of an operator that paints nothing."""
    content = zlib.compress(b"0 0 m " * 15_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream",
    ]  # fmt: skip
    body = b"".join(
        b"%d 0 obj\n" % (number + 1) + words + b"\nendobj\n" for number, words in enumerate(objects)
    )
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


async def test_bombs_end_in_a_named_state() -> None:
    span = f'<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>{paragraph("Jane Doe")}</w:tc>'
    spanned = await read_file(docx(f"<w:tbl><w:tr>{span}{cell(paragraph('x'))}</w:tr></w:tbl>"), "docx")
    assert spanned.text.startswith("Jane Doe")
    nested = f'<w:tbl xmlns:w="{WORD}"><w:tr><w:tc>' * 200 + "</w:tc></w:tr></w:tbl>" * 200
    many = paragraph("word") * 60_000
    for data, file_format in ((flate_bomb(), "pdf"), (docx(nested), "docx"), (docx(many), "docx")):
        with pytest.raises(ReadingFailed):
            await run_in_child(
                read_bytes, data, file_format, limits=Limits(memory=600 * MEGABYTE, cpu=3, wall=4)
            )
