"""What a strip says: letters with their places and how sure each is."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from services.reading.ocr.models import RECOGNITION, Numbers, as_input, network, run_network
from services.reading.ocr.strips import Strip

HEIGHT = 48  # pixels of a strip as the network sees it
SQUEEZE = 0.7  # of the width: letters are read as well when they are set closer, in less time
UNSURE = 0.85  # mean of the letters
WIDEST = 1800  # the same: a wider strip is read in slices
LEAST_WIDTH = 64
STEP = 8
SLICED_AT = 0.2  # of the height: a gap that parts two words
OTHER_SCRIPT = 0.4  # of the letters: with no more of another script, only Latin ones can be meant
Codes = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; `place` is its column in the strip, `spaced` whether the network saw a space before it."""

    text: str
    place: float
    sure: float
    spaced: bool


def read_letters(strip: Strip) -> list[Letter]:
    """The letters of a strip from left to right, without spaces."""
    found: list[Letter] = []
    for first, last in _slices(strip):
        letters = _surest(strip.pixels[:, first:last], first)
        if found and letters:
            letters[0] = Letter(letters[0].text, letters[0].place, letters[0].sure, True)
        found += letters
    return found


def _slices(strip: Strip) -> list[tuple[int, int]]:
    """Stretches that are narrow enough, cut in the widest gaps; where there is none, anywhere."""
    most = int(WIDEST * strip.height / HEIGHT / SQUEEZE)
    cuts = [(gap.start + gap.end) // 2 for gap in strip.gaps() if gap.width > SLICED_AT * strip.height]
    slices, first = [], 0
    while strip.width - first > most:
        within = [cut for cut in cuts if first + most // 2 < cut <= first + most]
        last = within[-1] if within else first + most
        slices.append((first, last))
        first = last
    return [*slices, (first, strip.width)]


def _surest(pixels: Any, offset: int) -> list[Letter]:
    """Read at the closer setting; what is unsure there once more at its own width."""
    letters = _read(pixels, offset, SQUEEZE)
    if not letters or _mean(letters) >= UNSURE:
        return letters
    again = _read(pixels, offset, 1.0)
    return again if again and _mean(again) > _mean(letters) else letters


def _mean(letters: list[Letter]) -> float:
    return sum(letter.sure for letter in letters) / len(letters)


def _read(pixels: Any, offset: int, squeeze: float) -> list[Letter]:
    height, width = pixels.shape
    scaled = max(4, round(width * squeeze * HEIGHT / height))
    image = Image.fromarray(pixels).resize((scaled, HEIGHT), Image.Resampling.BICUBIC)
    padded = max(LEAST_WIDTH, -(-scaled // STEP) * STEP)
    if padded > scaled:
        paper = Image.new("L", (padded, HEIGHT), int(np.median(pixels)))
        paper.paste(image, (0, 0))
        image = paper
    chances = run_network(RECOGNITION, as_input(np.asarray(image)))[0]
    return _decoded(chances, offset, padded / len(chances) * height / HEIGHT / squeeze)


def _decoded(chances: Numbers, offset: int, step: float) -> list[Letter]:
    """Letters from the chances at each step: the likeliest ones, repeats taken once, blanks left out."""
    best = chances.argmax(axis=1)
    latin = latin_codes()
    foreign = sum(bool(code) and code not in latin for code in best.tolist())
    if foreign <= OTHER_SCRIPT * np.count_nonzero(best):
        best = latin[chances[:, latin].argmax(axis=1)]
    alphabet, letters, spaced, last = characters(), list[Letter](), False, 0
    for place, code in enumerate(best.tolist()):
        if code not in (0, last):
            if alphabet[code].isspace():
                spaced = True
            else:
                sure = float(chances[place, code])
                letters.append(Letter(alphabet[code], offset + (place + 0.5) * step, sure, spaced))
                spaced = False
        last = code
    return letters


@cache
def characters() -> list[str]:
    """The network's alphabet; the first stands for no letter, the last for a space."""
    words = network(RECOGNITION).get_modelmeta().custom_metadata_map["character"].splitlines()
    return ["", *words, " "]


@cache
def latin_codes() -> Codes:
    """Those of the alphabet's codes that stand in texts of Latin script, the one for no letter among them."""
    codes = [
        code for code, word in enumerate(characters())
        if all(ord(part) < 0x250 or 0x2000 <= ord(part) < 0x2460 or part in "■□▪▫●○◆★☆✓" for part in word)
    ]  # fmt: skip
    return np.array(codes)
