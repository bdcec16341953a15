"""The blocks of a Word document in reading order: paragraphs, tables, text boxes."""

from collections.abc import Iterator, Sequence

from lxml import etree

from schemas.cv import ProcessingStatus
from services.reading.archive import Archive
from services.reading.assemble import Line
from services.reading.docx.bands import Band
from services.reading.docx.cells import laid_out
from services.reading.docx.colours import UNKNOWN, shading
from services.reading.docx.drawings import Drawing, box_ground, seen_choice, shape_of
from services.reading.docx.names import MC, A, W
from services.reading.docx.runs import (
    DELETED,
    MAX_DEPTH,
    UNSEEN,
    Page,
    Paragraph,
    consume_cover,
    read_paragraph,
)
from services.reading.docx.styles import DEFAULT_SIZE, Shade
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_LINES
from services.reading.styled import Piece, is_blank, rows_of, styled_line
from services.reading.unseen import Hiding

HEADING_LENGTH = 80


class Blocks:
    """Walks the parts of a document and collects their lines."""

    def __init__(self, page: Page, archive: Archive) -> None:
        self.page = page
        self.archive = archive
        self.lines: list[Line] = []
        self.block = 0
        self.painted: list[Band] = []  # all drawings of the document that words may stand on
        self.behind: list[Band] = []  # those of headers and feet
        self.partial = False  # another file is shown in the document, which is not read
        self._open: list[Piece] = []  # of a paragraph whose end was deleted

    def new_block(self) -> None:
        self.block += 1

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Blocks in document order."""
        if depth > MAX_DEPTH:
            return
        for child in element:
            tag = child.tag
            if tag in UNSEEN or not isinstance(tag, str):
                continue
            if tag == W + "p":
                self._paragraph(child, depth)
            elif tag == W + "tbl":
                self._table(child, depth)
            elif tag == W + "altChunk":
                self.partial = True
            elif tag in DELETED:
                self.page.unseen.add(
                    Hiding.DELETED, " ".join(part.text or "" for part in child.iter(W + "t"))
                )
            elif tag == MC + "AlternateContent":
                choice = seen_choice(child)
                if choice is not None:
                    self.walk(choice, depth + 1)
            else:
                self.walk(child, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        found = read_paragraph(self.page, element)
        self._add(found)
        for content, drawing in found.boxes:
            self._box(content, drawing, depth)
        for name in found.diagrams:
            self._diagram(name)

    def _add(self, found: Paragraph) -> None:
        pieces = self._open + found.pieces
        self._open = []
        if found.merged:
            self._open = pieces
            return
        look = found.look
        size = look.size or DEFAULT_SIZE
        if is_blank(pieces):
            consume_cover(self.page, 1, size)
            return
        if len(self.lines) > MAX_LINES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        mark = self.page.lists.mark(look.number, look.level)
        if mark and not (look.heading and mark.startswith("•")):
            pieces = [Piece(mark, pieces[0].size), *pieces]
        rows = list(rows_of(pieces))
        consume_cover(self.page, len(rows), size)
        for row in rows:
            line = styled_line(row, block=self.block, size=size)
            line.heading = bool(look.heading) and len(line.text.strip()) < HEADING_LENGTH
            self.lines.append(line)

    def _box(self, content: etree._Element, drawing: Drawing, depth: int) -> None:
        page = self.page
        before = page.ground, page.outside, page.bands, page.room
        ground = box_ground(shape_of(content), page.theme)
        page.ground = page.ground if ground is None else ground
        # A clear box may stand anywhere, on whatever is painted on the page.
        bands = [*page.bands, *self.painted] if ground is None else []
        page.bands = [Band(band.width, band.left) for band in bands]
        page.room = drawing.width or page.room
        page.outside = page.outside or drawing.unseen
        self.new_block()
        self.walk(content, depth + 1)
        self.new_block()
        page.ground, page.outside, page.bands, page.room = before

    def _diagram(self, name: str) -> None:
        """The words of a diagram's shapes."""
        root = self.archive.xml(name)
        self.new_block()
        for paragraph in root.iter(A + "p") if root is not None else ():
            words = "".join(part.text or "" for part in paragraph.iter(A + "t"))
            if words.strip() and len(self.lines) <= MAX_LINES:
                self.lines.append(Line(words, size=DEFAULT_SIZE, block=self.block))
        self.new_block()

    def _table(self, table: etree._Element, depth: int) -> None:
        """A row of single lines is one line with tabs, and so is the head of an entry with the note beside it;
        other cells are blocks of their own, one after the other."""
        page = self.page
        before = page.ground, page.table
        properties = table.find(W + "tblPr")
        parts = page.styles.of_table(properties)
        painted = shading(properties, page.theme)
        ground = before[0] if painted is None else painted
        self.new_block()
        joined = False
        rows = list(_inside(table, W + "tr"))
        for number, row in enumerate(rows):
            page.ground, page.table = ground, before[1]
            ends = (("lastRow", number == len(rows) - 1), ("firstRow", number == 0))
            self._dress(parts, ["", *(name for name, here in ends if here)])
            joined = self._row(row, depth, parts, joined=joined)
        self.new_block()
        page.ground, page.table = before

    def _dress(self, parts: dict[str, Shade], names: Sequence[str]) -> None:
        """Paint the ground and set the look of words as the table's style says of these parts, the last one above."""
        for name in names:
            if name in parts:
                shade = parts[name]
                self.page.ground = self.page.ground if shade.ground is None else shade.ground
                self.page.table = shade.look.over(self.page.table)
            if not name and any(key.startswith("band") and part.ground for key, part in parts.items()):
                self.page.ground = UNKNOWN  # which band the row is in depends on how Word counts them

    def _row(self, row: etree._Element, depth: int, parts: dict[str, Shade], *, joined: bool) -> bool:
        """Whether the row became a single line; neighbours of that kind stand in one block."""
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            self.page.unseen.add(
                Hiding.DELETED, " ".join(part.text or "" for part in row.iter(W + "t", W + "delText"))
            )
            return joined
        outside = self.page.outside
        self.page.outside = outside or _flat(properties)
        first, block = len(self.lines), self.block
        cells = self._cells(row, depth, parts)
        self.page.outside = outside
        row_lines, joined = laid_out(cells, self.lines[first:], block=block if joined else None)
        self.lines[first:] = row_lines
        if joined:
            self.block = row_lines[0].block
        return joined

    def _cells(self, row: etree._Element, depth: int, parts: dict[str, Shade]) -> list[list[Line]]:
        """The cells of a row, which begin at the same height."""
        page, cells = self.page, []
        bands, room = page.bands, page.room
        lowest, dress = bands, (page.ground, page.table)
        inside = list(_inside(row, W + "tc"))
        for number, cell in enumerate(inside):
            ends = (("lastCol", number == len(inside) - 1), ("firstCol", number == 0))
            page.ground, page.table = dress
            self._dress(parts, [name for name, here in ends if here])
            page.bands = [Band(band.width, band.left) for band in bands]
            page.room = min(room, _cell_width(cell) or room)
            cells.append(self._cell(cell, depth))
            lowest = min(lowest, page.bands, key=lambda kept: sum(band.left for band in kept))
        page.bands, page.room = lowest, room
        page.ground, page.table = dress
        return cells

    def _cell(self, cell: etree._Element, depth: int) -> list[Line]:
        page, first = self.page, len(self.lines)
        properties = cell.find(W + "tcPr")
        if properties is not None and properties.find(W + "cellDel") is not None:
            page.unseen.add(Hiding.DELETED, " ".join(part.text or "" for part in cell.iter(W + "t")))
            return []
        before, painted = page.ground, shading(properties, page.theme)
        page.ground = before if painted is None else painted
        self.new_block()
        self.walk(cell, depth + 2)
        page.ground = before
        return self.lines[first:]


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row in order, also where content controls or tracked changes wrap them.

    Never by the table's grid: a cell that claims to span a hundred million columns is still one cell.
    """
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in WRAPPERS and len(waiting) < MAX_DEPTH:
            waiting.append(iter(child))


WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def _cell_width(cell: etree._Element) -> float:
    """A cell's width in points; 0.0 where it is not said."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    twips = (width.get(W + "w") or "") if width is not None and width.get(W + "type") == "dxa" else ""
    return int(twips) / 20 if twips.isdigit() and len(twips) < 7 else 0.0


def _flat(properties: etree._Element | None) -> bool:
    """A row of an exact height under two points shows nothing."""
    height = properties.find(W + "trHeight") if properties is not None else None
    if height is None or height.get(W + "hRule") != "exact":
        return False
    twips = height.get(W + "val") or ""
    return twips.isdigit() and int(twips) < 40
