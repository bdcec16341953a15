"""PDF files by pdfium: glyphs, layout, running headers, hidden words."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument, ReadingWarning
from services.reading.assemble import Line, assemble
from services.reading.failure import ReadingFailed
from services.reading.layout.furniture import without_furniture
from services.reading.layout.hyphens import joined, words_of
from services.reading.layout.order import arrange
from services.reading.layout.rows import Row, tidy
from services.reading.limits import MAX_CHARACTERS, MAX_PAGES
from services.reading.pdf.extras import has_fields, notes, unseen_characters, unseen_properties
from services.reading.pdf.frame import Frame
from services.reading.pdf.glyphs import PageGlyphs, read_glyphs
from services.reading.pdf.hidden import separate_hidden
from services.reading.pdf.layers import is_garbage, is_scan, is_wordless
from services.reading.pdf.links import page_links
from services.reading.pdf.scene import Scene, read_scene
from services.reading.pdf.second import SecondReader
from services.reading.pdf.warnings import hidden_words, unseen_words

PASSWORD_ERRORS = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
UNCHECKED = "It could be read in a roundabout way only: whether all of its words are visible was not checked."
LEAST_DIGITS = 4  # of a year
LEAST_LETTERS = 10  # a whole file with fewer has no usable text layer


def read_pdf(data: bytes) -> ReadDocument:
    """Read a PDF's visible text layer; raises ReadingFailed, or pdfium's error where the file is damaged."""
    second = SecondReader(data)
    try:
        document = _opened(data)
    except ReadingFailed as failure:
        if failure.status != ProcessingStatus.BROKEN or not second.pages():
            raise
        return _read_by_second(second)
    try:
        if len(document) > MAX_PAGES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if len(document) == 0:
            raise ReadingFailed(ProcessingStatus.BROKEN)
        return _read(document, data, second)
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


@dataclass(slots=True)
class _Reading:
    """What has been read of a document so far."""

    second: SecondReader
    pages: list[list[Row]] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    substitutes: dict[int, list[Line]] = field(default_factory=dict)  # pages as the second engine reads them
    letters: int = 0

    def count(self, letters: int) -> None:
        self.letters += letters
        if self.letters > 2 * MAX_CHARACTERS:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)


def _read(document: Any, data: bytes, second: SecondReader) -> ReadDocument:
    reading = _Reading(second)
    for number in range(1, len(document) + 1):
        _read_page(document, number, reading)
    if not reading.unread:
        _require_letters(reading.pages)
    elif len(reading.unread) < len(reading.pages):
        message = "Some pages hold no text that can be read."
        reading.warnings.append(ReadingWarning("partial", message, reading.unread[0]))
    vocabulary = words_of(reading.pages)
    pages = [joined(rows, vocabulary) for rows in without_furniture(reading.pages, reading.sizes)]
    lines = _lines(pages, reading.substitutes)
    properties = unseen_properties(document.raw, data, " ".join([line.text for line in lines]))
    reading.warnings += unseen_words([("property", words) for words in properties], None)
    return assemble(
        lines,
        sizes=reading.sizes,
        warnings=reading.warnings,
        links=reading.links,
        unread_pages=reading.unread,
    )


def _read_page(document: Any, number: int, reading: _Reading) -> None:
    page = document[number - 1]
    try:
        unseen = list(notes(page.raw))
        if has_fields(page.raw) and _flattened(page.raw):
            page.close()
            page = document[number - 1]
        frame = Frame(page.raw)
        textpage = page.get_textpage()
        try:
            glyphs = read_glyphs(textpage.raw, frame)
            reading.count(glyphs.letters)
            scene = read_scene(page.raw, frame)
            separate_hidden(page, textpage.raw, glyphs, scene, frame)
        finally:
            textpage.close()
        reading.links += page_links(document.raw, page.raw)
        unseen += unseen_characters(glyphs)
    finally:
        page.close()
    reading.sizes.append((round(glyphs.width, 1), round(glyphs.height, 1)))
    _judge(glyphs, scene, number, reading)
    visible = " ".join(part.text for part in glyphs.segments)
    reading.warnings += hidden_words(glyphs.hidden, number) + unseen_words(unseen, number, visible)
    reading.pages.append(_page_rows(glyphs, scene))


def _flattened(page: Any) -> bool:
    """Make what is filled into a form's fields part of the page."""
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _judge(glyphs: PageGlyphs, scene: Scene, number: int, reading: _Reading) -> None:
    """Drop the text of a page of which only the picture can be read."""
    if is_scan(glyphs, scene):
        glyphs.hidden = [part for part in glyphs.hidden if part.hidden not in ("invisible", "covered")]
    elif is_garbage(glyphs):
        reading.substitutes[number] = reading.second.lines(number)
    elif not is_wordless(glyphs, scene):
        return
    glyphs.segments, glyphs.turned = [], []
    if reading.substitutes.get(number):
        reading.warnings.append(ReadingWarning("unchecked", UNCHECKED, number))
    else:
        reading.unread.append(number)


def _read_by_second(second: SecondReader) -> ReadDocument:
    """The document as the second engine reads it: lines without places, and no pictures to fall back upon."""
    numbers = range(1, second.pages() + 1)
    lines = [line for number in numbers for line in second.lines(number)]
    if not lines:
        raise ReadingFailed(ProcessingStatus.BROKEN)
    return assemble(
        lines,
        sizes=[second.size(number) for number in numbers],
        warnings=[ReadingWarning("unchecked", UNCHECKED)],
    )


def _page_rows(glyphs: PageGlyphs, scene: Scene) -> list[Row]:
    rows = arrange(tidy(glyphs.segments), scene.rules) if glyphs.segments else []
    last = max((row.block for row in rows), default=0)
    rows += [Row(part.base, [part], last + 1) for part in glyphs.turned]
    return rows


def _require_letters(pages: list[list[Row]]) -> None:
    sample = "".join([part.text for rows in pages for row in rows for part in row.segments][:1000])
    if sum([letter.isalpha() for letter in sample]) < LEAST_LETTERS:
        raise ReadingFailed(ProcessingStatus.NO_TEXT)


def _lines(pages: list[list[Row]], substitutes: dict[int, list[Line]]) -> list[Line]:
    usual, bold_usual = _usual(pages)
    lines = []
    block, last = 0, (0, 0)
    for number, rows in enumerate(pages, start=1):
        for line in substitutes.get(number, ()):
            block, last = block + ((number, line.block) != last), (number, line.block)
            lines.append(replace(line, block=block))
        for row in rows:
            if (number, row.block) != last:
                block, last = block + 1, (number, row.block)
            text, runs, words = row.places()
            bold, size = row.bold, row.size
            heading = _stands_out(text, size, bold and not bold_usual, usual)
            lines.append(Line(text, number, row.box, round(size, 1), bold, block, heading, runs, words))
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
    if not sizes:
        return 0.0, False
    return sizes.most_common(1)[0][0], bold.most_common(1)[0][0]


def _stands_out(text: str, size: float, bold: bool, usual: float) -> bool:
    if len(text) > 60 or "\t" in text or text[-1:] in ".,;" or not any(letter.isalpha() for letter in text):
        return False
    digits = sum([char.isdigit() for char in text])
    if digits >= LEAST_DIGITS and digits >= 0.35 * sum([char.isalnum() for char in text]):
        return False  # a period, however it is set
    return size >= 1.1 * usual or bold or (text.isupper() and len(text) > 3)
