"""Pieces of text in a picture become lines in reading order, with their places in points of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

from schemas.document import Box, ReadDocument, ReadingWarning, WordPlace
from services.reading.assemble import Line, assemble
from services.reading.layout.order import arrange
from services.reading.layout.rows import Row, tidy
from services.reading.layout.segments import Segment, Word
from services.reading.ocr.flat import Flat
from services.reading.ocr.upright import Upright
from services.reading.ocr.weights import bold_words
from services.reading.ocr.words import Piece
from services.reading.pdf.styles import Look

SAME_SIZE = 0.12  # a size that differs by less from the usual one is the usual one
HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page that a picture shows: its size in points, how the picture was turned and how its lines slope."""

    width: float
    height: float
    sight: Upright
    flat: Flat

    @property
    def scale(self) -> float:
        """Points of a pixel."""
        return self.width / max(1, self.sight.shown[0])

    def shown(self, box: Box) -> Box:
        """Where a box of level lines stands on the page as it is shown, all in points."""
        left, top, right, bottom = (side / self.scale for side in box)
        corners = [
            self.sight.to_shown(x, self.flat.seen(x, y))
            for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
        ]
        across, down = [x * self.scale for x, _ in corners], [y * self.scale for _, y in corners]
        return round(min(across), 1), round(min(down), 1), round(max(across), 1), round(max(down), 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a strip that begins at (left, top) in the levelled picture, in pixels."""

    left: float
    top: float
    width: int
    piece: Piece


def document_of(sheet: Sheet, places: list[Place], warnings: Iterable[ReadingWarning]) -> ReadDocument:
    """A document of one page; without any line its text is empty."""
    lines = _lines(sheet, places) if places else []
    return assemble(
        lines, sizes=[(sheet.width, sheet.height)], warnings=warnings, unread_pages=() if lines else (1,)
    )


def _lines(sheet: Sheet, places: list[Place]) -> list[Line]:
    usual = _middle([(place.piece.size, len(place.piece.text)) for place in places])
    stroke = _middle([(word.stroke, len(word.text)) for place in places for word in place.piece.words])
    segments = [_segment(sheet, place, usual, stroke) for place in places]
    rows = arrange(tidy(segments))
    return [_line(sheet, row, usual * sheet.scale) for row in rows]


def _segment(sheet: Sheet, place: Place, usual: float, stroke: float) -> Segment:
    """The piece as if it had been printed on a level page, in points."""
    piece, scale = place.piece, sheet.scale
    middle = place.left + place.width / 2
    level = sheet.flat.flat(middle, place.top + piece.base) - (place.top + piece.base)
    size = (usual if abs(piece.size / usual - 1) < SAME_SIZE else piece.size) * scale
    weights = bold_words(piece.words, stroke)
    letters = [len(word.text) for word in piece.words]
    return Segment(
        left=(place.left + piece.left) * scale,
        top=(place.top + piece.top + level) * scale,
        right=(place.left + piece.right) * scale,
        bottom=(place.top + piece.bottom + level) * scale,
        base=(place.top + piece.base + level) * scale,
        size=size,
        bold=sum(count for count, bold in zip(letters, weights, strict=True) if bold) / sum(letters),
        words=[
            Word(
                word.text,
                (place.left + word.left) * scale,
                (place.left + word.right) * scale,
                ((0, Look(round(size, 1), bold, False, 0)),),
            )
            for word, bold in zip(piece.words, weights, strict=True)
        ],
    )


def _middle(values: list[tuple[float, int]]) -> float:
    """The median of values, each as often as its weight."""
    return median(value for value, weight in values for _ in range(max(1, weight)))


def _line(sheet: Sheet, row: Row, usual: float) -> Line:
    text, runs, words = row.places()
    return Line(
        text, box=sheet.shown(row.box), size=round(row.size, 1), bold=row.bold, block=row.block,
        heading=_stands_out(text, row.size, row.bold, usual), runs=runs, words=_shown(sheet, row, words),
    )  # fmt: skip


def _shown(sheet: Sheet, row: Row, words: list[WordPlace]) -> list[WordPlace]:
    """The words' places across the page as shown; of a page that lies on its side there are none."""
    if sheet.sight.quarters % 2:
        return []
    _, top, _, bottom = row.box
    boxes = [sheet.shown((word.left, top, word.right, bottom)) for word in words]
    return [replace(word, left=box[0], right=box[2]) for word, box in zip(words, boxes, strict=True)]


def _stands_out(text: str, size: float, bold: bool, usual: float) -> bool:
    if len(text) > HEADING_LENGTH or "\t" in text or text[-1:] in ".,;" or not any(map(str.isalpha, text)):
        return False
    return size >= 1.15 * usual or bold or (text.isupper() and len(text) > 3)
