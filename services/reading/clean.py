"""Text that a database, a search index and a reader's eye can all hold."""

import re
import unicodedata
from collections.abc import Sequence

LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi",
    "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip

# Zero-width characters, joiners, direction marks, soft hyphens, variation selectors and tag characters: none is seen.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Control characters apart from tab and line break, lone surrogates, and code points that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Glyphs of icon fonts live in the private use areas; the replacement character stands for a glyph without a letter.
ICONS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
PLAIN = re.compile(r"[\n\t\x20-\x7e]*")


def clean_text(text: str) -> str:
    """The visible characters of `text` in NFC; line breaks are "\\n", tabs stay, other spaces become " "."""
    if PLAIN.fullmatch(text):
        return text
    text = BREAKS.sub("\n", text)
    text = INVISIBLE.sub("", text)
    text = FORBIDDEN.sub("", text)
    text = SPACES.sub(" ", ICONS.sub(" ", text))
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """`clean_text` on one line: runs of spaces become one, a run with a tab in it becomes one tab."""
    return _one_line(text).strip(" \t")


def clean_places(text: str, cleaned: str, places: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where (start, end) places of a raw line lie in `cleaned`, its `clean_line`: all starts, and all ends.

    A start before blanks moves behind them, an end behind blanks before them.
    """
    if text == cleaned:
        return [start for start, _ in places], [end for _, end in places]
    starts, ends = [], []
    for start, end in places:
        before = _one_line(text[:start]).lstrip(" \t")
        starts.append(min(len(before), len(cleaned)))
        ends.append(min(len(_one_line(text[:end]).strip(" \t")), len(cleaned)))
    return starts, ends


def _one_line(text: str) -> str:
    line = clean_text(text).replace("\n", " ")
    return re.sub(r"  +", " ", re.sub(r" *\t[\t ]*", "\t", line))
