"""Word documents, read from their XML in document order: what is seen is read once, what is not is left out.

Parts are opened by services.reading.archive, within bounds, and not by python-docx: that loads every part, pictures
too, gives up on a relation whose part is missing, which Word itself opens, and lays out a table's grid before it
shows a cell, so that a few bytes (a span of a hundred million columns) keep it busy for hours.
"""

from collections.abc import Iterator

from lxml import etree

from schemas.document import PARTIAL, ReadDocument, ReadingWarning
from services.reading.archive import Archive
from services.reading.assemble import assemble
from services.reading.docx.bands import Band, bands_of, painted_in
from services.reading.docx.blocks import Blocks
from services.reading.docx.colours import WHITE, hex_colour, load_theme
from services.reading.docx.lists import load_lists
from services.reading.docx.names import R, W
from services.reading.docx.runs import Page
from services.reading.docx.styles import load_styles
from services.reading.unseen import Hiding, Unseen

PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
ALL_PAGES = 400.0  # points; what is as high in a header is the ground of every page
USUAL_WIDTH = 450.0  # points of text between the margins
OFF = ("0", "false", "off")
NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes) -> ReadDocument:
    """Read a Word file; raises ReadingFailed or lxml's and zipfile's errors where it is damaged."""
    archive = Archive(data)
    part = archive.main_part()
    root = archive.xml(part)
    if root is None:
        raise ValueError("the archive has no document part")
    relations = archive.relations(part)
    blocks = _reader(archive, relations)
    settings = _named(archive, relations, "settings")
    blocks.page.ground = _page_colour(root, settings)
    first, others = _headers(root, relations, settings)
    _lay_bands(blocks, root, [archive.xml(name) for name in (*first, *others)])
    for name in first:
        _read_part(blocks, name)
    _read_part(blocks, part, root)
    for name in others:
        _read_part(blocks, name)
    for kind, mark in (("footnotes", "footnote"), ("endnotes", "endnote")):
        _read_notes(blocks, root, relations, kind, mark)
    _look_aside(archive, relations, blocks.page.unseen)
    for line in blocks.lines:
        blocks.page.unseen.look_into(line.text)
    warnings = blocks.page.unseen.warnings(line.text for line in blocks.lines)
    if blocks.partial:
        message = "A part of the document is another file inside it, which was not read."
        warnings.append(ReadingWarning(PARTIAL, message, 1))
    return assemble(blocks.lines, warnings=warnings, links=blocks.page.links)


def _reader(archive: Archive, relations: dict[str, tuple[str, str]]) -> Blocks:
    theme = load_theme(_named(archive, relations, "theme"))
    styles = load_styles(_named(archive, relations, "styles"), theme)
    lists = load_lists(_named(archive, relations, "numbering"))
    return Blocks(Page(styles, lists, theme, Unseen()), archive)


def _named(archive: Archive, relations: dict[str, tuple[str, str]], kind: str) -> etree._Element | None:
    """The root of the part of this kind, where there is one."""
    for relation, target in relations.values():
        if relation == kind:
            return archive.xml(target)
    return None


def _read_part(blocks: Blocks, name: str, root: etree._Element | None = None) -> None:
    root = root if root is not None else blocks.archive.xml(name)
    if root is None:
        return
    blocks.page.relations = blocks.archive.relations(name)
    page = blocks.page
    bands = blocks.behind if root.tag == W + "document" else blocks.painted
    page.bands = [Band(band.width, band.left) for band in bands]
    page.beginning = bands_of(root, page.theme)
    blocks.new_block()
    blocks.walk(root)


def _lay_bands(blocks: Blocks, root: etree._Element, others: list[etree._Element | None]) -> None:
    """What headers and feet paint lies behind the body, too, and the body's drawings behind them."""
    page = blocks.page
    blocks.behind = [band for other in others for band in painted_in(other, page.theme)]
    for band in blocks.behind:
        if band.left > ALL_PAGES:
            band.left = float("inf")
    blocks.painted = [*painted_in(root, page.theme), *blocks.behind]
    page.room = _text_width(root)


def _text_width(root: etree._Element) -> float:
    """The width of a column of text in points."""
    section = next(root.iter(W + "sectPr"), None)
    size, margin, columns = (
        section.find(W + name) if section is not None else None for name in ("pgSz", "pgMar", "cols")
    )
    if size is None or margin is None:
        return USUAL_WIDTH
    try:
        taken = int(margin.get(W + "left") or 0) + int(margin.get(W + "right") or 0)
        width = (int(size.get(W + "w") or 0) - taken) / 20
        number = int((columns.get(W + "num") if columns is not None else None) or 1)
    except ValueError:
        return USUAL_WIDTH
    return width / max(number, 1) if width > 0 else USUAL_WIDTH


def _headers(
    root: etree._Element, relations: dict[str, tuple[str, str]], settings: etree._Element | None
) -> tuple[list[str], list[str]]:
    """The parts that stand above the body, and those of later pages and feet, each once and only where shown.

    Word shows a header of the first page where the section says so, and one of even pages where the settings do.
    """
    even = _is_on(settings, "evenAndOddHeaders")
    above: list[str] = []
    below: list[str] = []
    for section in root.iter(W + "sectPr"):
        title = _is_on(section, "titlePg")
        for reference in section:
            kind = reference.get(W + "type") or "default"
            name = relations.get(reference.get(R + "id") or "", ("", ""))[1]
            if not name or (kind == "first" and not title) or (kind == "even" and not even):
                continue
            if reference.tag == W + "headerReference":
                opens = kind == ("first" if title else "default") and not above
                (above if opens else below).append(name)
            elif reference.tag == W + "footerReference":
                below.append(name)
    return above, [name for name in dict.fromkeys(below) if name not in above]


def _read_notes(
    blocks: Blocks, root: etree._Element, relations: dict[str, tuple[str, str]], kind: str, mark: str
) -> None:
    """The notes that the body refers to, in its order."""
    wanted = dict.fromkeys(reference.get(W + "id") for reference in root.iter(f"{W}{mark}Reference"))
    name = next((target for relation, target in relations.values() if relation == kind), None)
    notes = blocks.archive.xml(name) if name and wanted else None
    if name is None or notes is None:
        return
    known = {
        note.get(W + "id"): note for note in notes.iter(W + mark) if note.get(W + "type") not in NO_NOTES
    }
    blocks.page.relations = blocks.archive.relations(name)
    blocks.new_block()
    for number in wanted:
        if number in known:
            blocks.walk(known[number])


def _page_colour(root: etree._Element, settings: etree._Element | None) -> int:
    background = root.find(W + "background")
    if background is None or not _is_on(settings, "displayBackgroundShape"):
        return WHITE
    colour = hex_colour(background.get(W + "color"))
    return WHITE if colour is None else colour


def _is_on(element: etree._Element | None, name: str) -> bool:
    found = element.find(W + name) if element is not None else None
    return found is not None and (found.get(W + "val") or "1").lower() not in OFF


def _look_aside(archive: Archive, relations: dict[str, tuple[str, str]], unseen: Unseen) -> None:
    """What the file says beside its pages: comments and properties."""
    comments = _named(archive, relations, "comments")
    for comment in comments if comments is not None else ():
        unseen.add(Hiding.COMMENT, " ".join(part.text or "" for part in comment.iter(W + "t")))
    for relation, target in archive.relations("").values():
        if relation in PROPERTIES:
            unseen.add(Hiding.PROPERTY, " ".join(_texts(archive.xml(target))))


def _texts(root: etree._Element | None) -> Iterator[str]:
    for element in root.iter() if root is not None else ():
        if (
            element.text
            and element.text.strip()
            and not str(element.tag).endswith(("}Template", "}Application"))
        ):
            yield element.text.strip()
