"""Words that nobody sees, found by geometry and colour and settled by the page's picture.

The page is drawn twice, with and without the suspected text objects: a word of theirs that makes no difference, or one
that differs from its ground by next to nothing, is hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from services.reading.layout.segments import Segment, Word
from services.reading.pdf import calls as calls
from services.reading.pdf.calls import Numbers
from services.reading.pdf.frame import Frame
from services.reading.pdf.glyphs import PageGlyphs
from services.reading.pdf.scene import Scene
from services.reading.pdf.suspects import NEAR, NEAR_CHANNEL, REPLACED, Suspects, distance

NO_MARK = 4  # levels: what changes a picture by less has left no mark on it
SEEN_SHARE = 0.3  # share of the ground's pixels that letters must stand out from
PAPER = 0xF0  # a ground whose every channel is at least this is paper
LEAST_INNER = 5  # pixels: of a narrower word nothing is left aside
SCALE = 1.0


@dataclass(slots=True)
class _Suspected:
    """A segment whose words are cut where its text objects meet; `reasons` has why each may be, or is, unseen."""

    part: Segment
    words: list[Word]
    reasons: list[str | None]
    goes_on: list[bool]  # whether each belongs to one word with the one before


def separate_hidden(page: Any, textpage: Any, glyphs: PageGlyphs, scene: Scene, frame: Frame) -> None:
    """Move the words that nobody sees to the page's hidden segments, each with how it was hidden."""
    text = calls.address(textpage)
    suspects = Suspects(scene, frame)
    found: dict[int, _Suspected] = {}
    handles: set[int] = set()
    for part in (*glyphs.segments, *glyphs.turned):
        suspected = _suspected(text, part, glyphs.objects, suspects, frame, handles)
        if suspected is not None:
            found[id(part)] = suspected
    if not found:
        return
    _settle(page, found.values(), handles)
    for kind in (glyphs.segments, glyphs.turned):
        kind[:] = [rest for part in kind for rest in _seen(part, found.get(id(part)), glyphs.hidden)]


def _suspected(
    text: int,
    part: Segment,
    all_objects: list[int | None],
    suspects: Suspects,
    frame: Frame,
    handles: set[int],
) -> _Suspected | None:
    """A segment with an object that may be unseen; such objects are added to `handles`."""
    objects = all_objects[part.span[0] : part.span[1] + 1]
    own = set(objects) - {None}
    if len(own) <= 1:
        handle = own.pop() or 0 if own else 0
        reason = suspects.reason(handle, part, part.words)
        if reason is None:
            return None
        handles.add(handle)
        count = len(part.words)
        return _Suspected(part, part.words, [reason] * count, [False] * count)
    pieces = _pieces(text, part, objects, frame)
    by_object: dict[int, list[Word]] = {}
    for word, handle, _ in pieces:
        by_object.setdefault(handle, []).append(word)
    why = {handle: suspects.reason(handle, part, words) for handle, words in by_object.items()}
    if not any(why.values()):
        return None
    handles.update([handle for handle, reason in why.items() if reason is not None])
    words, owners, goes_on = zip(*pieces, strict=True)
    return _Suspected(part, list(words), [why[handle] for handle in owners], list(goes_on))


def _pieces(
    text: int, part: Segment, objects: list[int | None], frame: Frame
) -> list[tuple[Word, int, bool]]:
    """The words of a segment, cut where one text object ends and another begins, each with its object, and whether it
    goes on with the word before."""
    places = [at for at, handle in enumerate(objects, start=part.span[0]) if handle is not None]
    owners = [handle for handle in objects if handle is not None]
    if len(owners) != sum([len(word.text) for word in part.words]):
        return [(word, owners[0] if owners else 0, False) for word in part.words]
    found, at = [], 0
    for word in part.words:
        end = at + len(word.text)
        cuts = [at, *(cut for cut in range(at + 1, end) if owners[cut] != owners[cut - 1]), end]
        if len(cuts) == 2:
            found.append((word, owners[at], False))
        else:
            boxes = frame.boxes(calls.boxes_of(text, places[at:end])).tolist()
            for start, stop in pairwise(cuts):
                found.append((_cut(word, start - at, stop - at, boxes), owners[start], start > at))
        at = end
    return found


def _cut(word: Word, start: int, stop: int, boxes: list[list[float]]) -> Word:
    looks = [(offset - start, look) for offset, look in word.looks if offset < stop]
    before = [look for offset, look in looks if offset <= 0]
    kept = ((0, before[-1]), *((offset, look) for offset, look in looks if offset > 0))
    left, right = min(box[0] for box in boxes[start:stop]), max(box[2] for box in boxes[start:stop])
    return Word(word.text[start:stop], left, right, kept)


def _settle(page: Any, suspects: Iterable[_Suspected], handles: set[int]) -> None:
    """Replace each suspicion by why the word is hidden, or None."""
    shown = page.render(scale=SCALE).to_numpy()[:, :, :3].astype(np.int16)
    for handle in handles:
        calls.set_active(handle, 0)
    try:
        without = page.render(scale=SCALE).to_numpy()[:, :, :3].astype(np.int16)
    finally:
        for handle in handles:
            calls.set_active(handle, 1)
    for one in suspects:
        one.reasons = [
            _reason(one.part, word, suspicion, shown, without)
            for word, suspicion in zip(one.words, one.reasons, strict=True)
        ]


def _reason(part: Segment, word: Word, suspicion: str | None, shown: Numbers, without: Numbers) -> str | None:
    if suspicion is None or suspicion == REPLACED:
        return suspicion
    height, width = shown.shape[:2]
    left, right = max(0, int(word.left * SCALE)), min(width, int(word.right * SCALE) + 1)
    top, bottom = max(0, int(part.top * SCALE)), min(height, int(part.bottom * SCALE) + 1)
    if left >= right or top >= bottom:
        return "outside"
    ground = without[top:bottom, left:right]
    apart = max((_apart(ground, look.colour) for _, look in word.looks), default=0.0)
    least = min((_apart(ground, look.colour) for _, look in word.looks), default=0.0)
    same = "white" if ground.min(axis=2).mean() >= PAPER else "colour"
    changed = np.abs(shown[top:bottom, left:right] - ground)
    inner = (
        changed[:, 1:-1] if right - left >= LEAST_INNER else changed
    )  # the next word's edge is not its own
    if inner.max() <= NO_MARK:
        return suspicion if suspicion != "colour" and apart > 0.5 else same
    return same if least < SEEN_SHARE else None


def _apart(ground: Numbers, colour: int) -> float:
    """The share of a ground's pixels that letters of a colour stand out from."""
    blue, green, red = (ground[:, :, index] - (colour >> 8 * index & 255) for index in range(3))
    channels = np.abs(np.stack([red, green, blue])).max(axis=0)
    return float(((distance(red, green, blue) >= NEAR) | (channels >= NEAR_CHANNEL)).mean())


def _seen(part: Segment, suspected: _Suspected | None, hidden: list[Segment]) -> list[Segment]:
    """What is left of a segment; its hidden words go to `hidden`."""
    if suspected is None or not any(suspected.reasons):
        return [part]
    reasons = [reason for reason in dict.fromkeys(suspected.reasons) if reason is not None]
    hidden += [part.of_words(_of(suspected, reason), reason) for reason in reasons]
    rest = _of(suspected, None)
    return [part.of_words(rest, None)] if rest else []


def _of(suspected: _Suspected, reason: str | None) -> list[Word]:
    """The words with this reason; pieces of one word are joined again."""
    words: list[Word] = []
    last = -2
    for at, (word, why, goes_on) in enumerate(
        zip(suspected.words, suspected.reasons, suspected.goes_on, strict=True)
    ):
        if why == reason:
            if goes_on and last == at - 1:
                words[-1] = words[-1].joined(word)
            else:
                words.append(word)
            last = at
    return words
