"""A PDF page's glyphs, gathered into segments: words on one baseline without a wide gap between them.

Everything comes from pdfium's text page: the character, its loose box, and per text object the size, weight,
colour and rendering mode. Coordinates are points from the page's top left, as the page is shown.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from schemas.cv import ProcessingStatus
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_GLYPHS_ON_PAGE

SPLIT = 0.9  # of the size: a wider gap ends a segment
OBJECT_SPLIT = 0.5  # of the size: the same between two text objects
WORD_GAP = 0.28  # of the size: a wider gap is a space even where none is written
SAME_BASELINE = 0.3
BOLD_WEIGHT = 600
INVISIBLE_MODES = (3, 7)
FORCED_BOLD = 1 << 18
BULLETS = frozenset("•●○◦▪▫■□‣⁃∙·◆◇▶►▸➢➤✓✔★☆❖⦿⁌⁍–-*»›")


@dataclass(slots=True)
class Segment:
    """Text with its box; `gaps` holds the width of each space in sizes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: float  # share of its letters
    colour: int = 0  # 0xRRGGBB of its first letter
    gaps: list[float] = field(default_factory=list)
    bold_end: int = 0  # the text begins with this many bold letters
    tight: float = 0.0  # mean gap between letters of a word, in sizes
    cell: bool = False  # begins a cell of its own, however close the one before it ends


@dataclass(slots=True)
class Style:
    """What the letters of one text object share."""

    size: float
    bold: bool
    colour: int
    hidden: str | None  # why nobody sees it
    base: float
    turned: bool


@dataclass(slots=True)
class PageGlyphs:
    width: float
    height: float
    segments: list[Segment]
    hidden: list[Segment]
    turned: list[Segment]
    letters: int


class Frame:
    """Where a page's own coordinates lie on the page as shown (crop box and rotation)."""

    def __init__(self, page: Any) -> None:
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))
        self.turn = int(pdfium.FPDFPage_GetRotation(page)) % 4
        box = [ctypes.c_float() for _ in range(4)]
        found = pdfium.FPDFPage_GetCropBox(page, *box) or pdfium.FPDFPage_GetMediaBox(page, *box)
        turned = self.turn % 2 == 1
        size = (self.height, self.width) if turned else (self.width, self.height)
        left, bottom = (box[0].value, box[1].value) if found else (0.0, 0.0)
        self.left, self.bottom = left, bottom
        self.right, self.top = left + size[0], bottom + size[1]

    def place(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def along(self, a: float, b: float) -> bool:
        """Whether writing direction (a, b) runs left to right on the page as shown."""
        shown = ((a, b), (b, -a), (-a, -b), (-b, a))[self.turn]
        return shown[0] > 0 and abs(shown[1]) < 0.3 * shown[0]


def read_glyphs(page: Any, textpage: Any) -> PageGlyphs:
    """Segments of a page, apart: what is seen, what nobody sees, what runs in another direction."""
    frame = Frame(page)
    count = int(pdfium.FPDFText_CountChars(textpage))
    if count > MAX_GLYPHS_ON_PAGE:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    result = PageGlyphs(frame.width, frame.height, [], [], [], max(0, count))
    building: _Building | None = None
    for letter, box, style, spaced in _letters(textpage, count, frame):
        if building is None or not building.takes(letter, box, style, spaced):
            _keep(result, building)
            building = _Building(letter, box, style)
    _keep(result, building)
    return result


def _keep(result: PageGlyphs, building: "_Building | None") -> None:
    if building is None:
        return
    segment, style = building.segment(), building.first
    outside = (
        segment.right < 0 or segment.left > result.width or segment.bottom < 0 or segment.top > result.height
    )
    if style.hidden or outside:
        result.hidden.append(segment)
    else:
        (result.turned if style.turned else result.segments).append(segment)


Box = tuple[float, float, float, float]
HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))  # pdfium's marks for a hyphen at a line's end
BLANKS = frozenset((0xA0, 0xAD, 0xFFFE, 0xFFFF, *range(0x2000, 0x2010)))


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


# pdfium's own functions, returning plain numbers instead of pointer objects: they are called for every letter.
_unicode_of = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)(
    _address(pdfium.FPDFText_GetUnicode)
)
_object_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    _address(pdfium.FPDFText_GetTextObject)
)
_box_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    _address(pdfium.FPDFText_GetLooseCharBox)
)


def _letters(textpage: Any, count: int, frame: Frame) -> Iterator[tuple[str, Box, Style, bool]]:
    """Each visible character with its box, its object's style, and whether white space stands before it."""
    page = _address(textpage)
    rect = pdfium.FS_RECTF()
    where = ctypes.addressof(rect)
    known, style, spaced, straight = -1, None, False, frame.turn == 0
    left, top = frame.left, frame.top
    for index in range(count):
        code = _unicode_of(page, index)
        if code <= 32 or code in BLANKS:
            if code not in HYPHENS:
                spaced = spaced or code != 0x200B
                continue
            code = 0x2D
        handle = _object_of(page, index) or 0
        if handle != known or style is None:
            known, style = handle, _style(textpage, index, handle, frame)
        if not _box_of(page, index, where):
            continue
        if straight:
            box = (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        else:
            (x1, y1), (x2, y2) = frame.place(rect.left, rect.top), frame.place(rect.right, rect.bottom)
            box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        yield chr(code) if code <= 0x10FFFF else " ", box, style, spaced
        spaced = False


def _style(textpage: Any, index: int, handle: int, frame: Frame) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    size = float(pdfium.FPDFText_GetFontSize(textpage, index)) * scale
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = pdfium.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    mode = (
        int(pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(textpage, index)))
        if handle
        else 0
    )
    return Style(
        size=max(abs(size), 0.01),
        bold=_is_bold(textpage, index),
        colour=(red.value << 16 | green.value << 8 | blue.value) if coloured else 0,
        hidden=_unseen(mode, alpha.value if coloured else 255, abs(size)),
        base=frame.place(x.value, y.value)[1],
        turned=not frame.along(matrix.a, matrix.b),
    )


def _unseen(mode: int, alpha: int, size: float) -> str | None:
    if mode in INVISIBLE_MODES:
        return "invisible"
    if alpha == 0:
        return "transparent"
    return "tiny" if size < 2.0 else None


_names: dict[bytes, bool] = {}


def _is_bold(textpage: Any, index: int) -> bool:
    """By the font's weight, or by its name, which many producers state where the weight is missing."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, ctypes.byref(flags))
    if flags.value & FORCED_BOLD or int(pdfium.FPDFText_GetFontWeight(textpage, index)) >= BOLD_WEIGHT:
        return True
    known = _names.get(name.value)
    if known is None:
        lower = name.value.lower()
        known = any(word in lower for word in (b"bold", b"black", b"heavy", b"semibd", b"demi", b"cmbx"))
        if len(_names) < 2000:
            _names[name.value] = known
    return known


class _Building:
    """A segment that grows letter by letter. What the letters of one object share is looked at once per object."""

    __slots__ = (
        "bold", "bold_end", "bottom", "first", "gaps", "last", "left", "letters", "parts", "right", "size", "style",
        "tight", "top", "worded",
    )  # fmt: skip

    def __init__(self, letter: str, box: Box, style: Style) -> None:
        self.first = self.style = style
        self.last = box
        self.left, self.top, self.right, self.bottom = box
        self.parts, self.gaps = [letter], list[float]()
        self.letters, self.bold, self.bold_end = 1, int(style.bold), int(style.bold)
        self.size, self.worded, self.tight = style.size, letter.isalnum(), 0.0

    def takes(self, letter: str, box: Box, style: Style, spaced: bool) -> bool:
        """Add the letter when it continues the segment."""
        if box == self.last and not spaced:  # the letters of one ligature share its box
            self.parts.append(letter)
            return True
        gap = (box[0] - self.right) / style.size
        if gap > SPLIT or gap < -0.8 or (style is not self.style and not self._joins(style, gap)):
            return False
        self.last = box
        if spaced or gap > WORD_GAP:
            self.parts.append(" ")
            self.gaps.append(gap)
        else:
            self.tight += gap
        if style is not self.style:
            self.style = style
            self.top, self.bottom = min(self.top, box[1]), max(self.bottom, box[3])
            self.worded = self.worded and self.size >= style.size
        if not self.worded and letter.isalnum():
            self.size = (
                max(self.size, style.size) if any(part.isalnum() for part in self.parts) else style.size
            )
            self.worded = True
        self.parts.append(letter)
        self.letters += 1
        if style.bold:
            if self.bold == self.letters - 1:
                self.bold_end = len(self.parts)
            self.bold += 1
        if box[2] > self.right:
            self.right = box[2]
        return True

    def _joins(self, style: Style, gap: float) -> bool:
        """Whether another object continues the line: close by, on the same baseline, seen as well as this one."""
        first = self.first
        if gap > OBJECT_SPLIT or abs(style.base - first.base) > SAME_BASELINE * max(style.size, self.size):
            return False
        return style.hidden == first.hidden and not style.turned and not first.turned

    def segment(self) -> Segment:
        return Segment(
            "".join(self.parts), self.left, self.top, self.right, self.bottom, self.first.base, self.size,
            self.bold / self.letters, self.first.colour, self.gaps, self.bold_end,
            self.tight / max(1, self.letters - 1 - len(self.gaps)),
        )  # fmt: skip
