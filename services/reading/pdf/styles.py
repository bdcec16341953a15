"""The style of text objects, looked at once per object and font: size, weight, colour, and why nobody sees it."""

import ctypes
from dataclasses import dataclass

import numpy as np

from services.reading.pdf import calls as calls
from services.reading.pdf.fonts import Font, font_named
from services.reading.pdf.frame import Frame

INVISIBLE_MODES = (3, 7)
STROKED = 1
LEAST_SIZE = 2.0  # points: smaller letters are read by nobody
LEAST_ALPHA = 26  # of 255
Direction = str  # "right", "left", "up", "down", or "slanted"


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader sees of a style."""

    size: float
    bold: bool
    italic: bool
    colour: int


@dataclass(slots=True)
class Style:
    """What the letters of one text object share. `base` is its baseline on the page as shown."""

    look: Look
    size: float
    base: float
    direction: Direction
    hidden: str | None  # why nobody sees it
    font: Font
    handle: int


class Styles:
    """The styles of one text page's objects."""

    def __init__(self, textpage: int, frame: Frame) -> None:
        self._textpage = textpage
        self._frame = frame
        self._known: dict[int, Style] = {}
        self._fonts: dict[int, Font] = {}
        self._looks: dict[tuple[float, bool, bool, int], Look] = {}
        self._room = np.zeros(16, np.uint32)
        self._matrix = np.zeros(6, np.float32)
        first = self._room.ctypes.data
        self._colour = (first, first + 4, first + 8, first + 12)

    def at(self, index: int) -> Style:
        """The style of the character at this index of the text page."""
        handle = calls.object_of(self._textpage, index) or 0
        style = self._known.get(handle) if handle else None
        if style is None:
            style = self._known[handle] = self._read(index, handle)
        return style

    def _read(self, index: int, handle: int) -> Style:
        page, matrix = self._textpage, self._matrix
        calls.matrix_of(page, index, matrix.ctypes.data)
        a, b, c, d, x, y = matrix.tolist()
        points = abs(calls.size_of(page, index))
        size = max(points * (c * c + d * d) ** 0.5, 0.01)
        mode = calls.mode_of(handle) if handle else 0
        colour, alpha = self._painted(index, stroked=mode == STROKED)
        font = self._font(index, handle)
        key = (round(size, 1), font.bold, font.italic, colour)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = Look(*key)
        direction = self._frame.direction(a, b)
        place = self._frame.place(x, y)
        base = {"right": place[1], "left": -place[1], "up": place[0], "down": -place[0]}.get(
            direction, place[1]
        )
        across = points * (a * a + b * b) ** 0.5
        return Style(look, size, base, direction, _unseen(mode, alpha, min(size, across)), font, handle)

    def _painted(self, index: int, *, stroked: bool) -> tuple[int, int]:
        colour_of = calls.stroke_of if stroked else calls.fill_of
        if not colour_of(self._textpage, index, *self._colour):
            return 0, 255
        red, green, blue, alpha = self._room[:4].tolist()
        return (red & 255) << 16 | (green & 255) << 8 | (blue & 255), alpha

    def _font(self, index: int, handle: int) -> Font:
        key = (calls.font_of(handle) or 0) if handle else 0
        font = self._fonts.get(key) if key else None
        if font is None:
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            calls.font_info_of(self._textpage, index, ctypes.addressof(name), 128, ctypes.addressof(flags))
            weight = calls.weight_of(self._textpage, index)
            font = self._fonts[key] = font_named(name.value.decode("utf-8", "ignore"), flags.value, weight)
        return font


def _unseen(mode: int, alpha: int, size: float) -> str | None:
    if mode in INVISIBLE_MODES:
        return "invisible"
    if alpha < LEAST_ALPHA:
        return "transparent"
    return "tiny" if size < LEAST_SIZE else None
