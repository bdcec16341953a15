"""Words in boxes of their own on one row of a web page: labels, chips, contact data with room between them."""

from itertools import islice
from typing import Any

from services.reading.text.css import Declarations, points

LABELS = frozenset(
    ("span", "a", "li", "label", "button", "code", "kbd", "mark", "b", "strong", "em", "i", "small")
)
ALWAYS = frozenset(("code", "kbd", "mark", "button", "li"))  # looks that browsers give without being asked
WIDE = 2.5  # points of room on one side
LONGEST = 60  # characters of a label
MOST_PARTS = 20  # pieces of text in a label
LEAST_ALIKE = 3  # neighbours of one class, where no style says how they look


def stands_apart(element: Any, style: Declarations) -> bool:
    """Whether a gap is seen between this inline element and the one of its kind before it."""
    before = element.getprevious()
    if (
        element.tag not in LABELS
        or before is None
        or before.tag != element.tag
        or (before.tail or "").strip()
    ):
        return False
    words, others = _words(element), _words(before)
    if not words or not others or max(len(words), len(others)) < 2 or len(words) > LONGEST:
        return False
    if element.tag in ALWAYS or _has_room(style):
        return True
    return bool(element.get("class")) and _alike(element) >= LEAST_ALIKE


def _words(element: Any) -> str:
    return " ".join("".join(islice(element.itertext(), MOST_PARTS)).split())


def _has_room(style: Declarations) -> bool:
    """A box with padding, margin, border or a colour of its own behind its words."""
    if style.get("display", "") in ("inline-block", "inline-flex", "inline-grid"):
        return True
    if any(name in style and style[name] not in ("none", "0") for name in ("border", "border-radius")):
        return True
    sides = [style[name] for name in style if name.startswith(("padding", "margin"))]
    return any((points(part) or 0.0) >= WIDE for side in sides for part in side.split())


def _alike(element: Any) -> int:
    """How many short neighbours of its tag and class stand around it with nothing between, itself included."""
    around = [*islice(element.itersiblings(preceding=True), 2), element, *islice(element.itersiblings(), 2)]
    alike = [
        other for other in around if other.tag == element.tag and other.get("class") == element.get("class")
    ]
    if any((other.tail or "").strip() or len(_words(other)) > LONGEST for other in alike):
        return 0
    return len(alike)
