"""PDFs drawn word by word with reportlab."""

from benchmarks.cvs.families.drawn import classic, icons, scattered, side_by_side, sidebar
from benchmarks.cvs.families.family import PDF, Family
from benchmarks.cvs.sheet import Traits

LATIN = Traits(needs=frozenset({"latin-1"}))  # the standard fonts of PDF have no other letters

FAMILIES = (
    Family("drawn_classic", PDF, "pdf", LATIN, classic.draw),
    Family("drawn_dark_sidebar", PDF, "pdf", LATIN, sidebar.draw),
    Family("drawn_scattered", PDF, "pdf", LATIN, scattered.draw),
    Family("drawn_symbols", PDF, "pdf", LATIN, icons.draw),
    Family("drawn_side_by_side", PDF, "pdf", LATIN, side_by_side.draw),
)
