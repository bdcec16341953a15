"""A file as it was read: the text that every span refers to, and where each line stands on its page."""

from dataclasses import dataclass, field

PARTIAL = "partial"  # the kind of warning that names pages or parts left unread
Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the page's top left


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A page: numbered from 1, `text[start:end]` is its text; sizes in points (0 where a format has none)."""

    page: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class StyleRun:
    """Characters of a line that look alike: `text[start:end]`; size in points, colour as 0xRRGGBB."""

    start: int
    end: int
    size: float | None = None
    bold: bool = False
    italic: bool = False
    color: int | None = None


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Where a word stands across its line: `text[start:end]`, from `left` to `right` in points of the page."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A visible line in reading order; `text[start:end]` is its text, without a line break.

    `block` numbers the region (column, side bar, table cell) that the line belongs to. `runs` cover the line where
    a format knows styles; `words` hold each word's place where a format knows pages.
    """

    page: int
    start: int
    end: int
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    block: int = 0
    heading: bool = False  # set by typography or by a style, not by meaning
    runs: tuple[StyleRun, ...] = ()
    words: tuple[WordPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something a reader of the profile should know: `kind` "hidden_text", "partial" …, and the words."""

    kind: str
    message: str
    page: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading a file gives. The text holds neither NUL nor lone surrogates."""

    text: str
    pages: tuple[PageSpan, ...]
    lines: tuple[TextLine, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    links: tuple[str, ...] = field(default=())  # targets of links, visible or not
    unread_pages: tuple[int, ...] = ()  # without a usable text layer: only their picture can be read

    def line_text(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : line.end]
