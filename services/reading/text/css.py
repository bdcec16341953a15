"""The little of CSS that says whether words are seen and how they look: inline styles and simple rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.reading.docx.colours import UNKNOWN, hex_colour

Declarations = dict[str, str]
Compound = tuple[str, frozenset[str]]  # a tag or "", and the classes and ids that an element must have or has
AT_RULE = re.compile(
    r"@(?:media|supports)([^{}]{0,500})\{((?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,500}[^{}]{0,500})\}"
)
RULE = re.compile(r"([^{}@;]{1,300})\{([^{}]{0,5000})\}")
SELECTOR = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)$")
CONDITIONAL = re.compile(r"print|width|height|prefers|orientation|resolution")
SIZE = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|cm|mm|in|vw|vh|ch|ex|pc)?$")
POINTS = {
    "px": 0.75,
    "pt": 1.0,
    "cm": 28.35,
    "mm": 2.835,
    "in": 72.0,
    "pc": 12.0,
    "": 0.75,
    "vw": 6.0,
    "vh": 8.0,
}
FUNCTION = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")
NAMED = {
    "white": 0xFFFFFF, "black": 0x000000, "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "ghostwhite": 0xF8F8FF,
    "whitesmoke": 0xF5F5F5, "floralwhite": 0xFFFAF0, "mintcream": 0xF5FFFA, "azure": 0xF0FFFF, "red": 0xFF0000,
    "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3,
    "navy": 0x000080, "blue": 0x0000FF, "green": 0x008000, "teal": 0x008080, "maroon": 0x800000,
}  # fmt: skip
MOST_ABOVE = 4  # compounds before the last one of a selector
CLEAR = -3  # a colour without any opacity
MOST_RULES = 3_000
WIDE = 1200.0  # pixels of a window
URGENT = "!important"


@dataclass(slots=True)
class Sheet:
    """Rules by what they select, below what, with their declarations, in order."""

    rules: dict[str, list[tuple[Compound, tuple[Compound, ...], Declarations]]] = field(default_factory=dict)
    count: int = 0

    def read(self, text: str) -> None:
        """Add a style element's rules. Those for print or narrow windows are left out."""
        first, *others = text[:200_000].split("/*")
        text = first + "".join(other.partition("*/")[2] for other in others)
        text = AT_RULE.sub(lambda found: found.group(2) if _holds(found.group(1)) else "", text)
        for selectors, body in RULE.findall(text):
            declarations = declared(body)
            for selector in selectors.split(",") if declarations else ():
                self._add(selector.strip(), declarations)

    def _add(self, selector: str, declarations: Declarations) -> None:
        # "ul > li" is taken as "ul li": lists in lists look alike
        found = [SELECTOR.match(part) for part in selector.replace(">", " ").split()]
        if not found or len(found) > 1 + MOST_ABOVE or self.count >= MOST_RULES:
            return
        compounds = [_compound(part) for part in found if part]
        if len(compounds) < len(found):
            return
        self.count += 1
        *above, (tag, marks) = compounds
        self.rules.setdefault(min(marks, default=tag), []).append(((tag, marks), tuple(above), declarations))

    def of(self, tag: str, attributes: Mapping[str, str], above: Sequence[Compound] = ()) -> Declarations:
        """What the rules and its own style say of an element below others; later and more exact rules win."""
        _, marks = compound_of(tag, attributes)
        matching = [
            (_weight(needed) + sum(_weight(marks) for _, marks in higher), declarations)
            for key in (tag, *sorted(marks), "")
            for (wanted, needed), higher, declarations in self.rules.get(key, ())
            if wanted in ("", tag) and needed <= marks and _stands_below(higher, above)
        ]
        merged: Declarations = {}
        for _, declarations in sorted(matching, key=lambda rule: rule[0]):
            merged |= {
                name: value
                for name, value in declarations.items()
                if value.endswith(URGENT) or not merged.get(name, "").endswith(URGENT)
            }
        own = declared(attributes.get("style", ""))
        urgent = {name: value for name, value in merged.items() if value.endswith(URGENT)}
        urgent = {name: value for name, value in urgent.items() if not own.get(name, "").endswith(URGENT)}
        return {name: value.replace(URGENT, "").strip() for name, value in (merged | own | urgent).items()}


def _weight(marks: frozenset[str]) -> int:
    """An id weighs more than any number of classes."""
    return sum(100 if mark.startswith("#") else 1 for mark in marks)


def _holds(condition: str) -> bool:
    """Whether a media rule is for a wide screen in daylight."""
    wide = re.sub(r"\(\s*min-width\s*:\s*([\d.]{1,8})(px|em|rem)\s*\)", _wide, condition)
    return CONDITIONAL.search(wide) is None


def _wide(found: re.Match[str]) -> str:
    pixels = float(found.group(1).rstrip(".") or 0) * (1 if found.group(2) == "px" else 16)
    return "" if pixels <= WIDE else found.group()


def compound_of(tag: str, attributes: Mapping[str, str]) -> Compound:
    """An element's tag with its classes and its id."""
    marks = {f".{name}" for name in attributes.get("class", "").split()[:50]}
    if attributes.get("id"):
        marks.add(f"#{attributes['id']}")
    return tag, frozenset(marks)


def _compound(found: re.Match[str]) -> Compound:
    tag = (found.group(1) or "").lower().replace("*", "")
    return tag, frozenset(re.findall(r"[.#][\w-]+", found.group(2)))


def _stands_below(higher: Sequence[Compound], above: Sequence[Compound]) -> bool:
    """Whether elements that match stand above in this order."""
    remaining = iter(above)
    return all(
        any(tag in ("", other) and marks <= others for other, others in remaining) for tag, marks in higher
    )


def declared(body: str) -> Declarations:
    """ "color: #fff; display: none" by property."""
    found = {}
    for part in body[:5_000].split(";"):
        name, separator, value = part.partition(":")
        if separator:
            found[name.strip().lower()] = value.strip().lower()
    return found


def colour_of(value: str | None) -> int | None:
    """A colour as 0xRRGGBB, CLEAR without opacity; None where it is inherited, computed or not known."""
    if not value:
        return None
    value = value.strip()
    if value in NAMED:
        return NAMED[value]
    if value == "transparent":
        return CLEAR
    if value.startswith("#"):
        return _hex(value[1:])
    found = FUNCTION.match(value)
    if not found:
        return None
    if found.group(4) and _share(found.group(4)) < 0.05:
        return CLEAR
    red, green, blue = (min(int(found.group(index)), 255) for index in (1, 2, 3))
    return red << 16 | green << 8 | blue


def _hex(digits: str) -> int | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) == 8:
        if digits.endswith("00"):
            return CLEAR
        digits = digits[:6]
    return hex_colour(digits)


def _share(words: str) -> float:
    try:
        return float(words.rstrip("%")) / (100 if words.endswith("%") else 1)
    except ValueError:
        return 1.0


def ground_of(style: Declarations) -> int | None:
    """The colour that an element paints behind its words; UNKNOWN for pictures, gradients and variables."""
    value = style.get("background-color") or style.get("background")
    if "background-image" in style and style["background-image"] != "none":
        return UNKNOWN
    if not value or value in ("none", "inherit", "initial", "unset", "0 0"):
        return None
    known = colour_of(value.split(" ")[0]) if "(" not in value or value.startswith("rgb") else None
    if known == CLEAR:
        return None
    return UNKNOWN if known is None else known


def points(value: str | None, size: float = 12.0) -> float | None:
    """A length in points; relative ones against `size`."""
    found = SIZE.match(value.strip()) if value else None
    if not found:
        return None
    number, unit = float(found.group(1)), found.group(2) or ""
    if unit in ("em", "ch", "ex"):
        return number * size
    if unit == "rem":
        return number * 12.0
    return number * size / 100 if unit == "%" else number * POINTS[unit]
