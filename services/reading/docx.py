"""Word documents, walked through their XML in document order: what is seen is read once, what is not is left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument, ReadingWarning
from services.reading.archive import Archive
from services.reading.assemble import Line, assemble
from services.reading.clean import clean_line
from services.reading.docx_styles import DEFAULT_SIZE, Look, Styles, W, load_styles
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_LINES

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Deleted and moved-away text, instructions of fields, what a fallback repeats.
UNSEEN = frozenset({
    W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "delInstrText", W + "rPr", W + "pPr",
    W + "sectPr", W + "tblPr", W + "trPr", W + "tcPr", W + "sdtPr", W + "proofErr", W + "commentReference",
    MC + "Fallback",
})  # fmt: skip
MARKS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t", W + "sym": " ",
}  # fmt: skip
SMALLEST = 2.0  # points; below it no reader sees the words
PALE = 0xF0
MAX_DEPTH = 60


@dataclass(slots=True)
class _Paragraph:
    """Text of one paragraph with the look of its runs, and the text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    letters: int = 0
    size: float = 0.0
    boxes: list[etree._Element] = field(default_factory=list)


def read_docx(data: bytes) -> ReadDocument:
    """Read a Word file; raises ReadingFailed or lxml's and zipfile's errors where it is damaged."""
    archive = Archive(data)
    part = archive.main_part()
    walker = _Walker(load_styles(_related(archive, part, "styles")))
    root = archive.xml(part)
    if root is None:
        raise ValueError("the archive has no document part")
    for kind in ("header", "body", "footer", "footnotes", "endnotes"):
        for element in [root] if kind == "body" else _all_related(archive, part, kind):
            walker.new_block()
            walker.walk(element)
    links = [target for kind, target in archive.relations(part).values() if kind == "hyperlink"]
    return assemble(walker.lines, warnings=walker.warnings(), links=links)


def _all_related(archive: Archive, part: str, kind: str) -> Iterator[etree._Element]:
    """Distinct parts of a kind: a header that says the same as another is read once."""
    seen: set[str] = set()
    for relation, target in archive.relations(part).values():
        root = archive.xml(target) if relation == kind else None
        if root is None:
            continue
        words = "".join(text.text or "" for text in root.iter(W + "t")).strip()
        if words and words not in seen:
            seen.add(words)
            yield root


def _related(archive: Archive, part: str, kind: str) -> etree._Element | None:
    for relation, target in archive.relations(part).values():
        if relation == kind:
            return archive.xml(target)
    return None


class _Walker:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lines: list[Line] = []
        self.hidden: list[str] = []
        self.block = 0
        self.shaded = 0  # how many shaded cells, paragraphs or boxes we are in: pale words may be seen there

    def new_block(self) -> None:
        self.block += 1

    def warnings(self) -> list[ReadingWarning]:
        words = clean_line(" ".join(self.hidden))
        if not words:
            return []
        message = "Hidden words were found in the file and left out."
        return [ReadingWarning("hidden_text", message, 1, words[:2000])]

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Blocks in document order."""
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in UNSEEN:
                continue
            if child.tag == W + "p":
                self.paragraph(child, depth)
            elif child.tag == W + "tbl":
                self.table(child, depth)
            elif child.tag == MC + "AlternateContent":
                for choice in _seen_choice(child):
                    self.walk(choice, depth + 1)
            else:
                self.walk(child, depth + 1)

    def table(self, table: etree._Element, depth: int) -> None:
        """A row of short single-paragraph cells is one line with tabs; other cells are blocks of their own."""
        self.new_block()
        for row in _rows(table):
            cells = [cell for cell in row.iter(W + "tc") if _nearest(cell, W + "tr") is row]
            before = len(self.lines)
            sizes = [self._cell(cell, depth) for cell in cells]
            if len(cells) > 1 and max(sizes, default=0) == 1:
                self.lines[before:] = [_joined(self.lines[before:])]
        self.new_block()

    def _cell(self, cell: etree._Element, depth: int) -> int:
        before = len(self.lines)
        shaded = _shaded(cell.find(W + "tcPr"))
        self.shaded += shaded
        self.new_block()
        self.walk(cell, depth + 1)
        self.shaded -= shaded
        return len(self.lines) - before

    def paragraph(self, element: etree._Element, depth: int) -> None:
        properties = element.find(W + "pPr")
        look = self.styles.of_paragraph(properties)
        shaded = _shaded(properties)
        self.shaded += shaded
        found = _Paragraph()
        self._runs(element, look, found, depth)
        self.shaded -= shaded
        self._add(found, look)
        for box in found.boxes:
            self.new_block()
            self.shaded += 1
            self.walk(box, depth + 1)
            self.shaded -= 1
            self.new_block()

    def _add(self, found: _Paragraph, look: Look) -> None:
        text = "".join(found.parts)
        if not text.strip():
            return
        if len(self.lines) > MAX_LINES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        size = found.size or look.size or DEFAULT_SIZE
        bold = found.bold * 2 > found.letters
        for number, row in enumerate(text.split("\n")):
            words = f"• {row}" if look.listed and number == 0 and not look.heading else row
            heading = bool(look.heading) and len(row.strip()) < 80
            self.lines.append(Line(words, size=size, bold=bold, block=self.block, heading=heading))

    def _runs(self, element: etree._Element, look: Look, found: _Paragraph, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in UNSEEN:
                continue
            if child.tag == W + "r":
                self._run(child, look, found)
            elif child.tag == MC + "AlternateContent":
                for choice in _seen_choice(child):
                    self._runs(choice, look, found, depth + 1)
            elif child.tag == W + "txbxContent":
                found.boxes.append(child)
            else:
                self._runs(child, look, found, depth + 1)

    def _run(self, run: etree._Element, paragraph: Look, found: _Paragraph) -> None:
        properties = run.find(W + "rPr")
        look = self.styles.of_run(properties, paragraph)
        unseen = bool(look.hidden) or self._too_pale(look, properties) or 0 < (look.size or 9) < SMALLEST
        for child in run:
            if child.tag in UNSEEN:
                continue
            words = child.text or "" if child.tag == W + "t" else MARKS.get(child.tag)
            if words is None:
                self._runs_in_drawing(child, found)
            elif unseen:
                self.hidden.append(words)
            else:
                self._write(words.upper() if look.caps and child.tag == W + "t" else words, look, found)

    def _runs_in_drawing(self, child: etree._Element, found: _Paragraph) -> None:
        """Text boxes of a drawing, each once: nested alternatives keep their first choice."""
        if child.tag == MC + "AlternateContent":
            for choice in _seen_choice(child):
                self._runs_in_drawing(choice, found)
            return
        if child.tag == W + "txbxContent":
            found.boxes.append(child)
            return
        for inner in child:
            if isinstance(inner.tag, str) and inner.tag not in UNSEEN:
                self._runs_in_drawing(inner, found)

    @staticmethod
    def _write(words: str, look: Look, found: _Paragraph) -> None:
        found.parts.append(words)
        letters = len(words.strip())
        found.letters += letters
        found.bold += letters if look.bold else 0
        found.size = max(found.size, (look.size or 0.0) if letters else 0.0)

    def _too_pale(self, look: Look, properties: etree._Element | None) -> bool:
        """Nearly white words on an unshaded ground."""
        colour = look.colour or ""
        if self.shaded or len(colour) != 6 or _shaded(properties):
            return False
        try:
            return min(bytes.fromhex(colour)) >= PALE
        except ValueError:
            return False


def _seen_choice(alternatives: etree._Element) -> Iterator[etree._Element]:
    """The first choice that says something, the fallback otherwise: never both."""
    for choice in alternatives:
        if choice.tag in (MC + "Choice", MC + "Fallback") and next(choice.iter(W + "t"), None) is not None:
            yield choice
            return


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(W + "tr"):
        if _nearest(row, W + "tbl") is table:
            yield row


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag != tag:
        parent = parent.getparent()
    return parent


def _joined(cells: list[Line]) -> Line:
    first = cells[0]
    text = "\t".join(cell.text.replace("\t", " ") for cell in cells)
    return Line(text, size=first.size, bold=all(cell.bold for cell in cells), block=first.block)


def _shaded(properties: etree._Element | None) -> bool:
    shade = properties.find(W + "shd") if properties is not None else None
    fill = (shade.get(W + "fill") or "").upper() if shade is not None else ""
    return bool(fill) and fill not in ("AUTO", "FFFFFF")
