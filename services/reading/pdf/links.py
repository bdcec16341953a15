"""Targets of a page's links, which may show nothing but an icon."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

MOST_LINKS = 100
LONGEST = 500


def page_links(document: Any, page: Any) -> list[str]:
    """Addresses that the link annotations of a page lead to, in the file's order."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    targets: list[str] = []
    while len(targets) < MOST_LINKS and pdfium.FPDFLink_Enumerate(
        page, ctypes.byref(position), ctypes.byref(link)
    ):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        address = ctypes.create_string_buffer(LONGEST)
        length = int(pdfium.FPDFAction_GetURIPath(document, action, address, LONGEST))
        if 1 < length <= LONGEST:
            targets.append(address.value.decode("utf-8", errors="ignore"))
    return targets
