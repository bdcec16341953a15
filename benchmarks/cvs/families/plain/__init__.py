"""Layouts of plain text, Markdown and web pages."""

from benchmarks.cvs.families.family import TEXT, Family
from benchmarks.cvs.families.plain import ats, labelled, markdown, ruled, saved_page

FAMILIES = (
    Family("ats_text", TEXT, "txt", draw=ats.draw),
    Family("ruled_text", TEXT, "txt", draw=ruled.draw),
    Family("labelled_text", TEXT, "txt", draw=labelled.draw),
    Family("markdown_page", TEXT, "md", draw=markdown.draw),
    Family("web_page_file", TEXT, "html", draw=saved_page.draw),
)
