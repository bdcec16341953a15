"""PDF files by pdfium: glyphs, layout, running headers, hidden words."""

import re
from collections import Counter
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument, ReadingWarning
from services.reading.assemble import Line, assemble
from services.reading.clean import clean_line
from services.reading.failure import ReadingFailed
from services.reading.furniture import without_furniture
from services.reading.glyphs import PageGlyphs, Segment, read_glyphs
from services.reading.hidden import separate_hidden
from services.reading.layout import arrange
from services.reading.limits import MAX_CHARACTERS, MAX_PAGES
from services.reading.links import page_links
from services.reading.rows import Row, tidy

PASSWORD_ERRORS = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
LEAST_LETTERS = 10  # a whole file with fewer has no usable text layer
READABLE = re.compile(r"[\w@.,;:()/&+'\"#%–—|•-]")


def read_pdf(data: bytes) -> ReadDocument:
    """Read a PDF's visible text layer; raises ReadingFailed, or pdfium's error where the file is damaged."""
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if len(document) == 0:
            raise ReadingFailed(ProcessingStatus.BROKEN)
        return _read(document)
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        status = ProcessingStatus.BROKEN
        if int(pdfium.FPDF_GetLastError()) in PASSWORD_ERRORS:
            status = ProcessingStatus.ENCRYPTED
        raise ReadingFailed(status) from None


def _read(document: Any) -> ReadDocument:
    pages: list[list[Row]] = []
    sizes: list[tuple[float, float]] = []
    warnings: list[ReadingWarning] = []
    unread: list[int] = []
    links: list[str] = []
    letters = 0
    for number in range(1, len(document) + 1):
        glyphs = _page_glyphs(document, number, links)
        letters += glyphs.letters
        if letters > 2 * MAX_CHARACTERS:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        sizes.append((round(glyphs.width, 1), round(glyphs.height, 1)))
        warnings += _warned(glyphs.hidden, number)
        pages.append(_page_rows(glyphs))
        if not pages[-1]:
            unread.append(number)
    _require_text(pages)
    if unread:
        warnings.append(ReadingWarning("partial", "Some pages hold no text that can be read.", unread[0]))
    lines = _lines(without_furniture(pages, sizes))
    return assemble(lines, sizes=sizes, warnings=warnings, links=links)


def _page_glyphs(document: Any, number: int, links: list[str]) -> PageGlyphs:
    page = document[number - 1]
    try:
        textpage = page.get_textpage()
        try:
            glyphs = read_glyphs(page.raw, textpage.raw)
        finally:
            textpage.close()
        links += page_links(document.raw, page.raw)
        return separate_hidden(page, glyphs)
    finally:
        page.close()


def _page_rows(glyphs: PageGlyphs) -> list[Row]:
    rows = arrange(tidy(glyphs.segments)) if glyphs.segments else []
    last = max((row.block for row in rows), default=0)
    rows += [Row(part.base, [part], last + 1) for part in glyphs.turned]
    return rows


def _warned(hidden: list[Segment], page: int) -> list[ReadingWarning]:
    words = clean_line(" ".join(part.text for part in hidden))
    if sum(letter.isalnum() for letter in words) < 4:
        return []
    message = "Hidden words were found on this page and left out."
    return [ReadingWarning("hidden_text", message, page, words[:2000])]


def _require_text(pages: list[list[Row]]) -> None:
    """A text layer without letters, or of glyphs that stand for no letters, is none."""
    sample = "".join(part.text for rows in pages for row in rows for part in row.segments)[:20_000]
    letters = sum(letter.isalpha() for letter in sample)
    if letters < LEAST_LETTERS or len(READABLE.findall(sample)) < 0.5 * len(sample.replace(" ", "")):
        raise ReadingFailed(ProcessingStatus.NO_TEXT)


def _lines(pages: list[list[Row]]) -> list[Line]:
    usual, bold_usual = _usual(pages)
    lines = []
    block, last = 0, (0, 0)
    for number, rows in enumerate(pages, start=1):
        for row in rows:
            if (number, row.block) != last:
                block, last = block + 1, (number, row.block)
            text, bold = row.text, row.bold
            heading = _stands_out(text, row.size, bold and not bold_usual, usual)
            lines.append(Line(text, number, row.box, round(row.size, 1), bold, block, heading))
    return lines


def _usual(pages: list[list[Row]]) -> tuple[float, bool]:
    """Size and weight of most of the text."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for rows in pages:
        for row in rows:
            length = len(row.text)
            sizes[round(row.size, 1)] += length
            bold[row.bold] += length
    return sizes.most_common(1)[0][0], bold.most_common(1)[0][0]


def _stands_out(text: str, size: float, bold: bool, usual: float) -> bool:
    if len(text) > 60 or "\t" in text or text[-1:] in ".,;" or not any(letter.isalpha() for letter in text):
        return False
    return size >= 1.1 * usual or bold or (text.isupper() and len(text) > 3)
