"""A page to write on, line by line, that turns when it is full."""

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
BASE = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}


class Pen:
    """Points from the top left; `y` is the base line of the next line of text."""

    def __init__(
        self, font: str = "Helvetica", size: float = 10, *, margin: float = 56, top: float = 64
    ) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.font, self.size, self.margin, self.top, self.y = font, size, margin, top, top

    def place(
        self, text: str, x: float, *, bold: bool = False, size: float = 0, colour: str = "#000000"
    ) -> float:
        """Write on the current line without moving down; the width is returned."""
        size, font = size or self.size, BASE[self.font] if bold else self.font
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - self.y, text)
        return float(self.canvas.stringWidth(text, font, size))

    def right(
        self, text: str, x: float, *, bold: bool = False, size: float = 0, colour: str = "#000000"
    ) -> None:
        wide = self.canvas.stringWidth(text, BASE[self.font] if bold else self.font, size or self.size)
        self.place(text, x - wide, bold=bold, size=size, colour=colour)

    def down(self, by: float = 0) -> None:
        self.y += by or self.size * 1.35

    def turn_if(self, needed: float = 40) -> None:
        """Begin a new page where less than that many points are left."""
        if self.y > HEIGHT - self.margin - needed:
            self.canvas.showPage()
            self.y = self.top

    def wrapped(
        self,
        text: str,
        x: float,
        width: float,
        *,
        bold: bool = False,
        size: float = 0,
        colour: str = "#000000",
    ) -> None:
        size = size or self.size
        for line in simpleSplit(text, BASE[self.font] if bold else self.font, size, width):
            self.turn_if(0)
            self.place(line, x, bold=bold, size=size, colour=colour)
            self.down(size * 1.35)

    def rule(self, left: float, right: float, *, colour: str = "#000000", width: float = 0.7) -> None:
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(width)
        self.canvas.line(left, HEIGHT - self.y, right, HEIGHT - self.y)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()
