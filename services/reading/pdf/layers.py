"""Whether a page's text layer says what the page shows, or whether only its picture can be read."""

import re

from services.reading.pdf.glyphs import PageGlyphs
from services.reading.pdf.scene import Scene

FULL_PAGE = 0.35  # share of the page: beside a few letters, a picture this large is what the page says
PICTURE = 0.05  # share of the page: a picture this large may hold words
OUTLINES = 60  # paths: letters may have been drawn as outlines
FEW_LETTERS = 120  # on a page that is one picture: a stamp, not the text
SAMPLE = 3000  # letters that are judged
LEAST_JUDGED = 30  # letters; less is never called garbage
LEAST_COUNTED = 120  # Latin letters; less says nothing about how often each occurs
NAMELESS = 0.3  # share of glyphs that stand for no character
READABLE = re.compile(r"[\w@.,;:()/&+'\"#%–—|•\t-]")
COMMON = frozenset("etaoinsrETAOINSR")
LEAST_COMMON = 0.35  # share of Latin letters; European languages have 0.5 and more, shifted codes about 0.2


def is_scan(glyphs: PageGlyphs, scene: Scene) -> bool:
    """Whether the page is a picture, with no text of its own or none but a stamp.

    A scanner's text layer lies invisible over the picture. It is not taken: nobody sees whether it says what the
    picture shows, so the picture itself is read.
    """
    return scene.picture >= FULL_PAGE and _letters(glyphs) < FEW_LETTERS


def is_wordless(glyphs: PageGlyphs, scene: Scene) -> bool:
    """Whether a page without text shows something that may hold words."""
    return _letters(glyphs) == 0 and (scene.picture >= PICTURE or scene.paths >= OUTLINES)


def is_garbage(glyphs: PageGlyphs) -> bool:
    """Whether the glyphs stand for no letters, or for wrong ones."""
    if glyphs.nameless > NAMELESS * max(glyphs.letters, 1) and glyphs.nameless >= LEAST_JUDGED:
        return True
    sample = "".join([part.text for part in (*glyphs.segments, *glyphs.turned)])[:SAMPLE].replace(" ", "")
    return not is_language(sample)


def is_language(sample: str) -> bool:
    """Whether a text without spaces consists of letters as a language uses them."""
    if len(sample) < LEAST_JUDGED:
        return True
    if len(READABLE.findall(sample)) < 0.5 * len(sample):
        return False
    latin = [letter for letter in sample if letter.isascii() and letter.isalpha()]
    if len(latin) < LEAST_COUNTED or len(latin) < 0.5 * len(sample):
        return True
    return sum([letter in COMMON for letter in latin]) >= LEAST_COMMON * len(latin)


def _letters(glyphs: PageGlyphs) -> int:
    """Letters and digits of a page; of many, all characters."""
    texts = [part.text for part in (*glyphs.segments, *glyphs.turned)]
    count = sum(map(len, texts))
    return count if count > 4 * FEW_LETTERS else sum(map(str.isalnum, "".join(texts)))
