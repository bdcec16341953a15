"""A document's lines as the extraction rules see them."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from schemas.document import ReadDocument, TextLine
from schemas.draft import Pointer
from services.extraction.dates.written import Period, find_periods

MOST_ROWS = 3000
MOST_CELLS = 40
LONGEST_ROW = 2000
BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□‣⁃∙◆◇▶►▸➢➤✓✔❖⦿»›·]|[-–—*+](?=\s))\s*")
CELLS = re.compile(r"\t+|\s+[|•·∙⋅¦◆♦●▪│]\s+|\s+[|¦│]|[|¦│]\s+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a row between wide gaps or bars; `begin` is its offset in the row's text."""

    text: str
    begin: int


@dataclass(frozen=True, slots=True)
class Style:
    """The look that most letters of a row share; `size` in points, rounded to halves."""

    size: float
    bold: bool
    italic: bool
    caps: bool
    color: int | None

    def plain(self) -> "Style":
        """Without its colour: some documents give each heading its own."""
        return replace(self, color=None)


@dataclass(slots=True)
class Row:
    """A line with its number in the document; a bullet is not part of its text."""

    line: int
    text: str
    source: TextLine
    bullet: bool = False
    cells: list[Cell] = field(default_factory=list)
    style: Style | None = None  # worked out once, by services.extraction.sections.style
    _periods: list[Period] | None = None

    @property
    def periods(self) -> list[Period]:
        if self._periods is None:
            self._periods = find_periods(self.text)
        return self._periods

    @property
    def size(self) -> float:
        return self.source.size or 0.0

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def sentence(self) -> bool:
        """Running text rather than a name, a title or a label."""
        text = self.text.rstrip()
        if self.words >= 14 or (text.endswith((".", ";")) and self.words >= 7 and text[-4:-1].islower()):
            return True
        return self.words >= 4 and text[:1].islower()

    def pointer(self, words: str | None = None, confidence: float = 0.9) -> Pointer:
        return Pointer(line=self.line, words=self.text if words is None else words, confidence=confidence)


def rows_of(document: ReadDocument) -> list[Row]:
    """The first 3,000 lines; what is longer than 2,000 characters is cut for the rules, not in the text."""
    rows = []
    for index, line in enumerate(document.lines[:MOST_ROWS]):
        whole = document.line_text(index)[:LONGEST_ROW]
        mark = BULLET.match(whole)
        text = whole[mark.end() :] if mark else whole
        if text.strip():
            rows.append(Row(index, text.strip(), line, bool(mark), cells_of(text.strip())))
    return rows


def cells_of(text: str) -> list[Cell]:
    cells, begin = [], 0
    for gap in islice(CELLS.finditer(text), MOST_CELLS):
        cells.append(_cell(text, begin, gap.start()))
        begin = gap.end()
    cells.append(_cell(text, begin, len(text)))
    return [cell for cell in cells if cell.text]


def _cell(text: str, begin: int, end: int) -> Cell:
    part = text[begin:end]
    return Cell(part.strip(), begin + len(part) - len(part.lstrip()))


def span_pointer(rows: list[Row], confidence: float = 0.9) -> Pointer | None:
    """Whole lines from the first row to the last."""
    if not rows:
        return None
    return Pointer(line=rows[0].line, last_line=rows[-1].line, confidence=confidence)
