"""Lines as a reader found them become the document that every span refers to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.cv import ProcessingStatus
from schemas.document import Box, PageSpan, ReadDocument, ReadingWarning, StyleRun, TextLine, WordPlace
from services.reading.clean import clean_line, clean_places
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_CHARACTERS, MAX_LINES


@dataclass(slots=True)
class Line:
    """A line on its way into a document. A tab in `text` stands for a wide gap: the next cell of the same row.

    `runs` and `words` count characters of this raw `text` from 0, in order and without overlaps; runs that touch in
    `text` touch in the document too. Cleaning the line (white space, ligatures, icons) moves them along.
    """

    text: str
    page: int = 1
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    block: int = 0
    heading: bool = False
    runs: Sequence[StyleRun] = ()
    words: Sequence[WordPlace] = ()


def assemble(
    lines: Iterable[Line],
    *,
    sizes: Sequence[tuple[float, float]] = ((0.0, 0.0),),
    warnings: Iterable[ReadingWarning] = (),
    links: Iterable[str] = (),
    unread_pages: Iterable[int] = (),
) -> ReadDocument:
    """Put cleaned lines, page by page, into one text; `sizes` are the pages' widths and heights in points.

    An empty line separates blocks. Raises ReadingFailed: too_large beyond the limits, and no_text without a letter,
    unless there are `unread_pages`, whose pictures may still be read.
    """
    builder = _Builder()
    unread = tuple(unread_pages)
    for line in lines:
        builder.add(line)
    if not unread and not any(letter.isalpha() for part in builder.parts for letter in part):
        raise ReadingFailed(ProcessingStatus.NO_TEXT)
    pages = tuple(
        PageSpan(number, *builder.span(number, len(sizes)), width, height)
        for number, (width, height) in enumerate(sizes, start=1)
    )
    return ReadDocument(
        "".join(builder.parts), pages, tuple(builder.lines), tuple(warnings), tuple(_addresses(links)), unread
    )


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[TextLine] = []
        self.starts: dict[int, int] = {}
        self.length = 0

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def add(self, line: Line) -> None:
        words = clean_line(line.text)
        if not words:
            return
        if self.length + len(words) > MAX_CHARACTERS or len(self.lines) >= MAX_LINES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if self.lines:
            last = self.lines[-1]
            same = last.page == line.page and last.block == line.block
            self._append("\n" if same else "\n\n")
        self.starts.setdefault(line.page, self.length)
        start = self.length
        self._append(words)
        self.lines.append(
            TextLine(
                line.page, start, self.length, line.box, line.size, line.bold, line.block, line.heading,
                *_placed(line, words, start),
            )
        )  # fmt: skip

    def span(self, page: int, pages: int) -> tuple[int, int]:
        """A page reaches to where the next one with text begins; a page without text is an empty span."""
        following = [self.starts[number] for number in range(page + 1, pages + 1) if number in self.starts]
        end = following[0] if following else self.length
        return self.starts.get(page, end), end


def _placed(line: Line, cleaned: str, offset: int) -> tuple[tuple[StyleRun, ...], tuple[WordPlace, ...]]:
    """The line's runs and words as places in the document's text; what cleaning left nothing of is dropped."""
    starts, ends = clean_places(line.text, cleaned, [(part.start, part.end) for part in line.words])
    words = [
        WordPlace(offset + start, offset + end, word.left, word.right)
        for word, start, end in zip(line.words, starts, ends, strict=True)
        if start < end
    ]
    starts, _ = clean_places(line.text, cleaned, [(part.start, part.end) for part in line.runs])
    later, _ = clean_places(line.text, cleaned, [(part.end, part.end) for part in line.runs])
    runs = [
        replace(run, start=offset + start, end=offset + end)
        for run, start, end in zip(line.runs, starts, later, strict=True)
        if start < end
    ]
    return tuple(runs), tuple(words)


def _addresses(links: Iterable[str]) -> list[str]:
    """Distinct link targets of bounded length, in order."""
    cleaned = (clean_line(link)[:500] for link in links)
    return list(dict.fromkeys(link for link in cleaned if link))[:200]
