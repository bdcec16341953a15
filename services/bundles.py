"""A ZIP of CVs: opened with suspicion, its directory before its contents, one member at a time."""

import contextlib
import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import AppError, FileDamaged, FileEmpty, FileProtected, FileTooLarge, FileTypeNotAccepted
from core.settings import MEGABYTE
from services.filenames import shown_name
from services.reading.sniff import ENTRY, sniff_format

MOST_MEMBERS = 500
MOST_ENTRIES = 5_000  # folders and system files with them
MOST_UNPACKED = 500 * MEGABYTE  # of all members together
MOST_RATIO = 200  # of unpacked to packed bytes; documents pack to a tenth, bombs to a thousandth
SMALL = 20 * MEGABYTE  # unpacked to no more than this, nobody asks for the ratio
METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
)  # of other methods zipfile unpacks a block without a bound
IGNORED = ("__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r")
CHUNK = MEGABYTE
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError)
BOMB = "The archive unpacks to far more than CVs hold, so it was not opened. Please drop the CVs in smaller archives."
NESTED = "An archive within an archive is not opened. Please unpack it and drop the files."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle: its bytes, or the reason why it is not let in."""

    name: str
    data: bytes = b""
    refusal: AppError | None = None


class Bundle:
    """A ZIP whose directory is within bounds. Its members are unpacked as they are asked for.

    Raises FileTooLarge for a bomb, FileDamaged for what is no archive, FileEmpty where there is no file in it.
    """

    def __init__(self, data: bytes, *, most_bytes: int) -> None:
        if data.count(ENTRY) > 2 * MOST_ENTRIES:
            raise FileTooLarge(BOMB)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except DAMAGED:
            raise FileDamaged("The archive is damaged and cannot be opened. Please pack it again.") from None
        self.most_bytes = most_bytes
        self._left = MOST_UNPACKED
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or total > MOST_UNPACKED:
            raise FileTooLarge(BOMB)
        if total > SMALL and total > MOST_RATIO * len(data):
            raise FileTooLarge(BOMB)
        named = [(entry, member_name(entry)) for entry in entries]
        self._entries = [(entry, name) for entry, name in named if name is not None]
        if not self._entries:
            raise FileEmpty("There is no file in this archive.")
        if len(self._entries) > MOST_MEMBERS:
            raise FileTooLarge(
                f"There are {len(self._entries)} files in this archive; at most {MOST_MEMBERS} are taken at once."
            )

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def names(self) -> list[str]:
        """The members' names in the archive's order, without folders and system files."""
        return [name for _, name in self._entries]

    def member(self, number: int) -> Member:
        """Unpack one member. Blocks for as long as unpacking takes: to be called from a thread."""
        entry, name = self._entries[number]
        try:
            return Member(name, self._unpacked(entry, name))
        except AppError as refusal:
            return Member(name, refusal=refusal)
        except DAMAGED:
            return Member(name, refusal=FileDamaged())

    def _unpacked(self, entry: zipfile.ZipInfo, name: str) -> bytes:
        if entry.flag_bits & 0x41:  # encrypted, also by the strong way
            raise FileProtected()
        if entry.compress_type not in METHODS:
            raise FileDamaged("It is packed in an unusual way. Please pack the archive as an ordinary ZIP.")
        if entry.file_size > self.most_bytes:
            raise self._too_large()
        unpacked = bytearray()
        with self._archive.open(entry) as stream:
            # What the directory declares may be a lie: counted again while reading.
            while chunk := stream.read(CHUNK):
                unpacked += chunk
                self._left -= len(chunk)
                if self._left < 0:
                    raise FileTooLarge(BOMB)
                if len(unpacked) > self.most_bytes:
                    raise self._too_large()
        data = bytes(unpacked)
        if sniff_format(data, name) == "zip" or name.lower().endswith((".zip", ".rar", ".7z", ".tar", ".gz")):
            raise FileTypeNotAccepted(NESTED)
        return data

    def _too_large(self) -> FileTooLarge:
        limit = self.most_bytes / MEGABYTE
        return FileTooLarge(f"The file is larger than {limit:g} MB, which is the limit here.")


def members_of(bundle: Bundle) -> Iterator[Member]:
    """Each member in turn."""
    for number in range(len(bundle)):
        yield bundle.member(number)


def member_name(entry: zipfile.ZipInfo) -> str | None:
    """A member's name with its folders, cleaned; None for folders, links, hidden and system files.

    No name becomes a path here; drives, roots and ".." are cut off all the same.
    """
    mode = entry.external_attr >> 16
    if entry.is_dir() or (mode and stat.S_ISLNK(mode)):
        return None
    parts = [
        part
        for part in _decoded(entry).replace("\\", "/").split("/")
        if part not in ("", ".", "..") and not _drive(part)
    ]
    if not parts or any(part.startswith(".") or part.lower() in IGNORED for part in parts):
        return None
    return shown_name("/".join(parts[-2:]))


def _decoded(entry: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag are often UTF-8 all the same; otherwise they are the old DOS letters."""
    name = entry.orig_filename.split("\0")[0]
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _drive(part: str) -> bool:
    return len(part) == 2 and part.endswith(":")
