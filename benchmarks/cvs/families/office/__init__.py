"""Layouts made with python-docx."""

from benchmarks.cvs.families.family import DOCX, Family
from benchmarks.cvs.families.office import (
    date_column,
    grid_form,
    headed,
    page_header,
    sidebar_cells,
    tabbed,
    text_box,
)

FAMILIES = (
    Family("word_headings", DOCX, "docx", draw=headed.draw),
    Family("word_date_column", DOCX, "docx", draw=date_column.draw),
    Family("word_sidebar_cells", DOCX, "docx", draw=sidebar_cells.draw),
    Family("word_text_box", DOCX, "docx", draw=text_box.draw),
    Family("word_page_header", DOCX, "docx", draw=page_header.draw),
    Family("word_tabbed", DOCX, "docx", draw=tabbed.draw),
    Family("word_grid_form", DOCX, "docx", draw=grid_form.draw),
)
