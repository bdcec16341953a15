"""Small files drawn for one behaviour each."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


class Page:
    """A PDF page on which words are put at points from the top left."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(WIDTH, HEIGHT))

    def put(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 10,
        bold: bool = False,
        grey: float = 0.0,
        mode: int = 0,
    ) -> "Page":
        text = self.canvas.beginText(x, HEIGHT - y)
        text.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        text.setFillColor(Color(grey, grey, grey))
        text.setTextRenderMode(mode)
        text.textLine(words)
        self.canvas.drawText(text)
        return self

    def column(self, x: float, y: float, lines: Iterable[str], *, step: float = 14) -> "Page":
        for number, line in enumerate(lines):
            self.put(x, y + number * step, line)
        return self

    def next(self) -> "Page":
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx with this body; `parts` are further files under word/, also related by kind ("header1.xml")."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="{name}" Type="{kinds}/{name.rstrip("0123456789.xml")}" Target="{name}"/>'
        for name in parts or {}
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
        )
        for name, content in (parts or {}).items():
            archive.writestr(f"word/{name}", content)
    return stream.getvalue()


def paragraph(words: str, *, run: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def cell(content: str) -> str:
    return f"<w:tc><w:tcPr/>{content}</w:tc>"
