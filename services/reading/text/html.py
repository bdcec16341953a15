"""Web pages: what a browser would show, in document order."""

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.assemble import Line, assemble
from services.reading.docx.cells import laid_out
from services.reading.docx.colours import BLACK, UNKNOWN, WHITE, melts
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_LINES
from services.reading.styled import Piece, is_blank, styled_line
from services.reading.text.chips import stands_apart
from services.reading.text.css import (
    CLEAR,
    Compound,
    Declarations,
    Sheet,
    colour_of,
    compound_of,
    ground_of,
    points,
)
from services.reading.text.plain import MARKS, decode_text
from services.reading.unseen import Hiding, Unseen


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w:-]{2,30})""", re.IGNORECASE)
KNOWN = re.compile(
    r"(?i)(utf-?8|utf-?16(le|be)?|us-ascii|latin-?1|iso-8859-\d{1,2}|windows-125\d|cp125\d|macintosh|koi8-[ru])$"
)
PREFACE = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
MAX_TAGS = 200_000
SKIPPED = _names(
    "script style template head iframe object embed canvas audio video datalist select noscript map rp"
    " desc defs"
)
BLOCKS = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul"
)
SECTIONS = _names("article aside footer header main nav section table h1 h2 h3 h4 h5 h6")
SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0, "small": 10.0}
BOLD = _names("b strong th h1 h2 h3 h4 h5 h6")
ITALIC = _names("i em cite address dfn var")
MOST_OUTER = 40  # elements above one that its selectors are compared with
INLINE = ("inline", "contents", "inline-block", "inline-flex")
SMALLEST = 2.0  # points
SHORTHAND = re.compile(
    r"(?:^|\s)(-?\d*\.?\d+(?:px|pt|em|rem|%|cm|mm|in))(?=[\s/])"
)  # a size among a font's words
FAR = -700.0  # points; further out no page reaches
LINKED = ("http://", "https://", "mailto:", "tel:", "www.")


@dataclass(frozen=True, slots=True)
class _Look:
    size: float = 12.0
    bold: bool = False
    italic: bool = False
    colour: int | None = BLACK
    ground: int = WHITE
    upper: bool = False
    kept: bool = False  # white space is shown as it stands
    bullet: str = "•"


@dataclass(slots=True)
class _Open:
    """An element that is being read; `cells` are the children of one that lays them out side by side."""

    look: _Look
    block: bool
    first: int
    names: Compound = ("", frozenset())
    cells: list[list[Line]] | None = None
    is_cell: bool = False
    count: int = 0


def read_html(data: bytes) -> ReadDocument:
    """Read a web page; raises ReadingFailed where it shows no text or is too large."""
    if data.count(b"<") > MAX_TAGS:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    text = PREFACE.sub("", decode_html(data).replace("\x00", ""))
    if not text.strip():
        raise ReadingFailed(ProcessingStatus.NO_TEXT)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True))
    except etree.ParserError:  # marks alone
        raise ReadingFailed(ProcessingStatus.NO_TEXT) from None
    reader = _Reader()
    for style in root.iter("style"):
        reader.sheet.read(style.text or "")
    reader.read(root)
    reader.unseen.look_into(text)
    return assemble(reader.lines, warnings=reader.unseen.warnings(), links=reader.links)


def decode_html(data: bytes) -> str:
    """By the byte order mark, then by what the page declares, then as any text."""
    declared = CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii", "replace") if declared else ""
    if KNOWN.match(name) and not data.startswith(tuple(mark for mark, _ in MARKS)):
        # Browsers take the two usual Latin names for Windows' superset of them.
        plain = (
            name.lower()
            .replace("latin1", "cp1252")
            .replace("iso-8859-1", "cp1252")
            .replace("us-ascii", "cp1252")
        )
        plain = name if re.fullmatch(r"(?i)iso-8859-1\d", name) else plain
        if not plain.lower().startswith("utf-16"):  # ASCII could be read, so it is not what it claims
            try:
                return data.decode(plain, errors="replace")
            except LookupError:
                pass
    return decode_text(data) or data.decode("utf-8", errors="replace")


class _Reader:
    def __init__(self) -> None:
        self.sheet = Sheet()
        self.unseen = Unseen()
        self.lines: list[Line] = []
        self.links: list[str] = []
        self.block = 0
        self.heading = False
        self._row: list[Piece] = []
        self._mark = ""
        self._stack: list[_Open] = [_Open(_Look(), block=True, first=0)]

    def read(self, root: Any) -> None:
        """Walk without recursion, however deep the page is nested."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        closed: set[int] = set()
        for event, element in walk:
            if event in ("comment", "pi"):
                self.unseen.add(Hiding.COMMENT, element.text or "")
                self._text(element.tail)
            elif event == "start":
                if not self._start(element):
                    walk.skip_subtree()
                    closed.add(id(element))
            else:
                if id(element) in closed:
                    closed.discard(id(element))
                else:
                    self._end(element)
                self._text(element.tail)
        self._flush()

    def _start(self, element: Any) -> bool:
        """Whether the element is shown at all."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in SKIPPED:
            self._look_aside(element, tag)
            return False
        style = _painted(element) | self.sheet.of(
            tag, element.attrib, [opened.names for opened in self._stack[-MOST_OUTER:]]
        )
        how = _hiding(element, style)
        if how is not None:
            self.unseen.add(how, " ".join(" ".join(element.itertext()).split()))
            return False
        parent = self._stack[-1]
        look = _look(tag, style, parent.look)
        if style.get("position") == "absolute" and ground_of(style) is not None and _is_wide(style):
            parent.look = replace(parent.look, ground=UNKNOWN)  # what follows may stand on it
        display = style.get("display", "")
        is_cell = parent.cells is not None and tag not in ("thead", "tbody", "tfoot")
        is_block = is_cell or (tag in BLOCKS and not display.startswith(INLINE)) or (
            bool(display) and not display.startswith((*INLINE, "none"))
        )  # fmt: skip
        if is_block:
            self._flush()
        elif self._row and (
            style.get("float") == "right" or (not self.heading and stands_apart(element, style))
        ):
            self._row.append(Piece("\t"))
        if tag in SECTIONS or is_cell:
            self.block += 1
        rows = tag == "tr" or (display == "flex" and not style.get("flex-direction", "").startswith("column"))
        self._stack.append(
            _Open(
                look,
                is_block,
                len(self.lines),
                compound_of(tag, element.attrib),
                [] if rows else None,
                is_cell,
            )
        )
        self._before(element, tag, style, parent)
        self._text(element.text)
        return True

    def _before(self, element: Any, tag: str, style: Declarations, parent: _Open) -> None:
        self.heading = self.heading or (tag in SIZES and tag != "small")
        if tag == "li" and "none" not in style.get("list-style", "") + style.get("list-style-type", ""):
            parent.count += 1
            self._mark = f"{parent.count}. " if parent.look.bullet == "1" else parent.look.bullet + " "
        elif tag == "br":
            self._flush()
        elif tag == "hr":
            self.block += 1
        elif tag == "a" and (address := (element.get("href") or "").strip()).lower().startswith(LINKED):
            self.links.append(address)
        elif tag == "img":
            self.unseen.add(Hiding.PICTURE, element.get("alt") or "")
        elif tag == "input" and element.get("type", "text") in ("text", "email", "tel", "url"):
            self._text(element.get("value"))

    def _end(self, element: Any) -> None:
        ended = self._stack[-1]
        if ended.block:
            self._flush()
        self._stack.pop()
        if ended.cells is not None:
            first = ended.first
            joined_before = (
                first > 0 and bool(self.lines[first - 1 : first]) and "\t" in self.lines[first - 1].text
            )
            block = self.lines[first - 1].block if joined_before and element.tag == "tr" else None
            lines, _ = laid_out(ended.cells, self.lines[first:], block=block)
            self.lines[first:] = lines
        if ended.is_cell and (cells := self._stack[-1].cells) is not None:
            cells.append(self.lines[ended.first :])
        if element.tag in SECTIONS:
            self.block += element.tag not in SIZES
            self.heading = False

    def _text(self, text: str | None) -> None:
        if not text:
            return
        look = self._stack[-1].look
        if look.kept:
            first, *others = text.split("\n")
            self._write(first, look)
            for other in others:
                self._flush()
                self._write(other, look)
            return
        words = re.sub(r"[ \t\n\r\f]+", " ", text)
        if words != " " or self._row:
            self._write(words, look)

    def _write(self, words: str, look: _Look) -> None:
        if look.colour == CLEAR or melts(look.colour, look.ground):
            self.unseen.add(Hiding.COLOUR, words)
        elif look.size < SMALLEST:
            self.unseen.add(Hiding.SIZE, words)
        else:
            shown = words.upper() if look.upper else words
            self._row.append(Piece(shown, round(look.size, 2), look.bold, look.italic, look.colour))

    def _flush(self) -> None:
        row, self._row = self._row, []
        if is_blank(row):
            return
        if len(self.lines) >= MAX_LINES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if self._mark:
            row.insert(0, Piece(self._mark, row[0].size))
            self._mark = ""
        self.lines.append(styled_line(row, block=self.block, heading=self.heading))

    def _look_aside(self, element: Any, tag: str) -> None:
        """What stands in places that are never shown: ordinary there, unless it speaks to the reader."""
        if tag in ("rp", "desc", "defs"):
            self.unseen.add(Hiding.PICTURE, " ".join(element.itertext()))
        if tag in ("head", "template", "noscript"):
            for part in element.iter("title", "meta", "template", "noscript"):
                self.unseen.add(Hiding.PROPERTY, f"{part.get('content') or ''} {' '.join(part.itertext())}")


def _is_wide(style: Declarations) -> bool:
    """Whether a box may lie behind a line of text, by the width and height that it says."""
    sizes = ((style.get("width"), 150.0), (style.get("height"), 10.0))
    known = ((points(size, 450.0), least) for size, least in sizes)
    return all(size is None or size >= least for size, least in known)


def _painted(element: Any) -> Declarations:
    """Colours that old pages name in attributes."""
    said = {"background-color": element.get("bgcolor")}
    if element.tag == "font":
        said["color"] = element.get("color")
    return {name: value.strip().lower() for name, value in said.items() if value}


def _hiding(element: Any, style: Declarations) -> Hiding | None:
    """How an element as a whole is hidden; None where it is shown."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return Hiding.MARKUP
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return Hiding.MARKUP
    if (opacity := points(style.get("opacity"), 1.0)) is not None and opacity < 0.08 * 0.75:
        return Hiding.COLOUR
    if "rect(0" in style.get("clip", "") or "inset(50%" in style.get("clip-path", ""):
        return Hiding.SPOKEN
    if (points(style.get("text-indent")) or 0.0) <= FAR:
        return Hiding.SPOKEN
    sizes = [points(style.get(name)) for name in ("width", "height", "max-width", "max-height")]
    if "overflow" in style and any(size is not None and size < SMALLEST for size in sizes):
        return Hiding.SPOKEN
    if element.tag == "dialog" and element.get("open") is None:
        return Hiding.MARKUP
    if (points(style.get("margin-left")) or 0.0) <= FAR:
        return Hiding.PLACE
    moved = style.get("position") in ("absolute", "fixed")
    if moved and any((points(style.get(name)) or 0.0) <= FAR for name in ("left", "top", "right", "bottom")):
        return Hiding.PLACE
    return None


def _look(tag: str, style: Declarations, above: _Look) -> _Look:
    size = points(style.get("font-size"), above.size)
    weight = style.get("font-weight", "")
    if size is None and (short := SHORTHAND.search(style.get("font", ""))):
        size = points(short.group(1), above.size)
    colour, ground = colour_of(style.get("color")), ground_of(style)
    named = bool(style.get("color")) and style.get("color") not in ("inherit", "currentcolor")
    bold = above.bold or tag in BOLD
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)
    return replace(
        above,
        size=SIZES.get(tag, above.size) if size is None else size,
        bold=bold,
        italic=above.italic or tag in ITALIC or style.get("font-style") == "italic",
        colour=colour if named or colour is not None else above.colour,
        ground=above.ground if ground is None else ground,
        upper=style.get("text-transform", "uppercase" if above.upper else "") == "uppercase",
        kept=tag == "pre" or style.get("white-space", "pre" if above.kept else "").startswith("pre"),
        bullet="1" if tag == "ol" else "•" if tag == "ul" else above.bullet,
    )
