"""Character codes of a PDF: which of them are seen, which are icons, and which stand for other letters."""

from typing import Any

import numpy as np

from services.reading.pdf.calls import Numbers

ICON = 0xE000  # stands for every glyph that is a picture
HYPHENS = (0x02, 0xAD, 0xFFFE)  # pdfium's marks for a hyphen at a line's end
BLANKS = (0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFFFF, *range(0x2000, 0x200B))
UNSEEN = (  # no width and no ink: joiners, marks of direction, variation selectors
    0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x180F), *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0xFFFC),
)  # fmt: skip
TAGS = (0xE0000, 0xE0FFF)
REPLACEMENT = 0xFFFD
SYMBOLS = 0xF000  # where symbol fonts put the codes 0x20 to 0xFF
PICTURES = {  # Symbol and Wingdings codes that word processors use as bullets
    0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "•",
    0xA8: "□", 0x9F: "•", 0x9E: "•", 0x2D: "-", 0xE0: "→", 0xE8: "➔", 0xFE: "☑", 0x6F: "○", 0x70: "□", 0x74: "•",
    0x78: "☒", 0xA0: "▪", 0xAA: "★", 0xB2: "★",
}  # fmt: skip
SMALL_CAPITALS = (0xF761, 0xF77A)  # Adobe's corporate use area: small capitals and old-style digits
OLD_STYLE_DIGITS = (0xF730, 0xF739)
SYMBOL_TEXT = 0.2  # share of a page's glyphs: with more, the symbol area holds the text itself

_low_spaces = np.zeros(0x10000, bool)
_low_spaces[:33] = True
_low_spaces[list(BLANKS)] = True
_low_unseen = np.zeros(0x10000, bool)
_low_unseen[list(UNSEEN)] = True
for _hyphen in HYPHENS:
    _low_spaces[_hyphen] = _low_unseen[_hyphen] = False


def visible(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Which codes leave ink, and which are white space; zero-width codes are neither."""
    low = np.minimum(codes, 0xFFFD)
    low = np.where((codes == 0xFFFE) | (codes == 0xFFFF), codes, low)
    space = _low_spaces[low]
    unseen = _low_unseen[low] | ((codes >= TAGS[0]) & (codes <= TAGS[1])) | (codes > 0x10FFFF)
    unseen |= (codes >= 0xD800) & (codes < 0xE000)
    return ~(space | unseen), space


def plain_codes(codes: Numbers) -> Numbers:
    """Visible codes with hyphens as hyphens, private letters as letters, and every other picture as ICON."""
    codes = codes.copy()
    codes[np.isin(codes, HYPHENS)] = ord("-")
    private = ((codes >= 0xE000) & (codes <= 0xF8FF)) | (codes >= 0xF0000) | (codes == REPLACEMENT)
    if not private.any():
        return codes
    symbols = (codes >= SYMBOLS + 0x21) & (codes <= SYMBOLS + 0xFF)
    if symbols.sum() > SYMBOL_TEXT * len(codes):
        codes[symbols] -= SYMBOLS
        private &= ~symbols
    for index in np.flatnonzero(private):
        codes[index] = _private(int(codes[index]))
    return codes


def _private(code: int) -> int:
    if SMALL_CAPITALS[0] <= code <= SMALL_CAPITALS[1] or OLD_STYLE_DIGITS[0] <= code <= OLD_STYLE_DIGITS[1]:
        return code - 0xF700
    picture = PICTURES.get(code - SYMBOLS)
    return ord(picture) if picture and SYMBOLS < code <= SYMBOLS + 0xFF else ICON


def pictured(codes: Numbers, icons: Any, bullets: Any) -> Numbers:
    """Codes of icon fonts (`icons`, a mask) become ICON; those of picture fonts (`bullets`) bullets or ICON."""
    codes = np.where(icons, ICON, codes)
    for index in np.flatnonzero(bullets):
        if codes[index] < 0x100:
            codes[index] = ord(PICTURES.get(int(codes[index]), chr(ICON)))
    return codes
