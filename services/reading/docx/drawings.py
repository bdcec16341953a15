"""Drawings in a Word document: how large they are, where they stand, and what ground they give their words."""

import re
from dataclasses import dataclass

from lxml import etree

from services.reading.docx.colours import UNKNOWN, WHITE, Theme, hex_colour
from services.reading.docx.names import MC, PIC, WP, WPS, A, V, W

EMU_PER_POINT = 12_700
SMALLEST_BOX = 2.0  # points
FAR = 1_500.0  # points; beyond it no page of any usual size reaches
HIGHEST = 842.0  # points of a page
UNIT = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "": 0.75}
LENGTH = re.compile(r"(-?[\d.]{1,12})\s*(pt|in|cm|mm|px|pc)?$")
COLOURS = {"white": WHITE, "black": 0}


@dataclass(frozen=True, slots=True)
class Drawing:
    """`unseen`: outside the page, hidden or without a size. `covers`: points of text behind which it may lie, from
    `before` points above its anchor on; `width` in points."""

    unseen: bool = False
    covers: float = 0.0
    width: float = 0.0
    before: float = 0.0


def describe(element: etree._Element, theme: Theme) -> Drawing:
    """What a w:drawing or w:pict is."""
    anchor = next((child for child in element if child.tag in (WP + "anchor", WP + "inline")), None)
    return _vml(element) if anchor is None else _anchored(anchor, theme)


def _anchored(anchor: etree._Element, theme: Theme) -> Drawing:
    extent = anchor.find(WP + "extent")
    width = _points(extent.get("cx") if extent is not None else None)
    height = _points(extent.get("cy") if extent is not None else None)
    properties = anchor.find(WP + "docPr")
    hidden = properties is not None and properties.get("hidden") in ("1", "true")
    left, top = _offset(anchor, "positionH"), _offset(anchor, "positionV")
    outside = left > FAR or top > FAR or left + width < -72 or top + height < -72
    small = extent is not None and min(width, height) < SMALLEST_BOX
    covers = 0.0
    if anchor.tag == WP + "anchor":
        paints = next(anchor.iter(PIC + "pic"), None) is not None or any(
            box_ground(shape, theme) not in (None, WHITE) for shape in anchor.iter(WPS + "wsp")
        )
        covers = height + max(top, 0.0) if paints else 0.0
        if covers and anchor.find(f"{WP}positionV/{WP}align") is not None:
            covers = max(covers, HIGHEST)
    return Drawing(hidden or outside or small, covers, width, _before(anchor, top))


def _before(anchor: etree._Element, top: float) -> float:
    """How far above its anchor a drawing may begin: as far as it is moved up where the paragraph places it, and
    anywhere above on the page where the page does."""
    position = anchor.find(WP + "positionV")
    by = position.get("relativeFrom") if position is not None else None
    return max(-top, 0.0) if by in (None, "paragraph", "line") else HIGHEST


def _offset(anchor: etree._Element, axis: str) -> float:
    """A drawing's distance from what it is placed by, in points; alignments have none."""
    position = anchor.find(f"{WP}{axis}/{WP}posOffset")
    return _points(position.text) if position is not None else 0.0


def _points(emu: str | None) -> float:
    try:
        return int(emu or "0") / EMU_PER_POINT
    except ValueError:
        return 0.0


def _vml(element: etree._Element) -> Drawing:
    shape = next((child for child in element if isinstance(child.tag, str) and child.tag.startswith(V)), None)
    if shape is None:
        return Drawing()
    style = dict(part.strip().lower().partition(":")[::2] for part in (shape.get("style") or "").split(";"))
    sizes = [_length(style.get(name)) for name in ("width", "height")]
    places = [_length(style.get(name)) or 0.0 for name in ("left", "top", "margin-left", "margin-top")]
    small = any(size is not None and size < SMALLEST_BOX for size in sizes)
    outside = any(abs(place) > FAR for place in places)
    height = sizes[1] or 0.0
    paints = (shape.get("fillcolor") or "").lower() not in ("", "white", "#ffffff") and shape.get(
        "filled"
    ) != "f"
    unseen = style.get("visibility") == "hidden" or style.get("display") == "none" or small or outside
    top = places[1] + places[3]
    covers = height + max(top, 0.0) if paints and style.get("position") == "absolute" else 0.0
    by_page = style.get("mso-position-vertical-relative", "text") not in ("text", "line")
    return Drawing(unseen, covers, sizes[0] or 0.0, HIGHEST if by_page else max(-top, 0.0))


def _length(words: str | None) -> float | None:
    found = LENGTH.match((words or "").strip())
    try:
        return float(found.group(1)) * UNIT[found.group(2) or ""] if found else None
    except ValueError:
        return None


def box_ground(shape: etree._Element | None, theme: Theme) -> int | None:
    """The ground that a shape paints for the words in it; None where it is clear, UNKNOWN where it is not plain."""
    if shape is None:
        return None
    if shape.tag.startswith(V):
        if shape.get("filled") in ("f", "false"):
            return None
        named = (shape.get("fillcolor") or "white").lower().split(" ")[0]
        known = COLOURS.get(named, hex_colour(named.lstrip("#")))
        return UNKNOWN if known is None else known
    properties = shape.find(WPS + "spPr")
    for part in properties if properties is not None else ():
        if part.tag == A + "solidFill":
            return theme.of_fill(part)
        if part.tag == A + "noFill":
            return None
        if part.tag in (A + "gradFill", A + "blipFill", A + "pattFill"):
            return UNKNOWN
    # Without a fill of its own a shape may take one from the theme.
    reference = shape.find(f"{WPS}style/{A}fillRef")
    return UNKNOWN if reference is not None and reference.get("idx") not in (None, "0") else None


def shape_of(box: etree._Element) -> etree._Element | None:
    """The shape whose words a text box holds."""
    parent = box.getparent()
    while parent is not None and parent.tag not in (W + "drawing", W + "pict"):
        if parent.tag == WPS + "wsp" or (parent.tag.startswith(V) and parent.tag != V + "textbox"):
            return parent
        parent = parent.getparent()
    return None


def seen_choice(alternatives: etree._Element) -> etree._Element | None:
    """The first choice that says something, the fallback otherwise: never both."""
    for choice in alternatives:
        if (
            choice.tag in (MC + "Choice", MC + "Fallback")
            and next(choice.iter(W + "t", PIC + "pic"), None) is not None
        ):
            return choice
    return alternatives[0] if len(alternatives) else None
