"""A web page saved from a personal site: the same HTML that another family prints, as a file."""

from benchmarks.cvs.families import pages
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    return pages.html(sheet, "personal_site").encode()
