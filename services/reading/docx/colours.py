"""Colours of a Word document: what ground words stand on, and whether they can be told from it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from services.reading.docx.names import A, W

WHITE, BLACK = 0xFFFFFF, 0x000000
UNKNOWN = -1  # a ground that is painted, but nobody knows how: words on it count as seen
LEAST_CONTRAST = 24  # levels of the channel that differs most; below it words melt into their ground
HIGHLIGHTS = {
    "black": 0x000000, "blue": 0x0000FF, "cyan": 0x00FFFF, "green": 0x00FF00, "magenta": 0xFF00FF, "red": 0xFF0000,
    "yellow": 0xFFFF00, "white": 0xFFFFFF, "darkBlue": 0x000080, "darkCyan": 0x008080, "darkGreen": 0x008000,
    "darkMagenta": 0x800080, "darkRed": 0x800000, "darkYellow": 0x808000, "darkGray": 0x808080,
    "lightGray": 0xC0C0C0,
}  # fmt: skip
# Word's names of theme colours, in the words of the theme part.
THEME_NAMES = {
    "background1": "lt1", "light1": "lt1", "bg1": "lt1", "text1": "dk1", "dark1": "dk1", "tx1": "dk1",
    "background2": "lt2", "light2": "lt2", "bg2": "lt2", "text2": "dk2", "dark2": "dk2", "tx2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme's colours by their name in the theme part."""

    colours: dict[str, int] = field(default_factory=lambda: {"lt1": WHITE, "dk1": BLACK})

    def named(self, name: str) -> int | None:
        return self.colours.get(THEME_NAMES.get(name, name))

    def of_word(self, element: etree._Element, prefix: str, value: str) -> int | None:
        """The colour that `element` names in `value` ("val", "fill") or by its theme, which wins; None is "auto"."""
        name = element.get(W + (f"{prefix}Color" if prefix == "theme" else prefix))
        found = self.named(name) if name else None
        if found is not None:
            found = _tinted(found, element.get(W + f"{prefix}Tint"), white=True)
            return _tinted(found, element.get(W + f"{prefix}Shade"), white=False)
        return hex_colour(element.get(W + value))

    def of_fill(self, fill: etree._Element) -> int:
        """The colour of a drawing's solid fill; UNKNOWN where it is computed."""
        for colour in fill:
            if colour.tag == A + "srgbClr":
                known = hex_colour(colour.get("val"))
            elif colour.tag == A + "schemeClr":
                known = self.named(colour.get("val") or "")
            else:
                known = None
            plain = not any(
                change.tag in (A + "lumMod", A + "lumOff", A + "tint", A + "shade") for change in colour
            )
            return known if known is not None and plain else UNKNOWN
        return UNKNOWN


def load_theme(root: etree._Element | None) -> Theme:
    """The first twelve colours of a theme part."""
    scheme = next(root.iter(A + "clrScheme"), None) if root is not None else None
    colours = {"lt1": WHITE, "dk1": BLACK}
    for named in scheme if scheme is not None else ():
        for colour in named:
            known = hex_colour(colour.get("val") if colour.tag == A + "srgbClr" else colour.get("lastClr"))
            if known is not None:
                colours[str(named.tag).rsplit("}", 1)[-1]] = known
    return Theme(colours)


def hex_colour(words: str | None) -> int | None:
    """ "1F3864" as a number; None for "auto" and whatever is no colour."""
    if not words or len(words) != 6:
        return None
    try:
        return int(words, 16)
    except ValueError:
        return None


def melts(colour: int | None, ground: int) -> bool:
    """Whether words of this colour cannot be told from their ground. Without a colour Word chooses one that can."""
    if colour is None or ground == UNKNOWN:
        return False
    return all(
        abs((colour >> shift & 255) - (ground >> shift & 255)) < LEAST_CONTRAST for shift in (16, 8, 0)
    )


def shading(properties: etree._Element | None, theme: Theme) -> int | None:
    """The ground that these properties paint; None where they paint none. A pattern is the mixture of its colours."""
    shade = properties.find(W + "shd") if properties is not None else None
    if shade is None:
        return None
    pattern = shade.get(W + "val") or "clear"
    if pattern == "solid":
        painted = theme.of_word(shade, "theme", "color")
        return BLACK if painted is None else painted
    fill = theme.of_word(shade, "themeFill", "fill")
    if pattern not in ("clear", "nil"):
        ink = theme.of_word(shade, "theme", "color")
        return _mixed(BLACK if ink is None else ink, WHITE if fill is None else fill, _share(pattern))
    return fill


def _share(pattern: str) -> float:
    """How much of a pattern is its ink: "pct25" says it, stripes and grids are taken as a third."""
    found = re.match(r"pct(\d{1,2})", pattern)
    return int(found.group(1)) / 100 if found else 0.33


def _mixed(ink: int, ground: int, share: float) -> int:
    mixed = 0
    for shift in (16, 8, 0):
        channel = (ink >> shift & 255) * share + (ground >> shift & 255) * (1 - share)
        mixed |= round(channel) << shift
    return mixed


def _tinted(colour: int, amount: str | None, *, white: bool) -> int:
    """Word's tint mixes with white, its shade with black: `amount` (two hex digits) of 255 is what stays."""
    try:
        kept = int(amount, 16) / 255 if amount else 1.0
    except ValueError:
        return colour
    channels = [(colour >> shift & 255) for shift in (16, 8, 0)]
    mixed = [round(channel * kept + (255 * (1 - kept) if white else 0)) for channel in channels]
    return mixed[0] << 16 | mixed[1] << 8 | mixed[2]
