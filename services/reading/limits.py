"""What reading one file may cost, and how large its contents may be."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a child process: address space and answer in bytes, processor and wall time in seconds."""

    memory: int = 1024 * MEGABYTE
    cpu: int = 15
    wall: float = 20.0
    answer: int = 64 * MEGABYTE


READING = Limits()
EXTRACTING = Limits(cpu=10, wall=15.0)
# One page, two threads: 15 s where the machine is free, and patience where it is busy.
PICTURE_PAGE = Limits(memory=2048 * MEGABYTE, cpu=15, wall=40.0)
PICTURES_WALL = 120.0  # seconds for all pages of a file that are read as pictures

MAX_PAGES = 60
MAX_PIXELS = 64_000_000  # A4 at 600 dpi has 35 million
MAX_CHARACTERS = 500_000
MAX_LINES = 20_000
MAX_GLYPHS_ON_PAGE = 60_000
MAX_ARCHIVE_ENTRIES = 3_000
MAX_ARCHIVE_BYTES = 120 * MEGABYTE  # everything a .docx declares, pictures included
MAX_XML_BYTES = 24 * MEGABYTE  # one part that is read
MAX_ELEMENTS = 1_500_000
