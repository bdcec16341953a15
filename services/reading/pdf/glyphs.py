"""A PDF page's glyphs, gathered into segments.

Everything comes from pdfium's text page: the character, its loose box, and per text object the style. Glyphs are
handled as arrays: a page has thousands of them. Coordinates are points from the page's top left, as it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from schemas.cv import ProcessingStatus
from services.reading.failure import ReadingFailed
from services.reading.layout.segments import Looks, Segment, Word
from services.reading.limits import MAX_GLYPHS_ON_PAGE
from services.reading.pdf.calls import Numbers, address, boxes_of, codes_of
from services.reading.pdf.codes import ICON, pictured, plain_codes, visible
from services.reading.pdf.frame import Frame
from services.reading.pdf.lines import OVERLAP, SMALL, Lines
from services.reading.pdf.styles import Look, Style, Styles

__all__ = ["PageGlyphs", "Segment", "read_glyphs"]


@dataclass(slots=True)
class PageGlyphs:
    """A page's segments, apart: what is seen, what nobody sees, what runs in another direction."""

    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    hidden: list[Segment] = field(default_factory=list)
    turned: list[Segment] = field(default_factory=list)
    letters: int = 0  # glyphs, white space included
    nameless: int = 0  # glyphs that stand for no character
    codes: Numbers = field(default_factory=lambda: np.zeros(0, np.uint32))  # before cleaning
    objects: list[int | None] = field(
        default_factory=list
    )  # for each code its text object; None for white space


@dataclass(slots=True)
class _Glyphs:
    """The visible glyphs of a page, one array each; `styles` holds one style for each `style_of` number."""

    places: Numbers  # index in the text page
    codes: Numbers
    boxes: Numbers
    spaced: Numbers
    after_icon: Numbers
    style_of: Numbers
    styles: list[Style]


def read_glyphs(textpage: Any, frame: Frame) -> PageGlyphs:
    """The segments of a page; raises ReadingFailed: too_large beyond the limit of glyphs."""
    count = int(pdfium.FPDFText_CountChars(textpage))
    if count > MAX_GLYPHS_ON_PAGE:
        raise ReadingFailed(ProcessingStatus.TOO_LARGE)
    result = PageGlyphs(frame.width, frame.height, letters=max(0, count))
    if count <= 0:
        return result
    text = address(textpage)
    result.codes = codes_of(text, count)
    glyphs = _gather(text, result, frame)
    if glyphs is not None:
        for segment, style in _segments(glyphs):
            _keep(result, segment, style)
    return result


def _keep(result: PageGlyphs, segment: Segment, style: Style) -> None:
    outside = (
        segment.right < 0 or segment.left > result.width or segment.bottom < 0 or segment.top > result.height
    )
    if style.hidden or outside:
        segment.hidden = style.hidden or "outside"
        result.hidden.append(segment)
    elif style.direction != "right":
        result.turned.append(segment)
    else:
        result.segments.append(segment)


def _gather(text: int, page: PageGlyphs, frame: Frame) -> _Glyphs | None:
    seen, space = visible(page.codes)
    page.nameless = int((page.codes == 0).sum())
    places = np.flatnonzero(seen)
    if not len(places):
        return None
    spaces = np.cumsum(space)[places]
    spaced = np.empty(len(places), bool)
    spaced[0], spaced[1:] = True, spaces[1:] != spaces[:-1]
    boxes = frame.boxes(boxes_of(text, places.tolist()))
    styles: list[Style] = []
    page.objects = [None] * len(page.codes)
    style_of = _styled(Styles(text, frame), places, boxes, spaced, styles, page.objects)
    codes = plain_codes(page.codes[places])
    fonts = [style.font for style in styles]
    icons, bullets = np.array([font.icons for font in fonts]), np.array([font.bullets for font in fonts])
    if icons.any() or bullets.any():
        codes = pictured(codes, icons[style_of], bullets[style_of])
    return _without_icons(_Glyphs(places, codes, boxes, spaced, np.zeros(len(codes), bool), style_of, styles))


def _styled(
    look: Styles,
    places: Numbers,
    boxes: Numbers,
    spaced: Numbers,
    styles: list[Style],
    objects: list[int | None],
) -> Numbers:
    """A style's number for each glyph; the styles themselves go to `styles`, the text objects to `objects`.

    Glyphs of one height that touch each other look alike when the first and the last of them do.
    """
    top, bottom = boxes[:, 1], boxes[:, 3]
    height = np.maximum(bottom - top, 1e-3)[1:]
    gap = (boxes[1:, 0] - boxes[:-1, 2]) / height
    apart = spaced.copy()
    apart[1:] |= (np.abs(top[1:] - top[:-1]) > 0.05) | (np.abs(bottom[1:] - bottom[:-1]) > 0.05)
    apart[1:] |= (gap > 0.25) | (gap < OVERLAP)
    starts = np.flatnonzero(apart).tolist()
    indices = places.tolist()
    numbers: dict[int, int] = {}
    found = np.empty(len(indices), np.int32)

    def number(style: Style) -> int:
        known = numbers.get(id(style))
        if known is None:
            known = numbers[id(style)] = len(styles)
            styles.append(style)
        return known

    for start, end in zip(starts, [*starts[1:], len(indices)], strict=True):
        first = look.at(indices[start])
        last = look.at(indices[end - 1]) if end - start > 1 else first
        if first is last or _alike(first, last):
            found[start:end] = number(first)
            for index in indices[start:end]:
                objects[index] = first.handle
        else:
            for place, index in enumerate(indices[start:end], start=start):
                style = look.at(index)
                found[place], objects[index] = number(style), style.handle
    return found


def _alike(these: Style, those: Style) -> bool:
    return (
        these.look is those.look and these.hidden == those.hidden and these.font is those.font
        and these.direction == those.direction and abs(these.base - those.base) < 0.1
    )  # fmt: skip


def _without_icons(glyphs: _Glyphs) -> _Glyphs | None:
    """Icons leave; what follows one begins a cell of its own."""
    icons = glyphs.codes == ICON
    if not icons.any():
        return glyphs
    kept = np.flatnonzero(~icons)
    if not len(kept):
        return None
    after = np.diff(kept, prepend=-1) > 1
    spaced = glyphs.spaced[kept] | after
    return _Glyphs(
        glyphs.places[kept], glyphs.codes[kept], glyphs.boxes[kept], spaced, after, glyphs.style_of[kept],
        glyphs.styles,
    )  # fmt: skip


def _segments(glyphs: _Glyphs) -> Iterator[tuple[Segment, Style]]:
    """Segments in the file's order, each with the style of its first letter."""
    lines = Lines(glyphs.boxes, glyphs.spaced, glyphs.style_of, glyphs.styles)
    breaks = lines.breaks | glyphs.after_icon
    word_starts = breaks | lines.word_starts
    firsts = np.flatnonzero(breaks)
    ends = [*firsts[1:].tolist(), len(breaks)]
    measures = _measures(glyphs, lines, word_starts, firsts)
    words = _words(glyphs, lines, np.flatnonzero(word_starts).tolist())
    counts = np.add.reduceat(word_starts, firsts, dtype=int).tolist()
    places = glyphs.places.tolist()
    at = 0
    for first, end, count, measured in zip(firsts.tolist(), ends, counts, measures, strict=True):
        style = glyphs.styles[glyphs.style_of[first]]
        left, top, right, bottom, base, size, bold, tight = measured
        segment = Segment(left, top, right, bottom, base, size, bold, words[at : at + count], tight)
        segment.cell, segment.colour = bool(glyphs.after_icon[first]), style.look.colour
        segment.span = places[first], places[end - 1]
        at += count
        if style.direction != "right":
            for word in segment.words:
                word.left, word.right = segment.left, segment.right
        yield segment, style


def _words(glyphs: _Glyphs, lines: Lines, starts: list[int]) -> list[Word]:
    text = glyphs.codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    left, right = lines.start.tolist(), lines.end.tolist()
    numbers: list[int] = glyphs.style_of.tolist()
    styles = glyphs.styles
    whole: list[Looks] = [((0, style.look),) for style in styles]
    words = []
    for begin, stop in zip(starts, [*starts[1:], len(numbers)], strict=True):
        number = numbers[begin]
        looks = whole[number] if numbers[stop - 1] == number else _looks(styles, numbers[begin:stop])
        words.append(Word(text[begin:stop], left[begin], right[stop - 1], looks))
    return words


def _looks(styles: list[Style], numbers: list[int]) -> Looks:
    """Which looks a stretch of glyphs shows, and from which glyph on."""
    changes: list[tuple[int, Look]] = []
    for offset, number in enumerate(numbers):
        look = styles[number].look
        if not changes or look is not changes[-1][1]:
            changes.append((offset, look))
    return tuple(changes)


def _measures(glyphs: _Glyphs, lines: Lines, word_starts: Numbers, firsts: Numbers) -> list[list[float]]:
    """Box, baseline, size, share of bold letters and tightness of each segment."""
    boxes, codes = glyphs.boxes, glyphs.codes
    counts = np.diff(np.append(firsts, len(boxes)))
    worded = (codes >= 0xC0) | ((codes >= 0x30) & (codes <= 0x39)) | ((codes | 0x20) - 0x61 < 26)
    size = np.maximum.reduceat(np.where(worded, lines.size, 0), firsts)
    size = np.where(size > 0, size, np.maximum.reduceat(lines.size, firsts))
    lasts = firsts + counts - 1
    base = np.where(lines.size[firsts] < SMALL * size, lines.base[lasts], lines.base[firsts])
    inner = ~word_starts
    gaps = np.add.reduceat(np.where(inner, lines.gap, 0), firsts)
    columns = (
        np.minimum.reduceat(boxes[:, 0], firsts), np.minimum.reduceat(boxes[:, 1], firsts),
        np.maximum.reduceat(boxes[:, 2], firsts), np.maximum.reduceat(boxes[:, 3], firsts),
        base, size, np.add.reduceat(lines.bold, firsts) / counts,
        gaps / np.maximum(1, np.add.reduceat(inner, firsts, dtype=int)),
    )  # fmt: skip
    measured: list[list[float]] = np.column_stack(columns).tolist()
    return measured
