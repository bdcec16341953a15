"""What a page draws beside its text, in drawing order: the grounds that text stands on or disappears under."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from schemas.document import Box
from services.reading.layout.tables import Rules
from services.reading.pdf import calls as calls
from services.reading.pdf.frame import Frame

MOST_OBJECTS = 4000  # besides text; a page with more is looked at as a picture
LEAST_SIDE = 3.0  # points: thinner shapes are rules, not grounds
LEAST_RULE = 8.0  # points: the shortest line of a table
MOST_LINES = 400  # of one path
THICK = 5.0  # points: a line this thick may be a ground
OPAQUE = 230  # of 255
MAX_DEPTH = 4
MOST_CLIPS = 8  # of one text object
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled shape or a picture at `depth` in drawing order; `colour` is None where it has more than one.

    `whole` says that it fills its box with one opaque colour.
    """

    depth: int
    box: Box
    colour: int | None
    whole: bool

    def covers(self, box: Box) -> float:
        """The share of a box that lies within this one's."""
        width = min(self.box[2], box[2]) - max(self.box[0], box[0])
        height = min(self.box[3], box[3]) - max(self.box[1], box[1])
        area = (box[2] - box[0]) * (box[3] - box[1])
        return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


@dataclass(slots=True)
class Scene:
    """`depths` of text objects by handle; `in_forms` are those drawn inside of forms."""

    grounds: list[Ground] = field(default_factory=list)
    depths: dict[int, int] = field(default_factory=dict)
    in_forms: set[int] = field(default_factory=set)
    picture: float = 0.0  # share of the page that pictures cover
    paths: int = 0
    rules: Rules = field(default_factory=Rules)
    crowded: bool = False  # too many shapes to look at each


class _Painter:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.scene = Scene()
        self.depth = count()
        self.rooms = np.zeros(4, np.uint32), np.zeros(6, np.float32), np.zeros(2, np.int32)
        first, second, third = (int(room.ctypes.data) for room in self.rooms)
        self.four = tuple(range(first, first + 16, 4))
        self.floats = tuple(range(second, second + 24, 4))
        self.flags = third, third + 4
        self.area = max(frame.width * frame.height, 1.0)

    def draw(self, handles: list[int], kinds: list[int], matrix: Matrix, level: int) -> None:
        scene, depths = self.scene, self.scene.depths
        for handle, kind in zip(handles, kinds, strict=True):
            depth = next(self.depth)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                depths[handle] = depth
                if level:
                    scene.in_forms.add(handle)
            elif depth - len(depths) > MOST_OBJECTS:
                scene.crowded = True
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(handle, depth, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                self._form(handle, matrix, level)
            else:
                self._picture(handle, kind, depth, matrix)

    def _form(self, handle: int, matrix: Matrix, level: int) -> None:
        number = calls.form_count(handle)
        if level >= MAX_DEPTH or number <= 0:
            return
        inner = UNMOVED
        if calls.object_matrix(handle, self.floats[0]):
            a, b, c, d, e, f = self.rooms[1].tolist()
            inner = (a, b, c, d, e, f)
        handles = [calls.form_object(handle, index) for index in range(min(number, MOST_OBJECTS))]
        self.draw(handles, [calls.kind_of(child) for child in handles], _product(inner, matrix), level + 1)

    def _picture(self, handle: int, kind: int, depth: int, matrix: Matrix) -> None:
        box = self._box(handle, matrix)
        if box is None or min(box[2] - box[0], box[3] - box[1]) < LEAST_SIDE:
            return
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.scene.picture += (box[2] - box[0]) * (box[3] - box[1]) / self.area
        self.scene.grounds.append(Ground(depth, box, None, False))

    def _path(self, handle: int, depth: int, matrix: Matrix) -> None:
        self.scene.paths += 1
        calls.draw_mode(handle, *self.flags)
        filled, stroked = self.rooms[2].tolist()
        box = self._box(handle, matrix)
        if box is None or not (filled or stroked) or self._ruled(handle, box, matrix, bool(filled)):
            return
        if not filled and not (calls.stroke_width(handle, self.floats[0]) and self.rooms[1][0] > THICK):
            return
        known = (calls.object_fill if filled else calls.object_stroke)(handle, *self.four)
        red, green, blue, alpha = self.rooms[0].tolist() if known else (0, 0, 0, 0)
        colour = (red & 255) << 16 | (green & 255) << 8 | blue & 255 if known and alpha >= OPAQUE else None
        self.scene.grounds.append(
            Ground(depth, box, colour, bool(filled) and colour is not None and _is_box(handle))
        )

    def _box(self, handle: int, matrix: Matrix) -> Box | None:
        """An object's box on the page as shown; None for what is too thin, or outside, to be a ground."""
        if not calls.bounds_of(handle, *self.floats[:4]):
            return None
        left, bottom, right, top = self.rooms[1][:4].tolist()
        if matrix is not UNMOVED:
            corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        (x1, y1), (x2, y2) = self.frame.place(left, bottom), self.frame.place(right, top)
        box = (
            max(0.0, min(x1, x2)), max(0.0, min(y1, y2)),
            min(self.frame.width, max(x1, x2)), min(self.frame.height, max(y1, y2)),
        )  # fmt: skip
        return box if box[2] > box[0] or box[3] > box[1] else None

    def _ruled(self, handle: int, box: Box, matrix: Matrix, filled: bool) -> bool:
        """Keep a thin shape, or the sides of a box that is not filled, as lines of a table."""
        left, top, right, bottom = box
        rules = self.scene.rules
        if bottom - top < LEAST_SIDE or right - left < LEAST_SIDE:
            if right - left >= LEAST_RULE:
                rules.across.append(((top + bottom) / 2, left, right))
            elif bottom - top >= LEAST_RULE:
                rules.down.append(((left + right) / 2, top, bottom))
            return True
        if not filled and _is_box(handle):
            rules.across += [(top, left, right), (bottom, left, right)]
            rules.down += [(left, top, bottom), (right, top, bottom)]
            return True
        if not filled and 2 < calls.count_segments(handle) <= MOST_LINES:
            self._lines(handle, matrix)
        return False

    def _lines(self, handle: int, matrix: Matrix) -> None:
        """Keep the upright and level lines of one path that draws many."""
        inner = matrix
        if calls.object_matrix(handle, self.floats[0]):
            a, b, c, d, e, f = self.rooms[1].tolist()
            inner = _product((a, b, c, d, e, f), matrix)
        rules, before = self.scene.rules, None
        for index in range(calls.count_segments(handle)):
            segment = calls.segment_at(handle, index)
            if not segment or not calls.point_of(segment, *_SPOT):
                return
            x, y = self.frame.place(*_moved(inner, float(_spot[0]), float(_spot[1])))
            if before is not None and calls.segment_kind(segment) == pdfium.FPDF_SEGMENT_LINETO:
                if abs(y - before[1]) < 1 and abs(x - before[0]) >= LEAST_RULE:
                    rules.across.append((y, min(x, before[0]), max(x, before[0])))
                elif abs(x - before[0]) < 1 and abs(y - before[1]) >= LEAST_RULE:
                    rules.down.append((x, min(y, before[1]), max(y, before[1])))
            before = x, y


def read_scene(page: Any, frame: Frame) -> Scene:
    """Look at everything that a page draws, forms included."""
    painter = _Painter(frame)
    number = int(pdfium.FPDFPage_CountObjects(page))
    painter.draw(*calls.page_objects(calls.address(page), number), UNMOVED, 0)
    return painter.scene


def _is_box(path: int) -> bool:
    """Whether a path's points are the corners of one upright rectangle."""
    number = calls.count_segments(path)
    if not 4 <= number <= 6:
        return False
    xs, ys = set(), set()
    for x, y in _points([calls.segment_at(path, index) for index in range(number)]):
        xs.add(round(x, 2))
        ys.add(round(y, 2))
    return len(xs) == 2 and len(ys) == 2


_spot = np.zeros(2, np.float32)
_SPOT = int(_spot.ctypes.data), int(_spot.ctypes.data) + 4


def _points(segments: list[int]) -> list[tuple[float, float]]:
    return [
        (float(_spot[0]), float(_spot[1]))
        for segment in segments
        if segment and calls.point_of(segment, *_SPOT)
    ]


def clip_of_text(handle: int, frame: Frame) -> tuple[Box | None, bool]:
    """The box that a text object is clipped to, on the page as shown, None where nothing clips it; and whether that
    box is all there is to it: a clipping area may have any shape within its box."""
    clip = calls.clip_of(handle)
    number = calls.clip_paths(clip) if clip else 0
    if number <= 0:
        return None, True
    boxes, plain = [], number <= MOST_CLIPS
    for path in range(min(number, MOST_CLIPS)):
        count = calls.clip_segments(clip, path)
        corners = [calls.clip_segment(clip, path, at) for at in range(min(count, 64))]
        points = [frame.place(x, y) for x, y in _points(corners)]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
            plain = plain and count <= 6 and _levels(xs) <= 2 and _levels(ys) <= 2
    if not boxes:
        return None, plain
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (max(lefts), max(tops), min(rights), min(bottoms)), plain


def _levels(places: list[float]) -> int:
    return len({round(place, 1) for place in places})


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _moved(outer, e, f)
    return (
        outer[0] * a + outer[2] * b, outer[1] * a + outer[3] * b, outer[0] * c + outer[2] * d,
        outer[1] * c + outer[3] * d, x, y,
    )  # fmt: skip
