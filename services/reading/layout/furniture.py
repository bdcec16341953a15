"""Running headers, footers and page numbers: read once, or not at all."""

import re
from collections import Counter, defaultdict

from services.reading.layout.rows import Row

EDGE = 0.1  # of the page's height, at its top and at its bottom
PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|p\.|s\.)?\s*\d{1,3}\s*(?:(?:/|of|von|de|sur|di)\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–]",
    re.IGNORECASE,
)


def without_furniture(pages: list[list[Row]], sizes: list[tuple[float, float]]) -> list[list[Row]]:
    """Pages without page numbers; a line that repeats at the pages' edges stays where it stands first."""
    repeated = _repeated(pages, sizes)
    seen: set[str] = set()
    kept: list[list[Row]] = []
    for rows, (_, height) in zip(pages, sizes, strict=True):
        kept.append([])
        for row in rows:
            if _at_edge(row, height):
                if PAGE_NUMBER.fullmatch(row.text.strip()):
                    continue
                key = _key(row.text)
                if key in repeated:
                    if key in seen or _numbered(row.text):
                        continue
                    seen.add(key)
            kept[-1].append(row)
    return kept


def _repeated(pages: list[list[Row]], sizes: list[tuple[float, float]]) -> set[str]:
    where: defaultdict[str, set[int]] = defaultdict(set)
    for number, (rows, (_, height)) in enumerate(zip(pages, sizes, strict=True)):
        for row in rows:
            if _at_edge(row, height):
                where[_key(row.text)].add(number)
    counts = Counter({key: len(numbers) for key, numbers in where.items() if key})
    return {key for key, count in counts.items() if count >= 2 and count >= 0.5 * len(pages)}


def _at_edge(row: Row, height: float) -> bool:
    return row.base < EDGE * height or row.base > (1 - EDGE) * height


def _key(text: str) -> str:
    return re.sub(r"\d+|\W+", " ", text.lower()).strip()


def _numbered(text: str) -> bool:
    """A running line with a page number in it, such as "Jane Doe – Page 2 of 3"."""
    return bool(
        re.search(
            r"\d{1,3}\s*(?:/|of|von|de|sur|di)\s*\d{1,3}\b|(?:page|seite|página)\s*\d", text, re.IGNORECASE
        )
    )
