"""Lines as a reader found them become the document that every span refers to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.cv import ProcessingStatus
from schemas.document import Box, PageSpan, ReadDocument, ReadingWarning, TextLine
from services.reading.clean import clean_line
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_CHARACTERS, MAX_LINES


@dataclass(slots=True)
class Line:
    """A line on its way into a document. A tab in `text` stands for a wide gap: the next cell of the same row."""

    text: str
    page: int = 1
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    block: int = 0
    heading: bool = False


def assemble(
    lines: Iterable[Line],
    *,
    sizes: Sequence[tuple[float, float]] = ((0.0, 0.0),),
    warnings: Iterable[ReadingWarning] = (),
    links: Iterable[str] = (),
) -> ReadDocument:
    """Put cleaned lines, page by page, into one text; `sizes` are the pages' widths and heights in points.

    An empty line separates blocks. Raises ReadingFailed: no_text without a letter, too_large beyond the limits.
    """
    builder = _Builder()
    for line in lines:
        builder.add(line)
    if not any(letter.isalpha() for part in builder.parts for letter in part):
        raise ReadingFailed(ProcessingStatus.NO_TEXT)
    pages = tuple(
        PageSpan(number, *builder.span(number, len(sizes)), width, height)
        for number, (width, height) in enumerate(sizes, start=1)
    )
    return ReadDocument(
        "".join(builder.parts), pages, tuple(builder.lines), tuple(warnings), tuple(_addresses(links))
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
            TextLine(line.page, start, self.length, line.box, line.size, line.bold, line.block, line.heading)
        )

    def span(self, page: int, pages: int) -> tuple[int, int]:
        """A page reaches to where the next one with text begins; a page without text is an empty span."""
        following = [self.starts[number] for number in range(page + 1, pages + 1) if number in self.starts]
        end = following[0] if following else self.length
        return self.starts.get(page, end), end


def _addresses(links: Iterable[str]) -> list[str]:
    """Distinct link targets of bounded length, in order."""
    cleaned = (clean_line(link)[:500] for link in links)
    return list(dict.fromkeys(link for link in cleaned if link))[:200]
