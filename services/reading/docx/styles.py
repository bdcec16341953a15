"""How Word text looks: style chains, reduced to what reading needs."""

from dataclasses import dataclass, field, fields, replace

from lxml import etree

from services.reading.docx.colours import HIGHLIGHTS, Theme, hex_colour, shading
from services.reading.docx.names import W14, W

OFF = ("0", "false", "off", "none")
DEFAULT_SIZE = 10.0  # points; what Word takes where nothing is said
AUTO = -2  # a colour that Word chooses to suit the ground
NARROWEST = 10  # per cent of a letter's width; below it nobody reads
CLOSEST = 120  # twips that letters are moved together; more, and nobody reads them
TITLES = ("heading", "title", "überschrift", "titre", "título")
CHAIN = 20  # steps of `basedOn` that are followed


@dataclass(frozen=True, slots=True)
class Look:
    """None: nothing is said. Size in points; `colour` 0xRRGGBB or AUTO; `ground` is what the words are shaded in;
    `heading` is an outline level or a title style; `number` is the list and `level` the depth in it."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    squeezed: bool | None = None
    colour: int | None = None
    ground: int | None = None
    heading: bool | None = None
    number: str | None = None
    level: int | None = None
    flat: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look where it says something, the other where it does not."""
        if self is PLAIN or self == PLAIN:
            return other
        return Look(*[
            mine if (mine := getattr(self, name)) is not None else getattr(other, name) for name in NAMES
        ])  # fmt: skip


NAMES = tuple(part.name for part in fields(Look))
TOGGLES = ("bold", "italic", "hidden", "caps")
PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Shade:
    """What a table style says of a part of a table: its ground, and how words look in it."""

    ground: int | None = None
    look: Look = PLAIN

    def over(self, other: "Shade") -> "Shade":
        return Shade(other.ground if self.ground is None else self.ground, self.look.over(other.look))


def _table_part(part: etree._Element, theme: Theme) -> Shade:
    grounds = [shading(part.find(W + name), theme) for name in ("tcPr", "tblPr", "pPr")]
    run = part.find(W + "rPr")
    look = run_look(run, theme) if run is not None else PLAIN
    return Shade(
        next((ground for ground in grounds if ground is not None), None),
        Look(hidden=look.hidden, colour=look.colour),
    )


def _is_applied(properties: etree._Element | None, part: str) -> bool:
    """Whether a table uses its style for this part; where it does not say, it does."""
    said = properties.find(W + "tblLook") if properties is not None else None
    name = {"firstCol": "firstColumn", "lastCol": "lastColumn"}.get(part, part)
    return not part or said is None or (said.get(W + name) or "1").lower() not in OFF


@dataclass(slots=True)
class Styles:
    """The looks of a document's styles by id."""

    theme: Theme = field(default_factory=Theme)
    own: dict[str, tuple[etree._Element, str | None]] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    default: Look = PLAIN
    paragraph: str | None = None

    def named(self, style: str | None) -> Look:
        """A style's look along `basedOn`."""
        if style not in self.looks:
            look, following = PLAIN, style or ""
            for _ in range(CHAIN):
                if following not in self.own:
                    break
                element, base = self.own[following]
                look, following = look.over(_style_look(element, self.theme)), base or ""
            self.looks[style or ""] = look
        return self.looks[style or ""]

    def of_paragraph(self, properties: etree._Element | None, table: Look = PLAIN) -> Look:
        """A paragraph's look: its own outline level and list mark over its style's, those over its table's."""
        look = self.named(style_id(properties, "pStyle") or self.paragraph).over(table).over(self.default)
        return paragraph_look(properties).over(look) if properties is not None else look

    def of_run(self, properties: etree._Element | None, paragraph: Look) -> Look:
        """A run's look. Where its style and the paragraph's both say bold, Word switches it off again."""
        if properties is None:
            return paragraph
        name = style_id(properties, "rStyle")
        style = self.named(name) if name else PLAIN
        both = [part for part in TOGGLES if getattr(style, part) and getattr(paragraph, part)]
        look = style.over(paragraph)
        for part in both:
            look = replace(look, **{part: False})  # type: ignore[arg-type]
        return run_look(properties, self.theme).over(look)

    def of_table(self, properties: etree._Element | None) -> dict[str, Shade]:
        """What a table's style says of the parts of the table, by their names ("firstRow"); "" is the whole."""
        style, found = style_id(properties, "tblStyle"), dict[str, Shade]()
        for _ in range(CHAIN):
            if style not in self.own:
                break
            element, style = self.own[style]
            for part in (element, *element.findall(W + "tblStylePr")):
                name = part.get(W + "type") or "" if part is not element else ""
                name = "" if name == "wholeTable" else name
                shade = _table_part(part, self.theme)
                found[name] = found[name].over(shade) if name in found else shade
        return {name: shade for name, shade in found.items() if _is_applied(properties, name)}


def load_styles(root: etree._Element | None, theme: Theme | None = None) -> Styles:
    """The document's styles; each is resolved when it is first used."""
    styles = Styles(theme or Theme())
    if root is None:
        return styles
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId") or ""
        styles.own[name] = (style, style_id(style, "basedOn"))
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
            styles.paragraph = name
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    styles.default = run_look(defaults, styles.theme) if defaults is not None else PLAIN
    return styles


def style_id(element: etree._Element | None, name: str) -> str | None:
    found = element.find(W + name) if element is not None else None
    return found.get(W + "val") if found is not None else None


def _style_look(style: etree._Element, theme: Theme) -> Look:
    name = (style_id(style, "name") or "").lower()
    look = Look(heading=True if name.startswith(TITLES) else None)
    properties, run = style.find(W + "pPr"), style.find(W + "rPr")
    if properties is not None:
        look = paragraph_look(properties).over(look)
    return run_look(run, theme).over(look) if run is not None else look


def paragraph_look(properties: etree._Element) -> Look:
    """What the properties say of the paragraph itself; its shading is a matter of its ground."""
    outline = style_id(properties, "outlineLvl")
    numbering, level = properties.find(W + "numPr"), None
    if numbering is not None and (depth := style_id(numbering, "ilvl") or "0").isdigit():
        level = min(int(depth), 8)
    spacing = properties.find(W + "spacing")
    exact = spacing is not None and spacing.get(W + "lineRule") == "exact"
    return Look(
        heading=int(outline) < 9 if outline and outline.isdigit() else None,
        number=style_id(numbering, "numId") if numbering is not None else None,
        level=level,
        flat=_flat(spacing.get(W + "line")) if exact and spacing is not None else None,
    )


def _flat(twips: str | None) -> bool:
    """Lines of an exact height under two points are cut off."""
    return bool(twips) and twips is not None and twips.isdigit() and int(twips) < 40


def run_look(properties: etree._Element, theme: Theme) -> Look:
    """What a run's properties say."""
    size, width = style_id(properties, "sz"), style_id(properties, "w")
    colour = properties.find(W + "color")
    shown = None
    if colour is not None:
        shown = theme.of_word(colour, "theme", "val")
        shown = AUTO if shown is None else shown
    drawn, clear = _text_fill(properties, theme)
    shown = shown if drawn is None else drawn
    light = style_id(properties, "highlight")
    ground = HIGHLIGHTS.get(light or "") if light else None
    caps = _switch(properties, "caps")
    return Look(
        size=int(size) / 2 if size and size.isdigit() and len(size) < 5 else None,
        bold=_switch(properties, "b"),
        italic=_switch(properties, "i"),
        hidden=True if clear else _switch(properties, "vanish"),
        caps=caps,
        squeezed=_squeezed(properties, width, size),
        colour=shown,
        ground=ground if ground is not None else shading(properties, theme),
    )


def _squeezed(properties: etree._Element, width: str | None, size: str | None) -> bool | None:
    """Letters without a width, or drawn so close that each stands on the one before; None: nothing is said."""
    close = style_id(properties, "spacing")
    if close and close.startswith("-") and close[1:].isdigit():
        large = bool(size) and size is not None and size.isdigit() and int(size) >= 40
        if int(close[1:6]) >= (CLOSEST * 3 if large else CLOSEST):
            return True
    return int(width) < NARROWEST if width and width.isdigit() and len(width) < 5 else None


def _text_fill(properties: etree._Element, theme: Theme) -> tuple[int | None, bool]:
    """The colour of a text effect's fill, which wins over the run's, and whether the letters are left clear."""
    fill = properties.find(W14 + "textFill")
    if fill is None:
        return None, False
    outline = properties.find(W14 + "textOutline")
    outlined = outline is not None and outline.find(W14 + "noFill") is None and len(outline) > 0
    if fill.find(W14 + "noFill") is not None:
        return None, not outlined
    for colour in fill.findall(f"{W14}solidFill/*"):
        plain = all(change.tag == W14 + "alpha" for change in colour)
        clear = any((change.get(W14 + "val") or "").startswith("100") for change in colour) and plain
        known = (
            hex_colour(colour.get(W14 + "val"))
            if colour.tag == W14 + "srgbClr"
            else theme.named(colour.get(W14 + "val") or "")
        )
        return known if plain and not outlined else None, clear and not outlined
    return None, False


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = properties.find(W + name)
    return None if found is None else (found.get(W + "val") or "1").lower() not in OFF
