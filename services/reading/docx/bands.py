"""Painted drawings that text may stand on: where in the flow of the words each begins and how far it reaches.

Nobody lays the page out here, so places are estimated in points of text. Where Word could show words on a drawing they
count as seen: to lose a name that stands on a banner is worse than to read a white word more.
"""

from dataclasses import dataclass

from lxml import etree

from services.reading.docx.colours import Theme
from services.reading.docx.drawings import describe
from services.reading.docx.names import W

LINE, LETTERS = 14.0, 90  # points and letters of an ordinary line
SLACK = 1.5  # the lines above a drawing may be higher than ordinary ones
LEAST_SHARE = 0.5  # of the width of the place that text stands in; a narrower drawing is no ground for it


@dataclass(slots=True)
class Band:
    """A painted drawing behind text: its width, and how many points of text it may still lie behind."""

    width: float
    left: float


def bands_of(root: etree._Element, theme: Theme) -> dict[etree._Element, list[Band]]:
    """For each paragraph of a part the painted drawings that begin there, wherever they are anchored.

    A drawing begins above its anchor where it is moved up, and at the top of the page where it is placed by that.
    """
    found: dict[etree._Element, list[Band]] = {}
    paragraphs: list[etree._Element] = []
    above: list[float] = []
    if next(root.iter(W + "drawing", W + "pict"), None) is None:
        return found
    for paragraph in root.iter(W + "p"):
        above.append(above[-1] + _height(paragraphs[-1]) if paragraphs else 0.0)
        paragraphs.append(paragraph)
    places = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    for drawn in root.iter(W + "drawing", W + "pict"):
        drawing = describe(drawn, theme)
        place = places.get(next(drawn.iterancestors(W + "p"), None))
        if place is None or not drawing.covers:
            continue
        begin = _first(above, place, drawing.before)
        reach = drawing.covers + above[place] - above[begin]
        found.setdefault(paragraphs[place], []).append(Band(drawing.width, drawing.covers))
        if begin < place:
            found.setdefault(paragraphs[begin], []).append(Band(drawing.width, reach * SLACK))
    return found


def painted_in(root: etree._Element | None, theme: Theme) -> list[Band]:
    """The painted drawings of a part, each from the top of the page: for parts that stand on the same page."""
    drawn = root.iter(W + "drawing", W + "pict") if root is not None else ()
    described = [describe(element, theme) for element in drawn]
    return [Band(drawing.width, drawing.covers) for drawing in described if drawing.covers]


def lies_behind(bands: list[Band], room: float) -> bool:
    """Whether any of these may lie behind text in a place of this width."""
    return any(band.left > 0 and band.width >= LEAST_SHARE * room for band in bands)


def _height(paragraph: etree._Element) -> float:
    letters = sum(len(words.text or "") for words in paragraph.iter(W + "t"))
    return LINE * (1 + letters // LETTERS)


def _first(above: list[float], place: int, before: float) -> int:
    """The first paragraph that stands at most `before` points above the one at `place`."""
    while place > 0 and before > 0:
        before -= above[place] - above[place - 1]
        place -= 1
    return place
