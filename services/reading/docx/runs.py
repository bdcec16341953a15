"""What stands in one Word paragraph: its runs with their looks, and the text boxes and drawings anchored in it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from services.reading.docx.bands import Band, lies_behind
from services.reading.docx.colours import BLACK, UNKNOWN, WHITE, Theme, melts, shading
from services.reading.docx.drawings import Drawing, describe, seen_choice
from services.reading.docx.lists import Lists
from services.reading.docx.names import DGM, MC, WP, A, M, R, V, W
from services.reading.docx.styles import AUTO, DEFAULT_SIZE, PLAIN, Look, Styles
from services.reading.styled import Piece
from services.reading.unseen import Hiding, Unseen

# Properties, what a fallback repeats, and the marks of comments and notes.
UNSEEN = frozenset({
    W + "rPr", W + "pPr", W + "sectPr", W + "tblPr", W + "tblGrid", W + "trPr", W + "tcPr", W + "sdtPr",
    W + "sdtEndPr", W + "proofErr", W + "commentReference", W + "annotationRef", W + "delInstrText", MC + "Fallback",
    W + "binData", W + "object",
})  # fmt: skip
DELETED = frozenset({W + "del", W + "moveFrom"})
MARKS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t", W + "softHyphen": "",
}  # fmt: skip
# Signs of Symbol and the Wingdings that CVs use; any other is a picture, not a letter.
SIGNS = {
    0xB7: "•",
    0xA7: "•",
    0xA8: "•",
    0x6C: "•",
    0x6E: "•",
    0x76: "•",
    0xD8: "•",
    0xFC: "✓",
    0xE0: "→",
    0xF0: "→",
}
LINKS = re.compile(r'HYPERLINK\s+"([^"]{1,500})"')
SMALLEST = 2.0  # points; below it no reader sees the words
LINE_HEIGHT = 1.2  # of the size
LONGEST_CODE = 20  # paragraphs
MAX_DEPTH = 120


@dataclass(slots=True)
class Page:
    """What a paragraph is read against. `ground`: the colour it stands on; `bands`: painted drawings that may lie
    behind the text, `beginning` those that begin with a later paragraph, `room` the width in points that the text
    has; `codes`: for each open field whether its code, not its result, is being read."""

    styles: Styles
    lists: Lists
    theme: Theme
    unseen: Unseen
    links: list[str] = field(default_factory=list)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    ground: int = WHITE
    bands: list[Band] = field(default_factory=list)
    beginning: dict[etree._Element, list[Band]] = field(default_factory=dict)
    room: float = 450.0
    table: Look = PLAIN
    codes: list[bool] = field(default_factory=list)
    outside: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph's words in pieces, its text boxes with their drawings, and the names of its diagrams' parts."""

    look: Look
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Drawing]] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    merged: bool = False  # its end was deleted: the next paragraph goes on in the same line


def read_paragraph(page: Page, element: etree._Element) -> Paragraph:
    """Read a w:p."""
    properties = element.find(W + "pPr")
    found = Paragraph(page.styles.of_paragraph(properties, page.table))
    before, painted = page.ground, shading(properties, page.theme)
    if painted is not None:
        page.ground = painted
    found.merged = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
    outside, room = page.outside, page.room
    page.outside = outside or _shifted_out(properties)
    page.room = room - _indented(properties)
    page.bands += page.beginning.pop(element, [])
    _walk(page, element, found, Drawing(), 0)
    page.ground, page.outside, page.room = before, outside, room
    if any(page.codes) and not _code_goes_on(element):
        page.codes = [False] * len(page.codes)  # a code whose end is missing ends with its paragraph
    return found


def _code_goes_on(paragraph: etree._Element) -> bool:
    """Whether one of the next paragraphs ends the field's code that is open at the end of this one."""
    for number, following in enumerate(paragraph.itersiblings(W + "p")):
        mark = next(following.iter(W + "fldChar"), None)
        if mark is not None or number > LONGEST_CODE:
            return mark is not None and mark.get(W + "fldCharType") in ("separate", "end")
    return False


def consume_cover(page: Page, lines: int, size: float) -> None:
    """Lines further down leave less of a drawing behind the text."""
    for band in page.bands:
        band.left -= LINE_HEIGHT * size * max(lines, 1)
    page.bands = [band for band in page.bands if band.left > 0]


def _indented(properties: etree._Element | None) -> float:
    """Points that a paragraph's indentation takes from the width it has."""
    indent = properties.find(W + "ind") if properties is not None else None
    if indent is None:
        return 0.0
    sides = [
        indent.get(W + side) or indent.get(W + other) for side, other in (("left", "start"), ("right", "end"))
    ]
    return sum(max(_number(side), 0) for side in sides) / 20


def _shifted_out(properties: etree._Element | None) -> bool:
    """An indentation or a frame that puts the paragraph off the page."""
    indent = properties.find(W + "ind") if properties is not None else None
    frame = properties.find(W + "framePr") if properties is not None else None
    places = (
        [indent.get(W + side) for side in ("left", "start", "right", "end", "firstLine", "hanging")]
        if indent is not None
        else []
    )
    places += [frame.get(W + axis) for axis in ("x", "y")] if frame is not None else []
    return any(abs(_number(place)) > 10_000 for place in places)  # twips: seven inches beyond the margin


def _number(words: str | None) -> int:
    try:
        return int(words or "0")
    except ValueError:
        return 0


def _walk(page: Page, element: etree._Element, found: Paragraph, drawing: Drawing, depth: int) -> None:
    if depth > MAX_DEPTH:
        return
    for child in element:
        tag = child.tag
        if tag in UNSEEN or not isinstance(tag, str):
            continue
        if tag == W + "r":
            _run(page, child, found, depth)
        elif tag in DELETED:
            page.unseen.add(
                Hiding.DELETED, " ".join(part.text or "" for part in child.iter(W + "delText", W + "t"))
            )
        elif tag == MC + "AlternateContent":
            choice = seen_choice(child)
            if choice is not None:
                _walk(page, choice, found, drawing, depth + 1)
        elif tag == W + "hyperlink":
            _link(page, child.get(R + "id"))
            _walk(page, child, found, drawing, depth + 1)
        elif tag == W + "fldSimple":
            page.links += LINKS.findall(child.get(W + "instr") or "")
            _walk(page, child, found, drawing, depth + 1)
        elif tag == M + "t":
            _write(page, found, child.text or "", found.look)
        else:
            _drawn(page, child, found, drawing, depth)


def _run(page: Page, run: etree._Element, found: Paragraph, depth: int) -> None:
    look = page.styles.of_run(run.find(W + "rPr"), found.look)
    for child in run:
        tag = child.tag
        if tag in UNSEEN or not isinstance(tag, str):
            continue
        if tag == W + "t":
            words = (child.text or "").replace("\n", " ").replace("\t", " ")
            _write(page, found, words.upper() if look.caps else words, look)
        elif tag in MARKS:
            _write(page, found, MARKS[tag], look)
        elif tag == W + "sym":
            _write(page, found, _sign(child), look)
        elif tag == W + "fldChar":
            _field(page, child.get(W + "fldCharType"))
        elif tag == W + "instrText":
            page.links += LINKS.findall(child.text or "")
        elif tag == W + "delText":
            page.unseen.add(Hiding.DELETED, child.text or "")
        elif tag == MC + "AlternateContent":
            choice = seen_choice(child)
            if choice is not None:
                _walk(page, choice, found, Drawing(), depth + 1)
        else:
            _drawn(page, child, found, Drawing(), depth)


def _drawn(page: Page, child: etree._Element, found: Paragraph, drawing: Drawing, depth: int) -> None:
    """Text boxes, diagrams, descriptions and links of a drawing; whatever else wraps runs is walked through."""
    tag = child.tag
    if tag in (W + "drawing", W + "pict"):
        drawing = describe(child, page.theme)
    elif tag == W + "txbxContent":
        found.boxes.append((child, drawing))
        return
    elif tag == WP + "docPr":
        page.unseen.add(Hiding.PICTURE, f"{child.get('title') or ''} {child.get('descr') or ''}")
    elif tag == A + "hlinkClick":
        _link(page, child.get(R + "id"))
    elif tag == DGM + "relIds":
        found.diagrams.append(page.relations.get(child.get(R + "dm") or "", ("", ""))[1])
    elif tag == V + "textpath":
        _write(page, found, child.get("string") or "", found.look)
    elif tag.startswith(V):
        _link(page, None, child.get("href"))
        page.unseen.add(Hiding.PICTURE, child.get("alt") or "")
    _walk(page, child, found, drawing, depth + 1)


def _link(page: Page, relation: str | None, target: str | None = None) -> None:
    kind, known = page.relations.get(relation or "", ("", ""))
    target = target or (known if kind == "hyperlink" else None)
    if target:
        page.links.append(target)


def _field(page: Page, kind: str | None) -> None:
    if kind == "begin":
        page.codes.append(True)
    elif kind == "separate" and page.codes:
        page.codes[-1] = False
    elif kind == "end" and page.codes:
        page.codes.pop()


def _sign(symbol: etree._Element) -> str:
    try:
        code = int(symbol.get(W + "char") or "", 16)
    except ValueError:
        return " "
    if 0xF000 <= code <= 0xF0FF:
        return SIGNS.get(code - 0xF000, " ")
    return chr(code) if 0x20 <= code < 0xD800 else " "


def _write(page: Page, found: Paragraph, words: str, look: Look) -> None:
    how = _hiding(page, look)
    if how is None:
        colour = look.colour if look.colour not in (None, AUTO) else None
        found.pieces.append(
            Piece(
                words,
                look.size or DEFAULT_SIZE,
                bool(look.bold),
                bool(look.italic),
                BLACK if colour is None else colour,
            )
        )
    elif words.strip():
        page.unseen.add(how, words)
    else:
        page.unseen.add(how, " ")


def _hiding(page: Page, look: Look) -> Hiding | None:
    """How words of this look are hidden; None where they are seen."""
    if page.outside:
        return Hiding.PLACE
    if any(page.codes):
        return Hiding.FIELD
    if look.hidden:
        return Hiding.FORMAT
    if look.squeezed or look.flat or (look.size is not None and look.size < SMALLEST):
        return Hiding.SIZE
    ground = page.ground if look.ground is None else look.ground
    if look.ground is None and lies_behind(page.bands, page.room):
        ground = UNKNOWN
    if look.colour not in (None, AUTO) and melts(look.colour, ground):
        return Hiding.COLOUR
    return None
