"""What a PDF carries beside its pages' text: notes, form fields, properties, characters without ink."""

import ctypes
import re
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Any

import pypdfium2.raw as pdfium

from services.reading.pdf.glyphs import PageGlyphs
from services.reading.unseen import TAGS, ZERO_WIDTH, Hiding, is_addressed, worth_a_warning

MOST_NOTES = 300
LONGEST = 4000  # characters of one property or note
SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET)
UNSEEN_FIELD = 2 | 32  # annotation flags Hidden and NoView, ISO 32000-1, table 165
PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
LISTED = ("Subject", "Keywords", "XMP")  # may hold words for those who search, not for those who read
FEW_ABSENT = 5  # words of a property that the pages do not show
XML = re.compile(rb"/Subtype\s*/XML\b[^>]{0,300}>>\s*stream\r?\n")
XMP_PACKET = re.compile(rb"<(?:x:xmpmeta|rdf:RDF)\b.{0,200000}?</(?:x:xmpmeta|rdf:RDF)>", re.DOTALL)
XMP_WORDS = re.compile(r"<(?:rdf:li|pdf:Keywords|dc:\w+)\b[^>]*>([^<]{3,})<|\bpdf:Keywords=\"([^\"]{3,})\"")
OVERRIDE = re.compile("[\u202d\u202e]([^\u202c\u2066-\u2069\n]{4,})")
WORD = re.compile(r"[^\W\d_]{3,}")


def notes(page: Any) -> Iterator[tuple[str, str]]:
    """How and what the annotations of a page say: notes and comments, and fields of forms that are not shown."""
    for index in range(min(int(pdfium.FPDFPage_GetAnnotCount(page)), MOST_NOTES)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = int(pdfium.FPDFAnnot_GetSubtype(annotation))
            if kind == pdfium.FPDF_ANNOT_WIDGET and int(pdfium.FPDFAnnot_GetFlags(annotation)) & UNSEEN_FIELD:
                yield "field", _value(annotation, b"V")
            elif kind not in SILENT:
                yield "note", _value(annotation, b"Contents")
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def has_fields(page: Any) -> bool:
    """Whether a page shows fields of a form: what is filled in is no part of the page's own text."""
    for index in range(min(int(pdfium.FPDFPage_GetAnnotCount(page)), MOST_NOTES)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind, flags = (
                int(pdfium.FPDFAnnot_GetSubtype(annotation)),
                int(pdfium.FPDFAnnot_GetFlags(annotation)),
            )
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET and not flags & UNSEEN_FIELD:
                return True
    return False


def _value(annotation: Any, key: bytes) -> str:
    room = ctypes.create_string_buffer(2 * LONGEST)
    length = int(
        pdfium.FPDFAnnot_GetStringValue(
            annotation, key, ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR)), 2 * LONGEST
        )
    )
    return room.raw[: max(0, min(length, 2 * LONGEST) - 2)].decode("utf-16-le", "ignore")


def unseen_properties(document: Any, data: bytes, text: str) -> list[str]:
    """Properties of the file that hold more than a title or a name: words for a machine, or lists the pages lack."""
    shown = {word.lower() for word in WORD.findall(text)}
    found = []
    for key, value in [*_information(document), *(("XMP", value) for value in _packets(data))]:
        words = [word.lower() for word in WORD.findall(value)]
        absent = sum(word not in shown for word in words)
        listed = key in LISTED and bool(shown) and absent >= FEW_ABSENT and absent >= 0.5 * len(words)
        if value not in found and (listed or worth_a_warning(Hiding.PROPERTY, value) or is_addressed(value)):
            found.append(value)
    return found


def _information(document: Any) -> Iterator[tuple[str, str]]:
    for key in PROPERTIES:
        room = ctypes.create_string_buffer(2 * LONGEST)
        length = int(pdfium.FPDF_GetMetaText(document, key.encode(), room, 2 * LONGEST))
        value = room.raw[: max(0, min(length, 2 * LONGEST) - 2)].decode("utf-16-le", "ignore").strip()
        if value:
            yield key, value


def _packets(data: bytes) -> Iterator[str]:
    """The words of the file's XMP packets, which are written plainly, or packed as a stream."""
    packets = [match.group() for match in XMP_PACKET.finditer(data)][:5]
    for match in list(XML.finditer(data))[:5]:
        start = data[match.end() : match.end() + 2]
        if start[:1] == b"\x78":
            try:
                packets.append(zlib.decompressobj().decompress(data[match.end() :], 200_000))
            except zlib.error:
                continue
    for packet in packets:
        for plain, keywords in XMP_WORDS.findall(packet.decode("utf-8", "ignore")):
            yield unescape(plain or keywords).strip()[:LONGEST]


def unseen_characters(glyphs: PageGlyphs) -> list[tuple[str, str]]:
    """How and what a page says in characters without ink: tag characters, zero widths, overridden direction."""
    codes = glyphs.codes
    odd = (
        (codes >= 0xE0000) | ((codes >= 0x200B) & (codes <= 0x200F)) | ((codes >= 0x202A) & (codes <= 0x202E))
    )
    odd |= (codes == 0x2060) | (codes == 0xFEFF)
    if odd.sum() < 2 and not ((codes == 0x202D) | (codes == 0x202E)).any():
        return []
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "ignore")
    found = [
        ("characters", "".join(chr(ord(char) - 0xE0000) for char in match.group()))
        for match in TAGS.finditer(text)
    ]
    found += [
        ("characters", f"({len(match.group())} characters without a width)")
        for match in ZERO_WIDTH.finditer(text)
    ]
    return found + [("turned", match.group(1).strip()) for match in OVERRIDE.finditer(text)]
