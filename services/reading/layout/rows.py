"""Segments on one baseline become rows; wide gaps inside a row become tabs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.document import StyleRun, WordPlace
from services.reading.layout.segments import BULLETS, Segment, Word
from services.reading.pdf.styles import Look

SPACED = 0.1  # of the size: letters stand apart on purpose
CELL_GAP = 1.0  # of the size: a wider gap separates cells
BULLET_GAP = 4.0  # of the size: how far from its words a bullet may stand


@dataclass(slots=True)
class Row:
    """Segments on one baseline, from left to right."""

    base: float
    segments: list[Segment] = field(default_factory=list)
    block: int = 0

    @property
    def size(self) -> float:
        return max([segment.size for segment in self.segments])

    @property
    def box(self) -> tuple[float, float, float, float]:
        parts = self.segments
        return (
            round(min([part.left for part in parts]), 1), round(min([part.top for part in parts]), 1),
            round(max([part.right for part in parts]), 1), round(max([part.bottom for part in parts]), 1),
        )  # fmt: skip

    @property
    def bold(self) -> bool:
        """Whether its first cell is mostly bold."""
        letters = heavy = 0.0
        before = None
        for part in self.segments:
            if before is not None and parted(before, part):
                break
            letters += len(part.text)
            heavy += part.bold * len(part.text)
            before = part
        return heavy > 0.6 * letters

    @property
    def text(self) -> str:
        if len(self.segments) == 1:
            return self.segments[0].styled
        return "".join([mark + word.text for mark, word in self.words()])

    def words(self) -> Iterator[tuple[str, Word]]:
        """Each word with what stands before it: nothing, a space or a tab."""
        before = None
        for part in self.segments:
            mark = "" if before is None else "\t" if parted(before, part) else " "
            tab = part.bold_words or -1
            for number, word in enumerate(part.words):
                yield mark if number == 0 else "\t" if number == tab else " ", word
            before = part

    def places(self) -> tuple[str, list[StyleRun], list[WordPlace]]:
        """The row's text, its looks and where its words stand."""
        parts: list[str] = []
        places: list[WordPlace] = []
        looks: list[tuple[int, Look]] = []
        end = 0
        for mark, word in self.words():
            start = end + len(mark)
            end = start + len(word.text)
            parts += (mark, word.text)
            places.append(WordPlace(start, end, round(word.left, 1), round(word.right, 1)))
            for offset, look in word.looks:
                if not looks or looks[-1][1] is not look:
                    looks.append((start + offset, look))
        ends = [begin for begin, _ in looks[1:]] + [end]
        runs = [
            StyleRun(begin, stop, look.size, look.bold, look.italic, look.colour)
            for (begin, look), stop in zip(looks, ends, strict=True)
        ]
        return "".join(parts), runs, places


def parted(before: Segment, part: Segment) -> bool:
    """Whether a new cell begins: behind a wide gap, or behind a smaller one where the weight changes."""
    gap = (part.left - before.right) / max(before.size, part.size)
    return part.cell or gap > CELL_GAP or (gap > 0.5 and abs(before.bold - part.bold) > 0.9)


def rows_of(segments: list[Segment]) -> list[Row]:
    """Rows from top to bottom. Two segments share a row when their x-heights overlap by more than half."""
    rows: list[Row] = []
    row: Row | None = None
    for segment in sorted(segments, key=_place):
        if row is not None and segment.base - row.base <= 0.35 * min(segment.size, row.segments[0].size):
            row.segments.append(segment)
        else:
            row = Row(segment.base, [segment])
            rows.append(row)
    for row in rows:
        if len(row.segments) > 1:
            row.segments.sort(key=_left)
    return rows


def _place(part: Segment) -> tuple[float, float]:
    return part.base, part.left


def _left(part: Segment) -> float:
    return part.left


def tidy(segments: list[Segment]) -> list[Segment]:
    """Segments once each (some producers print bold text twice), letter-spaced words closed, bullets attached."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for segment in segments:
        key = (segment.text, round(segment.left / 2), round(segment.base / 2))
        if key not in seen:
            seen.add(key)
            _close_letters(segment)
            kept.append(segment)
    return [segment for row in rows_of(kept) for segment in _with_bullets(row.segments)]


def _close_letters(segment: Segment) -> None:
    """Letter-spaced words become words: "E D U C A T I O N", and "BL ACKWEL L" where the spacing is a style.

    What separates words is a gap that is wider than the spacing by nearly a space.
    """
    words = segment.words
    if len(words) < 2:
        return
    if len(words) >= 4 and sum([len(word.text) == 1 for word in words]) >= 0.8 * len(words):
        limit = sorted(segment.gaps)[(len(words) - 1) // 3] * 1.6 + 0.02
    elif segment.tight > SPACED:
        limit = segment.tight + 0.14
    else:
        return
    closed = [words[0]]
    for gap, word in zip(segment.gaps, words[1:], strict=True):
        if gap > limit:
            closed.append(word)
        else:
            closed[-1] = closed[-1].joined(word)
    segment.words = closed
    segment.retext()


def _with_bullets(parts: list[Segment]) -> list[Segment]:
    """A bullet belongs to the words after it, however far they stand."""
    kept: list[Segment] = []
    for part in parts:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.text in BULLETS
            and part.left - before.right < BULLET_GAP * part.size
        ):
            part.words[:0] = before.words
            part.left, part.cell = before.left, before.cell
            part.top, part.bottom = min(before.top, part.top), max(before.bottom, part.bottom)
            part.retext()
            kept[-1] = part
        else:
            kept.append(part)
    return kept
