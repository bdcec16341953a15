"""Where a page's own coordinates lie on the page as shown (crop box and rotation)."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from services.reading.pdf.calls import Numbers

STRAIGHT = 0.3  # largest slope of a line that still counts as straight


class Frame:
    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.turn = int(pdfium.FPDFPage_GetRotation(page)) % 4
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))

    def place(self, x: Any, y: Any) -> tuple[Any, Any]:
        """A point, or arrays of points, on the page as shown, from its top left."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, boxes: Numbers) -> Numbers:
        """Boxes of the page's own coordinates (left, top, right, bottom) as the page shows them."""
        x1, y1 = self.place(boxes[:, 0], boxes[:, 1])
        x2, y2 = self.place(boxes[:, 2], boxes[:, 3])
        shown = boxes.copy()
        shown[:, 0], shown[:, 2] = _ordered(x1, x2)
        shown[:, 1], shown[:, 3] = _ordered(y1, y2)
        return shown

    def direction(self, a: float, b: float) -> str:
        """In which direction writing along (a, b) runs on the page as shown."""
        x, y = ((a, b), (b, -a), (-a, -b), (-b, a))[self.turn]
        if abs(y) < STRAIGHT * abs(x):
            return "right" if x > 0 else "left"
        if abs(x) < STRAIGHT * abs(y):
            return "up" if y > 0 else "down"
        return "right" if x == y == 0 else "slanted"


def _ordered(these: Numbers, those: Numbers) -> tuple[Numbers, Numbers]:
    swapped = these > those
    if not swapped.any():
        return these, those
    low, high = these.copy(), those.copy()
    low[swapped], high[swapped] = those[swapped], these[swapped]
    return low, high
