"""Which text objects of a page may be seen by nobody; the page's picture settles whether they are.

Suspected is what has the colour of its ground, what something is drawn over, what a clipping area may cut off, what
belongs to a layer, is drawn through a mask, or in a font whose letters are drawings.
"""

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from schemas.document import Box
from services.reading.layout.segments import Segment, Word
from services.reading.pdf import calls as calls
from services.reading.pdf.frame import Frame
from services.reading.pdf.scene import Ground, Scene, clip_of_text

PAGE = Ground(-1, (0.0, 0.0, 1e6, 1e6), 0xFFFFFF, True)
NEAR = 22.0  # levels of brightness, of 255: letters this close to their ground are not read
NEAR_CHANNEL = 64  # levels of a single channel: more is another colour, however bright
COVERED = 0.25  # share of a word that something lies over
MOST_MARKS = 64  # of one object; an object with more is suspected
NARROWEST = 0.15  # of the size: the mean width of a letter is never less
LEAST_REPLACED = 3  # letters that may stand for no ink at all, such as those of a hyphen
REPLACED = "replaced"  # needs no picture: other letters are drawn than are stored


class Suspects:
    """The text objects of one page, each looked at once for what does not depend on its place."""

    def __init__(self, scene: Scene, frame: Frame) -> None:
        self._scene, self._frame = scene, frame
        self._known: dict[int, tuple[str | None, Box | None]] = {}
        self._fonts: dict[int, bool] = {}
        self._marks: dict[int, tuple[bool, int]] = {}
        self._size = ctypes.c_size_t()
        self._name = np.zeros(32, np.uint16)
        self._length = np.zeros(1, np.uint64)
        self._part: Segment | None = None
        self._grounds: list[Ground] = []
        self._replaced = self._replacing()

    def reason(self, handle: int, part: Segment, words: Sequence[Word]) -> str | None:
        """Why the letters of an object in a segment, in these words, may be unseen; None where they are seen."""
        if handle in self._replaced:
            return REPLACED
        scene, depth = self._scene, self._scene.depths.get(handle)
        if depth is None or scene.crowded or handle in scene.in_forms:
            return "colour"
        known = self._known.get(handle)
        if known is None:
            known = self._known[handle] = self._looked_at(handle)
        box = (words[0].left, part.top, words[-1].right, part.bottom)
        near_by = self._near_by(part)
        over = [ground for ground in near_by if ground.depth > depth]
        if over and any(ground.covers(_box(part, word)) > COVERED for word in words for ground in over):
            return "covered"
        colours = {look.colour for word in words for _, look in word.looks}
        grounds = _beneath(near_by, box, depth) if near_by else [PAGE]
        if any(near(colour, ground.colour) for colour in colours for ground in grounds):
            return "colour"
        reason, clip = known
        if clip is not None:
            area = Ground(0, clip, None, False)
            if any(area.covers(_box(part, word)) < 1 - COVERED for word in words):
                return "clipped"
        return reason

    def _near_by(self, part: Segment) -> list[Ground]:
        """What is drawn where a segment stands; asked for one segment after the other."""
        if self._part is not part:
            box = (part.left, part.top, part.right, part.bottom)
            self._part, self._grounds = part, [one for one in self._scene.grounds if one.covers(box) > 0]
        return self._grounds

    def _looked_at(self, handle: int) -> tuple[str | None, Box | None]:
        """Why an object is suspected wherever it stands, and the box that it is clipped to."""
        clip, plain = clip_of_text(handle, self._frame)
        if not plain:
            return "clipped", clip
        count = calls.count_marks(handle)
        if count and (count > MOST_MARKS or any(self._mark(handle, at)[0] for at in range(count))):
            return "layer", clip
        if calls.has_transparency(handle) or self._is_drawn(handle):
            return "unmarked", clip
        return None, clip

    def _is_drawn(self, handle: int) -> bool:
        """Whether the letters of an object's font are drawings (Type 3), which may be empty: it has no font data."""
        font = calls.font_of(handle) or 0
        if font not in self._fonts:
            address = ctypes.addressof(self._size)
            known = bool(font) and calls.font_data(font, None, 0, address)
            self._fonts[font] = not (known and self._size.value)
        return self._fonts[font]

    def _mark(self, handle: int, index: int) -> tuple[bool, int]:
        """Whether a mark is a layer (optional content), and the length of the text that it gives instead."""
        mark = calls.mark_at(handle, index) or 0
        known = self._marks.get(mark)
        if known is None:
            name, length = self._name, int(self._length.ctypes.data)
            named = mark and calls.mark_name(mark, name.ctypes.data, 64, length)
            layer = bool(named) and name[:3].tolist() == [79, 67, 0]
            told = mark and calls.mark_text(mark, b"ActualText", None, 0, length)
            letters = max(0, (int(self._length[0]) & 0xFFFFFFFF) // 2 - 1) if told else 0
            known = self._marks[mark] = layer, letters
        return known

    def _replacing(self) -> set[int]:
        """Objects whose mark gives far more letters instead than are drawn."""
        spans: dict[int, list[int]] = {}
        for handle in self._scene.depths:
            for index in range(min(calls.count_marks(handle), MOST_MARKS)):
                if self._mark(handle, index)[1] > LEAST_REPLACED:
                    spans.setdefault(calls.mark_at(handle, index) or 0, []).append(handle)
        return {
            handle
            for mark, handles in spans.items()
            if self._marks[mark][1] > sum(map(_letters, handles)) + LEAST_REPLACED
            for handle in handles
        }


def _letters(handle: int) -> float:
    """How many letters an object has room for."""
    size, matrix, box = ctypes.c_float(), (ctypes.c_float * 6)(), (ctypes.c_float * 4)()
    first = ctypes.addressof(box)
    if not calls.text_size(handle, ctypes.addressof(size)) or not calls.bounds_of(
        handle, first, first + 4, first + 8, first + 12
    ):
        return 0.0
    calls.object_matrix(handle, ctypes.addressof(matrix))
    points = abs(size.value) * float(np.hypot(matrix[2], matrix[3]))
    left, bottom, right, top = box
    along = right - left if abs(matrix[0]) >= abs(matrix[1]) else top - bottom
    return float(along) / max(NARROWEST * points, 0.01)


def _box(part: Segment, word: Word) -> Box:
    return word.left, part.top, word.right, part.bottom


def _beneath(grounds: list[Ground], box: Box, depth: int) -> list[Ground]:
    """What may be the ground of a text, from the top down to the first that surely is."""
    found = []
    for ground in reversed(grounds):
        share = ground.covers(box) if ground.depth < depth else 0.0
        if share > 0.05:
            found.append(ground)
            if ground.whole and share > 0.95:
                return found
    return [*found, PAGE]


def near(colour: int, ground: int | None) -> bool:
    """Whether letters cannot be told from their ground; a ground of many colours is not known."""
    if ground is None:
        return True
    red, green, blue = ((colour >> shift & 255) - (ground >> shift & 255) for shift in (16, 8, 0))
    return bool(distance(red, green, blue) < NEAR and max(abs(red), abs(green), abs(blue)) < NEAR_CHANNEL)


def distance(red: Any, green: Any, blue: Any) -> Any:
    """Difference of brightness, by the weights of ITU-R BT.601."""
    return 0.299 * abs(red) + 0.587 * abs(green) + 0.114 * abs(blue)
