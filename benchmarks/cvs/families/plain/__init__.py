"""Layouts of plain text, Markdown and web pages."""

from benchmarks.cvs.families.family import TEXT, Family
from benchmarks.cvs.families.plain import ats

FAMILIES = (Family("ats_text", TEXT, "txt", draw=ats.draw),)
