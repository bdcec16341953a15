"""A .docx is an archive of XML parts: opened with suspicion, its directory before its contents."""

import io
import zipfile
from posixpath import dirname, join, normpath

from lxml import etree

from schemas.cv import ProcessingStatus
from services.reading.docx.names import STRICT
from services.reading.failure import ReadingFailed
from services.reading.limits import MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, MAX_ELEMENTS, MAX_XML_BYTES

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OLE = b"\xd0\xcf\x11\xe0"


class Archive:
    """The parts of an Office archive, each read within bounds."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            raise ReadingFailed(ProcessingStatus.ENCRYPTED)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise ReadingFailed(ProcessingStatus.BROKEN) from None
        entries = self._archive.infolist()
        if (
            len(entries) > MAX_ARCHIVE_ENTRIES
            or sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES
        ):
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReadingFailed(ProcessingStatus.ENCRYPTED)
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._left = MAX_ARCHIVE_BYTES  # of all parts that are read, whatever the directory declares

    def xml(self, name: str) -> etree._Element | None:
        """A part's root element; None where the archive has no such part."""
        if name not in self._archive.NameToInfo:
            return None
        with self._archive.open(name) as stream:
            content = stream.read(MAX_XML_BYTES + 1)
        self._left -= len(content)
        if self._left < 0:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if len(content) > MAX_XML_BYTES:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if content.count(b"<") > MAX_ELEMENTS:
            raise ReadingFailed(ProcessingStatus.TOO_LARGE)
        if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            raise ReadingFailed(
                ProcessingStatus.BROKEN, "The file holds a document type, which Word never writes."
            )
        for strict, usual in STRICT if b"//purl.oclc.org/" in content else ():
            content = content.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (kind, target) of a part; targets inside the archive are full names."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder = dirname(part)
        root = self.xml(f"{folder}/_rels/{part[len(folder) + 1 :]}.rels" if folder else f"_rels/{part}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(RELATION) if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                target = normpath(join(folder, target)) if not target.startswith("/") else target[1:]
            found[relation.get("Id") or ""] = ((relation.get("Type") or "").rsplit("/", 1)[-1], target)
        return found

    def main_part(self) -> str:
        """The name of the part that holds the document's body."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"
