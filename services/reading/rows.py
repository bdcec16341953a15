"""Segments on one baseline become rows; wide gaps inside a row become tabs."""

from dataclasses import dataclass, field
from itertools import pairwise

from services.reading.glyphs import BULLETS, Segment

SPACED = 0.1  # of the size: letters stand apart on purpose
MOST_STYLED = 110
CELL_GAP = 1.0  # of the size: a wider gap separates cells


@dataclass(slots=True)
class Row:
    """Segments on one baseline, from left to right."""

    base: float
    segments: list[Segment] = field(default_factory=list)
    block: int = 0

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    @property
    def box(self) -> tuple[float, float, float, float]:
        parts = self.segments
        return (
            round(min(part.left for part in parts), 1), round(min(part.top for part in parts), 1),
            round(max(part.right for part in parts), 1), round(max(part.bottom for part in parts), 1),
        )  # fmt: skip

    @property
    def bold(self) -> bool:
        """Whether its first cell is mostly bold."""
        cell = [self.segments[0]]
        for before, part in pairwise(self.segments):
            if parted(before, part):
                break
            cell.append(part)
        return sum(part.bold * len(part.text) for part in cell) > 0.6 * sum(len(part.text) for part in cell)

    @property
    def text(self) -> str:
        words = _styled(self.segments[0])
        for before, part in pairwise(self.segments):
            words += ("\t" if parted(before, part) else " ") + _styled(part)
        return words


def parted(before: Segment, part: Segment) -> bool:
    """Whether a new cell begins: behind a wide gap, or behind a smaller one where the weight changes."""
    gap = (part.left - before.right) / max(before.size, part.size)
    return part.cell or gap > CELL_GAP or (gap > 0.5 and abs(before.bold - part.bold) > 0.9)


def _styled(part: Segment) -> str:
    """A short line that begins in bold and goes on without it says two things: a tab parts them."""
    end, text = part.bold_end, part.text
    if not 2 < end < len(text) or len(text) > MOST_STYLED or text[end] != " ":
        return text
    letters = len(text) - text.count(" ")
    bold = len(text[:end]) - text[:end].count(" ")
    if (
        abs(part.bold - bold / letters) > 0.02
        or text[end - 1] in ":,;-–—|·("
        or text[end + 1 :][:1] in "-–—|·,(&"
    ):
        return text
    return f"{text[:end]}\t{text[end + 1 :]}"


def rows_of(segments: list[Segment]) -> list[Row]:
    """Rows from top to bottom. Two segments share a row when their x-heights overlap by more than half."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda part: (part.base, part.left)):
        row = rows[-1] if rows else None
        if row is not None and segment.base - row.base <= 0.35 * min(segment.size, row.segments[0].size):
            row.segments.append(segment)
        else:
            rows.append(Row(segment.base, [segment]))
    for row in rows:
        row.segments.sort(key=lambda part: part.left)
    return rows


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
    words = segment.text.split(" ")
    if len(words) < 2 or len(words) != len(segment.gaps) + 1:
        return
    if len(words) >= 4 and sum(len(word) == 1 for word in words) >= 0.8 * len(words):
        limit = sorted(segment.gaps)[len(segment.gaps) // 3] * 1.6 + 0.02
    elif segment.tight > SPACED:
        limit = segment.tight + 0.14
    else:
        return
    text = words[0]
    for gap, word in zip(segment.gaps, words[1:], strict=True):
        text += (" " if gap > limit else "") + word
    segment.text = text


def _with_bullets(parts: list[Segment]) -> list[Segment]:
    """A bullet belongs to the words after it, however far they stand."""
    kept: list[Segment] = []
    for part in parts:
        before = kept[-1] if kept else None
        if before is not None and before.text in BULLETS and part.left - before.right < 4 * part.size:
            before.text = f"{before.text} {part.text}"
            before.right, before.size, before.bold, before.bold_end = part.right, part.size, part.bold, 0
            before.top, before.bottom = min(before.top, part.top), max(before.bottom, part.bottom)
            before.base = part.base
        else:
            kept.append(part)
    return kept
