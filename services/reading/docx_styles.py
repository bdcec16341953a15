"""How a Word run looks: its style chain, reduced to what reading needs."""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")
DEFAULT_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """Size in points; `heading` is an outline level or a title style; `listed` has a bullet or a number."""

    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    caps: bool | None = None
    heading: bool | None = None
    listed: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look where it says something, the other where it does not."""
        return Look(*(
            getattr(self, name) if getattr(self, name) is not None else getattr(other, name)
            for name in Look.__slots__
        ))  # fmt: skip


PLAIN = Look()


@dataclass(slots=True)
class Styles:
    """The looks of a document's styles by id."""

    looks: dict[str, Look] = field(default_factory=dict)
    default: Look = PLAIN
    paragraph: str | None = None

    def of_paragraph(self, properties: etree._Element | None) -> Look:
        """A paragraph's look: its own outline level and list mark over its style's."""
        style = style_id(properties, "pStyle") or self.paragraph
        look = self.looks.get(style or "", PLAIN).over(self.default)
        return paragraph_look(properties).over(look) if properties is not None else look

    def of_run(self, properties: etree._Element | None, paragraph: Look) -> Look:
        if properties is None:
            return paragraph
        style = self.looks.get(style_id(properties, "rStyle") or "", PLAIN)
        return run_look(properties).over(style).over(paragraph)


def load_styles(root: etree._Element | None) -> Styles:
    """Resolve each style along `basedOn` (at most 20 steps)."""
    styles = Styles()
    if root is None:
        return styles
    own: dict[str, tuple[Look, str | None]] = {}
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId") or ""
        own[name] = (_style_look(style), style_id(style, "basedOn"))
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
            styles.paragraph = name
    for name in own:
        look, following = PLAIN, name
        for _ in range(20):
            if following not in own:
                break
            step, base = own[following]
            look, following = look.over(step), base or ""
        styles.looks[name] = look
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    styles.default = run_look(defaults) if defaults is not None else PLAIN
    return styles


def style_id(element: etree._Element | None, name: str) -> str | None:
    found = element.find(W + name) if element is not None else None
    return found.get(W + "val") if found is not None else None


def _style_look(style: etree._Element) -> Look:
    name = (style_id(style, "name") or "").lower()
    heading = True if name.startswith(("heading", "title", "überschrift", "titre", "título")) else None
    listed = True if name.startswith("list") else None
    look = Look(heading=heading, listed=listed)
    properties, run = style.find(W + "pPr"), style.find(W + "rPr")
    if properties is not None:
        look = paragraph_look(properties).over(look)
    return run_look(run).over(look) if run is not None else look


def paragraph_look(properties: etree._Element) -> Look:
    outline = style_id(properties, "outlineLvl")
    numbering = properties.find(W + "numPr")
    listed = None
    if numbering is not None:
        listed = style_id(numbering, "numId") != "0"
    return Look(heading=True if outline and outline.isdigit() and int(outline) < 9 else None, listed=listed)


def run_look(properties: etree._Element) -> Look:
    size = style_id(properties, "sz")
    return Look(
        size=int(size) / 2 if size and size.isdigit() and len(size) < 5 else None,
        bold=_switch(properties, "b"),
        hidden=_switch(properties, "vanish"),
        colour=(style_id(properties, "color") or "").upper() or None,
        caps=_switch(properties, "caps"),
    )


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = properties.find(W + name)
    return None if found is None else (found.get(W + "val") or "1").lower() not in OFF
