"""A document cut into sections: by what headings mean, and by how they look."""

import re
from collections import Counter
from dataclasses import dataclass, field

from services.extraction.headings import heading_kind, likely_kind
from services.extraction.view import Row
from services.vocabulary import language_code

INLINE = re.compile(r"([^:]{3,40}):\s+(?=\S)")
DENSE = (
    "experience",
    "education",
    "projects",
    "skills",
)  # their rows may begin with a label such as "Tools:"


@dataclass(slots=True)
class Section:
    """Rows under one heading; `kind` is None before the first heading, "other" where its meaning is unknown."""

    kind: str | None
    heading: Row | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Looks:
    """How the headings of a document look."""

    body: float
    smallest: float  # the least size of a heading; 0 where size says nothing
    styles: frozenset[tuple[float, bool, bool]]


def cut_sections(rows: list[Row]) -> list[Section]:
    """Sections in reading order. A heading stands alone in its row; a label before a colon may open one, too."""
    looks = _looks(rows)
    sections = [Section(None)]
    wrapped = False
    for index, row in enumerate(rows):
        if wrapped:
            wrapped = False
            continue
        kind = _wrapped_kind(rows, index)
        wrapped = kind is not None
        kind = kind or _opened(row, rows, index, looks, sections[-1])
        if kind is not None:
            sections.append(Section(kind, row))
            continue
        inline = _inline(row, sections[-1].kind)
        if inline is not None:
            sections.append(Section(inline, row, [row]))
            continue
        if _above_all(row, sections[-1], looks):
            sections.append(Section(None))
        sections[-1].rows.append(row)
    return sections


def _above_all(row: Row, section: Section, looks: Looks) -> bool:
    """Words much larger than the section's heading, such as the name at the top of the next column, end it."""
    heading = section.heading
    return heading is not None and row.size > 1.25 * max(heading.size, looks.body) > 0 and not row.bullet


def _wrapped_kind(rows: list[Row], index: int) -> str | None:
    """A heading over two lines ("Expériences", "professionnelles") that only together means something."""
    if index + 1 >= len(rows):
        return None
    row, following = rows[index], rows[index + 1]
    both = row.source.heading and following.source.heading and _style(row) == _style(following)
    if (
        not both
        or following.words > 2
        or row.source.block != following.source.block
        or heading_kind(following.text)
    ):
        return None
    return heading_kind(f"{row.text} {following.text}")


def _style(row: Row) -> tuple[float, bool, bool]:
    letters = "".join(filter(str.isalpha, row.text))
    return round(row.size * 2) / 2, row.source.bold, letters.isupper() and len(letters) > 2


def _looks(rows: list[Row]) -> Looks:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    certain = [row for row in rows if _alone(row) and heading_kind(row.text) and not row.bullet]
    styles = Counter(_style(row) for row in certain)
    larger = [row.size for row in certain if row.size > 1.04 * body]
    kinds = {heading_kind(row.text) for row in certain if row.size > 1.04 * body}
    smallest = min(larger) if len(kinds) >= 3 else 0.0
    repeated = frozenset(style for style, count in styles.items() if count >= 2)
    return Looks(body, smallest, repeated)


def _alone(row: Row) -> bool:
    return (
        len(row.cells) == 1 and row.words <= 7 and not row.text.endswith((",", ";")) and "\t" not in row.text
    )


def _opened(row: Row, rows: list[Row], index: int, looks: Looks, section: Section) -> str | None:
    """The kind of section that this row opens, or None."""
    if not _alone(row) or row.bullet:
        return None
    emphasised = row.source.heading or _style(row) in looks.styles
    kind = heading_kind(row.text)
    if (
        kind is not None
        and looks.smallest
        and row.size <= 1.02 * looks.body
        and not _capital(row, looks)
        and _inside(row, section)
    ):
        return None
    if kind is None and emphasised and _style(row) in looks.styles:
        kind = likely_kind(row.text) or _unknown(row, looks)
    elif kind is None and row.source.heading and row.size > 1.1 * looks.body:
        kind = likely_kind(row.text) if not row.periods else None
    if kind is None or (
        not emphasised and (row.text[0].islower() or row.words > 3) and not row.text.endswith(":")
    ):
        return None
    if kind == "languages" and not _speaks_languages(rows[index + 1 : index + 8]):
        return None if section.kind == "skills" else "skills"
    return kind


def _inside(row: Row, section: Section) -> bool:
    """A label in the size of the text, under a heading that looks otherwise."""
    return section.kind in DENSE and section.heading is not None and _style(section.heading) != _style(row)


def _capital(row: Row, looks: Looks) -> bool:
    return _style(row)[2] and _style(row) in looks.styles


def _unknown(row: Row, looks: Looks) -> str | None:
    """A line that looks like the known headings and like nothing else separates, whatever it means."""
    size, bold, upper = _style(row)
    distinct = size > 1.08 * looks.body or upper
    return "other" if distinct and not row.periods and (bold or upper or size > 1.15 * looks.body) else None


def _speaks_languages(rows: list[Row]) -> bool:
    for row in rows:
        parts = re.split(r"[\t|•·,;:/()]|\s[–—-]\s", row.text[:200])
        if any(language_code(part.strip()) for part in parts if 0 < len(part.split()) <= 3):
            return True
    return False


def _inline(row: Row, current: str | None) -> str | None:
    """ "Sprachen: Deutsch, Englisch" opens a section of one row, except inside entries and lists of skills."""
    label = INLINE.match(row.text)
    if label is None or row.bullet:
        return None
    kind = heading_kind(label.group(1))
    if kind not in ("skills", "languages", "interests", "certifications", "education"):
        return None
    if kind == "languages" and _speaks_languages([row]):
        return kind
    return kind if current not in DENSE and kind != "languages" else None
