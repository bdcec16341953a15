"""The marks of Word's lists: bullets, and numbers as the reader of the page counts them."""

from dataclasses import dataclass, field

from lxml import etree

from services.reading.docx.names import W
from services.reading.docx.styles import style_id

BULLET = "•"
HIGHEST = 5000
ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """A list's depth: `kind` as Word names the numbering, `pattern` such as "%1.%2"."""

    kind: str = "bullet"
    pattern: str = BULLET
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, number: str | None, level: int | None) -> str:
        """The mark of the next paragraph of a list, with a space behind it; "" where Word shows none."""
        if not number or number == "0" or number not in self.levels:
            return ""
        depth = level or 0
        found = self.levels[number].get(depth, Level())
        if found.kind == "bullet":
            return f"{BULLET} " if found.pattern.strip() else ""
        if found.kind == "none":
            return ""
        return self._counted(number, depth)

    def _counted(self, number: str, depth: int) -> str:
        levels = self.levels[number]
        counts = self.counts.setdefault(self.abstract[number], {})
        counts[depth] = counts.get(depth, levels.get(depth, Level()).start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        mark = levels[depth].pattern
        for other in range(depth + 1):
            known = levels.get(other, Level())
            mark = mark.replace(f"%{other + 1}", spelled(counts.get(other, known.start), known.kind))
        return f"{mark} " if mark.strip() else ""


def load_lists(root: etree._Element | None) -> Lists:
    """Read the numbering part; lists that override a level keep the rest of their definition."""
    lists = Lists()
    if root is None:
        return lists
    definitions = {
        element.get(W + "abstractNumId") or "": _levels(element) for element in root.iter(W + "abstractNum")
    }
    for element in root.iter(W + "num"):
        number, base = element.get(W + "numId") or "", style_id(element, "abstractNumId") or ""
        levels = dict(definitions.get(base, {}))
        own = False
        for override in element.iter(W + "lvlOverride"):
            own = True
            levels |= _levels(override)
        lists.levels[number] = levels
        lists.abstract[number] = f"{base}/{number}" if own else base
    return lists


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for level in element.iter(W + "lvl"):
        depth, start = level.get(W + "ilvl") or "0", style_id(level, "start") or "1"
        if depth.isdigit() and len(depth) == 1:
            found[int(depth)] = Level(
                style_id(level, "numFmt") or "decimal",
                style_id(level, "lvlText") or "",
                int(start) if start.isdigit() and len(start) < 5 else 1,
            )
    return found


def spelled(count: int, kind: str) -> str:
    """A number as the list's kind writes it: "iv", "C", "07"; plain digits for kinds that are not known."""
    count = min(count, HIGHEST)
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman, rest = "", count
        for value, letters in ROMANS:
            while rest >= value:
                roman, rest = roman + letters, rest - value
        return roman if kind == "lowerRoman" else roman.upper()
    return f"{count:02}" if kind == "decimalZero" else str(count)
