"""Small files that unpack, nest or span beyond all measure; each kind has hung or killed a reader in the field."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

MEGABYTE = 1024 * 1024


def spanning_cells() -> bytes:
    """A table cell that spans 10^8 columns."""
    word = Document()
    properties = word.add_table(rows=1, cols=2).cell(0, 0)._tc.get_or_add_tcPr()
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "100000000")
    properties.append(span)
    return _saved(word)


def merged_rows(rows: int = 5_000) -> bytes:
    """Rows that all continue the cell above."""
    row = b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    return _with_body(b"<w:tbl>" + row * rows + b"</w:tbl>")


def endless_paragraphs(megabytes: int = 300) -> bytes:
    """Paragraphs by the million, in less than a megabyte."""
    paragraph = b"<w:p><w:r><w:t>word</w:t></w:r></w:p>"
    return _with_body(paragraph * (megabytes * MEGABYTE // len(paragraph)))


def nested_tables(levels: int = 2_000) -> bytes:
    """Tables within tables."""
    inner = b"<w:p/>" + b"</w:tc></w:tr></w:tbl><w:p/>" * levels
    return _with_body(b"<w:tbl><w:tr><w:tc>" * levels + inner)


def flate_stream(megabytes: int = 70) -> bytes:
    """A page that paints nothing, at length; just under the bound that pypdf sets by default."""
    return _pdf(zlib.compress(b"0 0 m " * (megabytes * MEGABYTE // 6), 9), b"/FlateDecode")


def double_flate(megabytes: int = 1_000) -> bytes:
    """A gigabyte behind two compressions."""
    packer = zlib.compressobj(9)
    chunk = b"0 0 m " * 10_000
    parts = [packer.compress(chunk) for _ in range(megabytes * MEGABYTE // len(chunk))]
    return _pdf(zlib.compress(b"".join(parts) + packer.flush(), 9), b"[/FlateDecode/FlateDecode]")


def nested_forms(levels: int = 12, calls: int = 10) -> bytes:
    """Forms that each draw the next one ten times: 10^12 drawings."""
    objects = [_CATALOG, _PAGES, _page(b"/XObject<</F 5 0 R>>"), _stream(b"/F Do " * calls)]
    for level in range(levels):
        inner = b"/F Do " * calls if level < levels - 1 else b"BT /X 9 Tf (x) Tj ET"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (level + 6)
        objects.append(_stream(inner, head))
    return _file(objects)


def vast_picture(side: int = 40_000) -> bytes:
    """A picture of 1,600 million pixels that compresses to little; its data end early."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (side // 8 + 1) * 2_000, 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*part) for part in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a cell that spans 100 million columns": ("docx", spanning_cells),
    "5,000 merged rows": ("docx", merged_rows),
    "300 MB of paragraphs": ("docx", endless_paragraphs),
    "2,000 nested tables": ("docx", nested_tables),
    "a 70 MB stream": ("pdf", flate_stream),
    "1 GB behind two compressions": ("pdf", double_flate),
    "nested forms": ("pdf", nested_forms),
    "1,600 megapixels": ("png", vast_picture),
}
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _saved(word: Document) -> bytes:  # type: ignore[valid-type]
    target = io.BytesIO()
    word.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def _with_body(body: bytes) -> bytes:
    """A Word file whose body is `body`."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_saved(Document()))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                start = data.index(b"<w:body>") + len(b"<w:body>")
                data = data[:start] + body + data[data.index(b"<w:sectPr") :]
            made.writestr(name, data)
    return target.getvalue()


def _pdf(content: bytes, filters: bytes) -> bytes:
    return _file([_CATALOG, _PAGES, _page(b""), _stream(content, b"/Filter" + filters)])


def _page(resources: bytes) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents 4 0 R>>" % resources


def _stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n" % (head, len(content)) + content + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, words) for number, words in enumerate(objects, start=1)
    )
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
