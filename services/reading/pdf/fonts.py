"""What a font's name and flags say: weight, slant, and whether its glyphs are pictures."""

from dataclasses import dataclass

FORCED_BOLD = 1 << 18  # font descriptor flags, ISO 32000-1, table 123
ITALIC = 1 << 6
BOLD_WEIGHT = 600
HEAVY = ("bold", "black", "heavy", "semibd", "demi", "cmbx")
SLANTED = ("italic", "oblique", "slanted", "cmti", "cmsl", "-it", "kursiv")
UPRIGHT = ("regular", "roman", "light", "book", "medium", "thin", "normal")
ICON_FONTS = (
    "fontawesome", "font awesome", "awesome5", "awesome6", "materialicons", "material icons", "materialsymbols",
    "material symbols", "icomoon", "fontello", "glyphicon", "typicons", "ionicons", "academicons", "foundation-icons",
    "themify", "linearicons", "line-awesome", "lineawesome", "bootstrap-icons", "bootstrapicons", "devicon", "feather",
    "remixicon", "mdl2", "fluenticons", "fluentsystemicons", "simple-line-icons", "entypo", "octicons", "webdings",
    "phosphor", "tabler-icons", "boxicons", "weathericons", "marvosym", "flaticon",
)  # fmt: skip
PICTURE_FONTS = ("wingdings",)


@dataclass(frozen=True, slots=True)
class Font:
    bold: bool = False
    italic: bool = False
    icons: bool = False  # its glyphs are pictures, whatever letters they are mapped to
    bullets: bool = False  # pictures among which are the usual bullets


def font_named(name: str, flags: int, weight: int) -> Font:
    """By the name, or by the descriptor's flags and weight, which says little: it is made from the width of stems."""
    plain = name.lower().partition("+")[2] or name.lower()
    slanted = any(word in plain for word in SLANTED)
    named = slanted or any(word in plain for word in UPRIGHT)
    heavy = any(word in plain for word in HEAVY)
    return Font(
        bold=heavy or bool(flags & FORCED_BOLD) or (weight >= BOLD_WEIGHT and not named),
        italic=slanted or bool(flags & ITALIC),
        icons=any(word in plain.replace(" ", "") or word in plain for word in ICON_FONTS),
        bullets=any(word in plain for word in PICTURE_FONTS),
    )
