"""Letters and the gaps between them become words, and words pieces of a line that stand apart."""

from dataclasses import dataclass, field
from statistics import median

from services.reading.ocr.letters import Letter
from services.reading.ocr.strips import Gap, Strip

# All gaps in heights of the strip, which is a third higher than the letters' size.
LEAST_GAP = 0.06  # less is no gap
SPACE = 0.2  # a gap as wide parts words, whatever the network saw
OF_USUAL = 0.7  # of the usual space in this strip: the same
LOOSE = 0.4  # the same around letters that stand apart anyway: "1", signs, and what closes a word
APART = 0.8  # a gap as wide parts cells
LETTER_SPACED = 0.5  # of the letters: with more gaps than that between them, gaps part no words
CLOSING = frozenset(",.;:!?)]}%")
ASCENDING = frozenset("bdfhkltßABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()[]{}/|!?&%$§\"'")
DESCENDING = frozenset("gjpqyçÇ(),;[]{}/|Q@ş")
EDGE_TOP, EDGE_BOTTOM, X_HEIGHT = 0.21, 0.21, 0.52  # of the size: ascenders, descenders and what is between


@dataclass(slots=True)
class Word:
    """A word with its first and last column in the strip; `stroke` is how thick its strokes are, in sizes."""

    text: str
    left: float
    right: float
    stroke: float = 0.0


@dataclass(slots=True)
class Piece:
    """Words without a wide gap between them; `sure` from 0 to 1, heights in pixels."""

    words: list[Word]
    sure: float
    size: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    base: float = 0.0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


@dataclass(slots=True)
class _Draft:
    words: list[Word] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


def pieces_of(strip: Strip, letters: list[Letter]) -> list[Piece]:
    """The pieces of a strip from left to right, measured."""
    if not letters:
        return []
    before = _gaps_before(strip, letters)
    limit = _space_limit(strip, letters, before)
    first, last = strip.inked()
    blots = [
        gap.end for gap in strip.gaps() if gap.end <= letters[0].place and gap.width >= SPACE * strip.height
    ]
    first = max([first, *blots])  # ink before the first letter is a bullet at most
    drafts = [_Draft([Word("", first, first)])]
    for index, letter in enumerate(letters):
        gap = before[index]
        width = (gap.width if gap else 0) / strip.height
        if index and (width >= APART or _parts(letters[index - 1], letter, width, limit)):
            middle = (letters[index - 1].place + letter.place) / 2
            drafts[-1].words[-1].right = gap.start if gap else middle
            if width >= APART:
                drafts.append(_Draft())
            drafts[-1].words.append(Word("", gap.end if gap else middle, last))
        drafts[-1].words[-1].text += letter.text
        drafts[-1].sure.append(letter.sure)
    drafts[-1].words[-1].right = last
    for word in (word for draft in drafts for word in draft.words):
        word.text = mended(word.text)
    return [_measured(strip, Piece(draft.words, sum(draft.sure) / len(draft.sure))) for draft in drafts]


def mended(word: str) -> str:
    """Small l and capital I look alike in many fonts: in an address in small letters it is the one, among capitals the
    other. Elsewhere a word is left as it was read."""
    others = word.replace("l", "").replace("I", "")
    if "@" in word and others == others.lower():
        return word.replace("I", "l")
    if "l" in word and others.isalpha() and others.isupper() and len(word) > 2:
        return word.replace("l", "I")
    return word


def _gaps_before(strip: Strip, letters: list[Letter]) -> list[Gap | None]:
    """The widest gap before each letter."""
    found: list[Gap | None] = [None] * len(letters)
    index = 0
    for gap in strip.gaps():
        if gap.width < LEAST_GAP * strip.height:
            continue
        middle = (gap.start + gap.end) / 2
        while index < len(letters) and letters[index].place < middle:
            index += 1
        if index == len(letters):
            break
        known = found[index]
        if index and (known is None or known.width < gap.width):
            found[index] = gap
    return found


def _space_limit(strip: Strip, letters: list[Letter], before: list[Gap | None]) -> float:
    """The width from which a gap is a space even where the network saw none; no gap is as wide in spaced letters."""
    widths = [gap.width / strip.height for gap in before if gap is not None]
    if sum(width >= 0.8 * SPACE for width in widths) > LETTER_SPACED * len(letters):
        return APART
    usual = [
        gap.width / strip.height for gap, letter in zip(before, letters, strict=True) if gap and letter.spaced
    ]
    return max(SPACE, OF_USUAL * median(usual)) if usual else 1.15 * SPACE


def _parts(before: Letter, letter: Letter, width: float, limit: float) -> bool:
    if letter.spaced:
        joins = "@" in (before.text, letter.text) or before.text == letter.text == "+"
        return not joins or width >= 0.9 * limit
    loose = letter.text in CLOSING or "1" in (before.text, letter.text) or _numeral(before, letter)
    loose = loose or not (before.text.isalnum() or letter.text.isalnum())
    return width >= (max(LOOSE, limit) if loose else limit)


def _numeral(before: Letter, letter: Letter) -> bool:
    return letter.text.isdigit() and (before.text.isdigit() or before.text in ".,")


def _measured(strip: Strip, piece: Piece) -> Piece:
    """Size, edges and thickness of strokes, from the ink and from what the letters' shapes reach to."""
    top, bottom = strip.edges(piece.left, piece.right)
    text = piece.text
    rises = any(letter in ASCENDING or (ord(letter) > 0xBF and letter.isalpha()) for letter in text)
    falls = any(letter in DESCENDING for letter in text)
    share = X_HEIGHT + (EDGE_TOP if rises else 0) + (EDGE_BOTTOM if falls else 0)
    usual = strip.height / 1.3
    piece.size = min(max((bottom - top) / share, 0.75 * usual), 1.25 * usual)
    piece.top, piece.bottom = float(top), float(bottom)
    piece.base = bottom - (EDGE_BOTTOM * piece.size if falls else 0)
    for word in piece.words:
        word.stroke = strip.stroke(word.left, word.right) / piece.size
    return piece
