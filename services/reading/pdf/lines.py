"""Where glyphs in the file's order begin another segment or another word, by the gaps between them."""

import numpy as np

from services.reading.pdf.calls import Numbers
from services.reading.pdf.styles import Style

SPLIT = 0.9  # of the size: a wider gap ends a segment
OBJECT_SPLIT = 0.5  # of the size: the same between two text objects
WORD_GAP = 0.28  # of the size: a wider gap is a space even where none is written
OVERLAP = -0.8  # of the size: a letter this far back begins something else
SAME_BASELINE = 0.3
RAISED = 0.6  # of the size: how far a superscript's baseline may lie from its word's
SMALL = 0.85  # of the size: how large a superscript may be
WIDEST_SPACE = 2.5  # of the size: of a justified line
EVEN = 0.15  # of the size: how much the spaces of a justified line differ
LEAST_SPACES = 4
SPACED = 0.12  # of the size: letters of a heading stand apart on purpose
LEAST_SPACED = 5  # letters


class Lines:
    """One array each, for every glyph: `start` and `end` along its line, `base`, `size`, `bold`, `gap` before it in
    sizes, and whether it begins a segment (`breaks`) or a word."""

    def __init__(self, boxes: Numbers, spaced: Numbers, style_of: Numbers, styles: list[Style]) -> None:
        self.size = np.array([style.size for style in styles])[style_of]
        self.base = np.array([style.base for style in styles])[style_of]
        self.bold = np.array([style.look.bold for style in styles], float)[style_of]
        self.start, self.end = _along(boxes, np.array([style.direction for style in styles])[style_of])
        self.gap = np.zeros(len(boxes))
        self.gap[1:] = (self.start[1:] - self.end[:-1]) / self.size[1:]
        one = np.zeros(len(boxes), bool)  # the letters of one ligature share its box
        one[1:] = (boxes[1:] == boxes[:-1]).all(axis=1) & ~spaced[1:] & (style_of[1:] == style_of[:-1])
        self.word_starts = (spaced | (self.gap > WORD_GAP)) & ~one
        kinds = np.array([hash((style.hidden, style.direction)) for style in styles])[style_of]
        self.breaks = self._broken(style_of, kinds) & ~one
        self.gap[one] = 0.0

    def _broken(self, style_of: Numbers, kinds: Numbers) -> Numbers:
        gap, size = self.gap[1:], self.size
        changed = style_of[1:] != style_of[:-1]
        large, small = np.maximum(size[1:], size[:-1]), np.minimum(size[1:], size[:-1])
        shift = np.abs(self.base[1:] - self.base[:-1])
        raised = (shift <= RAISED * large) & (small < SMALL * large) & (gap < 0.25) & (gap > -0.3)
        hard = changed & ((kinds[1:] != kinds[:-1]) | ~((shift <= SAME_BASELINE * large) | raised))
        hard |= (gap < OVERLAP) | (gap > WIDEST_SPACE)
        soft = ~hard & ((gap > SPLIT) | (changed & (gap > OBJECT_SPLIT)))
        if soft.any():
            soft &= ~self._even(hard, soft)
        return np.concatenate([[True], hard | soft])

    def _even(self, hard: Numbers, soft: Numbers) -> Numbers:
        """Which wide gaps are spaces: of a justified line, or between words whose letters stand apart."""
        even = np.zeros(len(soft), bool)
        ends = np.append(np.flatnonzero(hard), len(soft)).tolist()
        start = 0
        for end in ends:
            if soft[start:end].any():
                between = self.gap[start + 1 : end + 1]
                spacing = float(np.quantile(between, 0.4))
                if spacing > SPACED and len(between) >= LEAST_SPACED:
                    even[start:end] = between <= SPLIT + 2.2 * spacing
                else:
                    even[start:end] = self._justified(start, end)
            start = end + 1
        return even

    def _justified(self, start: int, end: int) -> Numbers:
        """Which gaps are as wide as nearly all other spaces of their line."""
        even = np.zeros(end - start, bool)
        places = np.flatnonzero(self.word_starts[start + 1 : end + 1])
        gaps = self.gap[start + 1 + places]
        near = np.abs(gaps - np.median(gaps)) <= EVEN if len(gaps) else gaps > 0
        if len(gaps) >= LEAST_SPACES and near.mean() >= 0.8:
            even[places[near]] = True
        return even


def _along(boxes: Numbers, directions: Numbers) -> tuple[Numbers, Numbers]:
    """Where each glyph begins and ends in its writing direction."""
    start, end = boxes[:, 0].astype(float), boxes[:, 2].astype(float)
    if (directions == "right").all():
        return start, end
    for name, low, high, sign in (("left", 2, 0, -1), ("up", 3, 1, -1), ("down", 1, 3, 1)):
        there = directions == name
        start[there], end[there] = sign * boxes[there, low], sign * boxes[there, high]
    return start, end
