"""Words that nobody sees, found by geometry and colour and settled by the page's picture.

Suspected is what has the colour of its ground, what something is drawn over, what a clipping area cuts off, and
what belongs to a layer. The page is then drawn twice, with and without the suspects: a word that makes no difference,
or one that differs from its ground by next to nothing, is hidden.
"""

from typing import Any

import numpy as np

from schemas.document import Box
from services.reading.layout.segments import Segment, Word
from services.reading.pdf import calls as calls
from services.reading.pdf.calls import Numbers
from services.reading.pdf.frame import Frame
from services.reading.pdf.glyphs import PageGlyphs
from services.reading.pdf.scene import Ground, Scene, clip_box, on_layer

PAGE = Ground(-1, (0.0, 0.0, 1e6, 1e6), 0xFFFFFF, True)
NEAR = 22.0  # levels of brightness, of 255: letters this close to their ground are not read
NEAR_CHANNEL = 64  # levels of a single channel: more is another colour, however bright
NO_MARK = 4  # levels: what changes a picture by less has left no mark on it
SEEN_SHARE = 0.3  # share of the ground's pixels that letters must stand out from
COVERED = 0.25  # share of a segment that something lies over
PAPER = 0xF0  # a ground whose every channel is at least this is paper
SCALE = 1.0


def separate_hidden(page: Any, textpage: Any, glyphs: PageGlyphs, scene: Scene, frame: Frame) -> None:
    """Move the words that nobody sees to the page's hidden segments, each with how it was hidden."""
    text = calls.address(textpage)
    suspects = []
    for part in (*glyphs.segments, *glyphs.turned):
        reason = _suspicion(text, part, scene, frame)
        if reason is not None:
            suspects.append((part, reason))
    if not suspects:
        return
    found = _settled(page, text, suspects)
    if found:
        for kind in (glyphs.segments, glyphs.turned):
            kind[:] = [rest for part in kind for rest in _seen(part, found.get(id(part)), glyphs.hidden)]


def _suspicion(text: int, part: Segment, scene: Scene, frame: Frame) -> str | None:
    handle = calls.object_of(text, part.span[0]) or 0
    box = (part.left, part.top, part.right, part.bottom)
    depth = scene.depths.get(handle)
    if depth is None or scene.crowded or handle in scene.in_forms:
        return "colour"
    if scene.grounds:
        if any(ground.depth > depth and ground.covers(box) > COVERED for ground in scene.grounds):
            return "covered"
        if any(_near(part.colour, ground.colour) for ground in _beneath(scene, box, depth)):
            return "colour"
    elif _near(part.colour, PAGE.colour):
        return "colour"
    clip = clip_box(handle, frame)
    if clip is not None and Ground(0, clip, None, False).covers(box) < 1 - COVERED:
        return "clipped"
    return "layer" if on_layer(handle) else None


def _beneath(scene: Scene, box: Box, depth: int) -> list[Ground]:
    """What may be the ground of a text, from the top down to the first that surely is."""
    found = []
    for ground in reversed(scene.grounds):
        share = ground.covers(box) if ground.depth < depth else 0.0
        if share > 0.05:
            found.append(ground)
            if ground.whole and share > 0.95:
                return found
    return [*found, PAGE]


def _near(colour: int, ground: int | None) -> bool:
    """Whether letters cannot be told from their ground; a ground of many colours is not known."""
    if ground is None:
        return True
    red, green, blue = ((colour >> shift & 255) - (ground >> shift & 255) for shift in (16, 8, 0))
    return _distance(red, green, blue) < NEAR and max(abs(red), abs(green), abs(blue)) < NEAR_CHANNEL


def _distance(red: Any, green: Any, blue: Any) -> Any:
    """Difference of brightness, by the weights of ITU-R BT.601."""
    return 0.299 * abs(red) + 0.587 * abs(green) + 0.114 * abs(blue)


def _settled(page: Any, text: int, suspects: list[tuple[Segment, str]]) -> dict[int, list[str | None]]:
    """For each segment with a hidden word: why each of its words is hidden, or None."""
    handles = {
        calls.object_of(text, index)
        for part, _ in suspects
        for index in range(part.span[0], part.span[1] + 1)
    }
    handles.discard(None)
    shown = page.render(scale=SCALE).to_numpy()[:, :, :3].astype(np.int16)
    for handle in handles:
        calls.set_active(handle, 0)
    try:
        without = page.render(scale=SCALE).to_numpy()[:, :, :3].astype(np.int16)
    finally:
        for handle in handles:
            calls.set_active(handle, 1)
    found = {}
    for part, suspicion in suspects:
        reasons = [_reason(part, word, suspicion, shown, without) for word in part.words]
        if any(reasons):
            found[id(part)] = reasons
    return found


def _reason(part: Segment, word: Word, suspicion: str, shown: Numbers, without: Numbers) -> str | None:
    height, width = shown.shape[:2]
    left, right = max(0, int(word.left * SCALE)), min(width, int(word.right * SCALE) + 1)
    top, bottom = max(0, int(part.top * SCALE)), min(height, int(part.bottom * SCALE) + 1)
    if left >= right or top >= bottom:
        return "outside"
    ground = without[top:bottom, left:right]
    colour = word.looks[0][1].colour
    blue, green, red = (ground[:, :, index] - (colour >> 8 * index & 255) for index in range(3))
    apart = (_distance(red, green, blue) >= NEAR) | (
        np.abs(np.stack([red, green, blue])).max(axis=0) >= NEAR_CHANNEL
    )
    same = "white" if ground.min(axis=2).mean() >= PAPER else "colour"
    if np.abs(shown[top:bottom, left:right] - ground).max() <= NO_MARK:
        return suspicion if suspicion != "colour" and apart.mean() > 0.5 else same
    return same if apart.mean() < SEEN_SHARE else None


def _seen(part: Segment, reasons: list[str | None] | None, hidden: list[Segment]) -> list[Segment]:
    """What is left of a segment; its hidden words go to `hidden`."""
    if reasons is None:
        return [part]
    for reason in dict.fromkeys(reasons):
        if reason is not None:
            words = [word for word, why in zip(part.words, reasons, strict=True) if why == reason]
            hidden.append(part.of_words(words, reason))
    rest = [word for word, why in zip(part.words, reasons, strict=True) if why is None]
    return [part.of_words(rest, None)] if rest else []
