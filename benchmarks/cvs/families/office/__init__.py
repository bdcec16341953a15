"""Layouts made with python-docx."""

from benchmarks.cvs.families.family import DOCX, Family
from benchmarks.cvs.families.office import date_column, headed

FAMILIES = (
    Family("word_headings", DOCX, "docx", draw=headed.draw),
    Family("word_date_column", DOCX, "docx", draw=date_column.draw),
)
