"""Words that nobody sees: invisible, tiny, outside the page, or in the colour of their ground."""

from typing import Any

from services.reading.glyphs import PageGlyphs
from services.reading.segments import Segment

PALE = 0xE6  # a colour whose every channel is at least this is hard to see on white
LEAST_CONTRAST = 12  # levels between the darkest and the lightest pixel of a word's box
SCALE = 1.0


def separate_hidden(page: Any, glyphs: PageGlyphs) -> PageGlyphs:
    """Move pale segments that leave no mark in the page's picture to the hidden ones."""
    pale = [part for part in (*glyphs.segments, *glyphs.turned) if _is_pale(part.colour)]
    if pale:
        unseen = _without_mark(page, pale)
        glyphs.hidden += [part for part in pale if id(part) in unseen]
        glyphs.segments = [part for part in glyphs.segments if id(part) not in unseen]
        glyphs.turned = [part for part in glyphs.turned if id(part) not in unseen]
    return glyphs


def _is_pale(colour: int) -> bool:
    return min(colour >> 16, colour >> 8 & 255, colour & 255) >= PALE


def _without_mark(page: Any, pale: list[Segment]) -> set[int]:
    """Ids of segments whose box is one flat colour in the rendered page."""
    picture = page.render(scale=SCALE, grayscale=True).to_numpy()
    height, width = picture.shape[:2]
    unseen = set()
    for part in pale:
        left, right = max(0, int(part.left * SCALE)), min(width, int(part.right * SCALE) + 1)
        top, bottom = max(0, int(part.top * SCALE)), min(height, int(part.bottom * SCALE) + 1)
        if left >= right or top >= bottom:
            continue
        box = picture[top:bottom, left:right]
        if int(box.max()) - int(box.min()) < LEAST_CONTRAST:
            unseen.add(id(part))
    return unseen
