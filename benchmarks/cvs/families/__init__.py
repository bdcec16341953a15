"""All families of layouts."""

from benchmarks.cvs.families import drawn, office, pages, plain
from benchmarks.cvs.families.family import Family

ALL: tuple[Family, ...] = (*pages.FAMILIES, *office.FAMILIES, *drawn.FAMILIES, *plain.FAMILIES)
