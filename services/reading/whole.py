"""Reading a whole file: its text where it has one, its pictures where it has none, page by page."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace

from schemas.cv import ProcessingStatus
from schemas.document import PARTIAL, ReadDocument, ReadingWarning
from services.reading.assemble import Line, assemble
from services.reading.document import PICTURES
from services.reading.failure import ReadingFailed
from services.reading.limits import PICTURES_WALL
from services.reading.ocr.pictures import count_pages
from services.reading.ocr.scan_reader import ScanReader
from services.reading.sandbox.child import read_file, run_in_child

SCANNED = "scanned"  # the kind of warning for a page that was read from its picture; without a page, for all
LEAST_LETTERS = 10  # fewer on all pages are no text
NOTHING_READ = (
    "No text could be read in its picture. If it is a scan, please scan it again, straight and at 300 dpi, "
    "or drop the CV as a PDF or Word file."
)
Progress = Callable[[int, int], Awaitable[None]]


@dataclass(slots=True)
class _Read:
    """What became of the pages that were read as pictures."""

    pages: dict[int, ReadDocument] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    failure: ReadingFailed | None = None


async def read_cv(
    data: bytes, file_format: str, *, scans: ScanReader, progress: Progress | None = None
) -> ReadDocument:
    """Read a file; pages without text are read by `scans`, until PICTURES_WALL seconds are over.

    `progress` is told the page in hand and how many pages there are. What was read is kept: a page that was not is
    named by a warning. Raises ReadingFailed when nothing could be read.
    """
    if file_format in PICTURES:
        text, count = None, await run_in_child(count_pages, data, file_format)
        wanted: Iterable[int] = range(1, count + 1)
    else:
        text = await read_file(data, file_format)
        count, wanted = len(text.pages), text.unread_pages
        if not wanted:
            return text
    read = await _read_pictures(data, file_format, wanted, count, scans, progress)
    return await asyncio.to_thread(_joined, text, read, count)


async def _read_pictures(
    data: bytes,
    file_format: str,
    wanted: Iterable[int],
    count: int,
    scans: ScanReader,
    progress: Progress | None,
) -> _Read:
    read, end = _Read(), time.monotonic() + PICTURES_WALL
    for number in wanted:
        left = end - time.monotonic()
        if left <= 0:
            read.unread.append(number)
            continue
        if progress is not None:
            await progress(number, count)
        try:
            async with asyncio.timeout(left):
                read.pages[number] = await scans.read_page(data, file_format, number)
        except (ReadingFailed, TimeoutError) as problem:
            read.unread.append(number)
            late = ReadingFailed(ProcessingStatus.TIMED_OUT)
            read.failure = read.failure or (problem if isinstance(problem, ReadingFailed) else late)
    return read


def _joined(text: ReadDocument | None, read: _Read, count: int) -> ReadDocument:
    """One document of all pages in their order: those that had text, and those that were read as pictures."""
    lines: list[Line] = []
    sizes: list[tuple[float, float]] = []
    warnings = [] if text is None else [part for part in text.warnings if not _overtaken(part, text)]
    blocks = 0
    for number in range(1, count + 1):
        page = read.pages.get(number)
        own = page.pages[0] if page else text.pages[number - 1] if text else None
        sizes.append((own.width, own.height) if own else (0.0, 0.0))
        source, original = (page, 1) if page else (text, number)
        found = _lines(source, original, number, blocks) if source else []
        blocks = max([blocks, *(line.block for line in found)]) + 1
        lines += found
        warnings += [replace(part, page=number) for part in page.warnings] if page else []
    if sum(letter.isalpha() for line in lines for letter in line.text) < LEAST_LETTERS:
        raise read.failure or ReadingFailed(ProcessingStatus.NO_TEXT, NOTHING_READ)
    warnings += _told(read, count)
    links = text.links if text else ()
    return assemble(lines, sizes=sizes, warnings=warnings, links=links, unread_pages=read.unread)


def _overtaken(warning: ReadingWarning, text: ReadDocument) -> bool:
    return warning.kind == PARTIAL and warning.page in text.unread_pages


def _lines(document: ReadDocument, original: int, number: int, blocks: int) -> list[Line]:
    """The lines of one page of a document, on their way into another one."""
    return [
        Line(
            document.text[line.start : line.end], number, line.box, line.size, line.bold, line.block + blocks,
            line.heading,
            [replace(run, start=run.start - line.start, end=run.end - line.start) for run in line.runs],
            [replace(word, start=word.start - line.start, end=word.end - line.start) for word in line.words],
        )
        for line in document.lines
        if line.page == original
    ]  # fmt: skip


def _told(read: _Read, count: int) -> list[ReadingWarning]:
    told = []
    scanned = [number for number, page in read.pages.items() if page.lines]
    if scanned and len(scanned) + len(read.unread) == count:
        told.append(ReadingWarning(SCANNED, "It was read from a picture: please check what was read."))
    else:
        message = "This page was read from its picture: please check what was read."
        told += [ReadingWarning(SCANNED, message, number) for number in scanned]
    if read.unread:
        message = f"{_named(read.unread)} left unread: reading the pictures took too long or failed."
        told.append(ReadingWarning(PARTIAL, message, read.unread[0]))
    return told


def _named(pages: list[int]) -> str:
    """ "Page 2 was", "Pages 2, 3 and 7 were"."""
    if len(pages) == 1:
        return f"Page {pages[0]} was"
    return f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} were"
