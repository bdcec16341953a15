"""PDFs drawn word by word with reportlab."""

from benchmarks.cvs.families.drawn import classic
from benchmarks.cvs.families.family import PDF, Family
from benchmarks.cvs.sheet import Traits

LATIN = Traits(needs=frozenset({"latin-1"}))
FAMILIES = (Family("drawn_classic", PDF, "pdf", LATIN, classic.draw),)
