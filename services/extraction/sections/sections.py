"""A document cut into sections: by what headings mean, and by how they look."""

import re
from dataclasses import dataclass, field, replace

from services.extraction.contact.names import spelt_as_name
from services.extraction.entries.naming import degree_score, employer_score, level_words, title_score
from services.extraction.folding import tokens
from services.extraction.sections.headings import heading_kind, label_kind, likely_kind, near_kind
from services.extraction.sections.looks import Looks, content_left, learn_looks, left_of, stands_alone
from services.extraction.sections.style import in_capitals, stands_out, style_of, style_of_part
from services.extraction.sections.view import Row, cells_of
from services.vocabulary import language_code

INLINE = re.compile(r"([^:\t]{3,40})\s*(?::\s+|:?\t)(?=\S)")
DENSE = (
    "experience",
    "education",
    "projects",
    "skills",
)  # their rows may begin with a label such as "Tools:"
TOP = 5  # rows in which a name, a title or a motto may look like a heading
LISTS = ("skills", "languages", "certifications", "interests")
JUMP = 20.0  # points up the page, at least, to the top of the next column
ASIDE = 40.0  # points between the left edges of two columns, at least


@dataclass(slots=True)
class Section:
    """Rows under one heading; `kind` is None before the first heading, "other" where its meaning is unknown."""

    kind: str | None
    heading: Row | None = None
    rows: list[Row] = field(default_factory=list)


def cut_sections(rows: list[Row]) -> list[Section]:
    """Sections in the order of their headings. A heading stands alone in its row, or at the left of its content; a
    label before a colon may open one, too. What goes on in its column on the next page stays in its section."""
    rows = [_whole(row) for row in rows]
    cutter = _Cutter(rows, learn_looks(rows))
    for index in range(len(rows)):
        cutter.take(index)
    return cutter.sections


def _whole(row: Row) -> Row:
    """A letter-spaced heading whose words are as far apart as cells ("TECHNICAL   SKILLS") is one cell."""
    if (
        "\t" not in row.text
        or len(row.text) > 40
        or row.bullet
        or not (row.source.heading or in_capitals(row.text))
    ):
        return row
    text = row.text.replace("\t", " ")
    if len(text.split()) > 5 or not (heading_kind(text) or near_kind(text)):
        return row
    return replace(row, text=text, cells=cells_of(text), style=None)


class _Cutter:
    def __init__(self, rows: list[Row], looks: Looks) -> None:
        self.rows, self.looks = rows, looks
        self.sections = [Section(None)]
        self.current = self.sections[0]
        self.known = False  # whether a known heading has been met
        self.outside: Section | None = None  # to go on in when a list's further columns end
        self.taken: set[int] = set()  # rows that are the second line of a heading
        self.edges = _edges(rows)

    def take(self, index: int) -> None:
        if index in self.taken:
            return
        row = self.rows[index]
        wrapped = _wrapped_kind(self.rows, index)
        if wrapped is not None:
            kind: str | None = wrapped[0]
            self.taken.add(wrapped[1])
        else:
            kind = _opened(row, self.rows, index, self.looks, self.current)
            if kind == "other" and not self.known and index < TOP and _about_the_person(row, index):
                kind = None
        if kind is not None:
            self.known = self.known or kind != "other"
            self._open(Section(kind, row))
            return
        if self._beside(row) or self._inline(row):
            return
        if _above_all(row, self.current, self.looks):
            self._open(Section(None))
        elif index:
            self._resume(row, self.rows[index - 1])
        self.current.rows.append(row)

    def _open(self, section: Section) -> None:
        self.sections.append(section)
        self.current, self.outside = section, None

    def _beside(self, row: Row) -> bool:
        """A heading in the row of its first content."""
        if len(row.cells) < 2 or row.bullet or "\t" not in row.text:
            return False
        label, rest = row.cells[0].text, row.text[row.cells[1].begin :]
        kind = heading_kind(label) or near_kind(label)
        if kind is None:
            return False
        aligned = left_of(row) in self.looks.labels or content_left(row) in self.looks.contents
        if self.looks.settled and not (aligned and style_of_part(row, len(label)) in self.looks.headings):
            return False  # headings stand alone here: this is a row of a table
        if not (aligned or stands_out(row, len(label))):
            return False
        if kind == "languages" and not speaks_languages([row]):
            kind = "skills"
        self._open(
            Section(
                kind,
                row,
                [replace(row, text=rest, cells=cells_of(rest), bullet=False, style=None, _periods=None)],
            )
        )
        return True

    def _inline(self, row: Row) -> bool:
        kind = _inline(row, self.current.kind)
        if kind is None:
            return False
        self._open(Section(kind, row, [row]))
        return True

    def _resume(self, row: Row, before: Row) -> None:
        """At the top of a page the section of the same column goes on; at the top of a column none does."""
        place, last = (row.source.page, row.source.block), (before.source.page, before.source.block)
        if place == last or place not in self.edges or last not in self.edges:
            return
        if row.source.page == before.source.page:
            if self.outside is not None and not _jumps_up(before, row):
                self.current, self.outside = self.outside, None
            elif self._leaves(before, row) and abs(self.edges[place] - self.edges[last]) >= ASIDE:
                self._next_column(row)
            return
        edge = self.edges[place]
        if not self.current.rows or abs(edge - self._edge(self.current)) < ASIDE:
            return
        for section in reversed(self.sections):
            if section.rows and section.kind is not None and abs(edge - self._edge(section)) < ASIDE / 2:
                self.current = section
                return

    def _leaves(self, before: Row, row: Row) -> bool:
        """Up the page, above the heading that was met last."""
        heading = self.current.heading
        same = heading is not None and heading.source.page == row.source.page
        return _jumps_up(before, row) and same and _top(row) < _top(heading or row) - 2

    def _next_column(self, row: Row) -> None:
        """A column without a heading: lists go on in it beside their first column, else it belongs to no section."""
        above = [
            section for section in self.sections
            if section.heading is not None and section.heading.source.page == row.source.page
            and _top(section.heading) < _top(row)
        ]  # fmt: skip
        nearest = max(above, key=lambda section: _top(section.heading or row), default=None)
        if nearest is not None and nearest.kind in LISTS:
            self.outside = self.outside or self.current
            self.current = nearest
        elif self.current.kind is not None:
            self._open(Section(None))

    def _edge(self, section: Section) -> float:
        source = section.rows[-1].source
        return self.edges.get((source.page, source.block), 0.0)


def _top(row: Row) -> float:
    return row.source.box[1] if row.source.box else 0.0


def _jumps_up(before: Row, row: Row) -> bool:
    """The next column begins higher on the page than the last one ended, and beside it."""
    return _top(row) < _top(before) - JUMP


def _edges(rows: list[Row]) -> dict[tuple[int, int], float]:
    """The left edge of every block, by page and block."""
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        if row.source.box is not None:
            place = (row.source.page, row.source.block)
            edges[place] = min(edges.get(place, row.source.box[0]), row.source.box[0])
    return edges


def _above_all(row: Row, section: Section, looks: Looks) -> bool:
    """Words much larger than the section's heading, such as the name at the top of the next column, end it."""
    heading = section.heading
    return heading is not None and row.size > 1.25 * max(heading.size, looks.body.size) > 0 and not row.bullet


def _wrapped_kind(rows: list[Row], index: int) -> tuple[str, int] | None:
    """A heading over two lines ("Expériences", "professionnelles") that only together means something: its kind, and
    the place of its second line, between which content may stand where headings are at its left."""
    row = rows[index]
    if not row.source.heading or row.bullet or row.words > 4:
        return None
    for second in range(index + 1, min(index + 4, len(rows))):
        following = rows[second]
        if style_of(following) != style_of(row) or not following.source.heading or following.words > 2:
            continue
        filler = heading_kind(row.text) is None and likely_kind(row.text) is None
        if not _below(row, following, second == index + 1) or (heading_kind(following.text) and not filler):
            return None
        kind = heading_kind(f"{row.text.removesuffix('-')} {following.text}")
        return (kind, second) if kind else None
    return None


def _below(row: Row, following: Row, next_row: bool) -> bool:
    """Line under line in one column; without places, in the next row."""
    upper, lower = row.source.box, following.source.box
    if upper is None or lower is None:
        return next_row and row.source.block == following.source.block
    aligned = abs(upper[0] - lower[0]) < 2 or abs(upper[2] - lower[2]) < 2 or next_row
    return aligned and row.source.page == following.source.page and _adjacent(row, following)


def _about_the_person(row: Row, index: int) -> bool:
    """At the top a name, a title or a motto may look like a heading."""
    return index == 0 or spelt_as_name(row.text) or title_score(row.text) >= 1


def _adjacent(row: Row, following: Row) -> bool:
    """Line under line, without a gap."""
    upper, lower = row.source.box, following.source.box
    return upper is None or lower is None or lower[1] - upper[3] < 0.8 * (upper[3] - upper[1])


def _opened(row: Row, rows: list[Row], index: int, looks: Looks, section: Section) -> str | None:
    """The kind of section that this row opens, or None."""
    if not stands_alone(row) or row.bullet:
        return None
    emphasised = row.source.heading or looks.heads(row)
    kind = heading_kind(row.text)
    if kind is not None and _subordinate(row, section, looks):
        return None
    if kind is None and section.kind == "education" and degree_score(row.text) >= 1:
        return None
    if kind is None and looks.heads(row) and looks.distinct(style_of(row)):
        kind = likely_kind(row.text) or near_kind(row.text) or _unknown(row, rows, index, looks, section)
    elif kind is None and row.source.heading and row.size > 1.1 * looks.body.size:
        kind = (likely_kind(row.text) or near_kind(row.text)) if not row.periods else None
    if kind is None or (
        not emphasised and (row.text[0].islower() or row.words > 3) and not row.text.endswith(":")
    ):
        return None
    if kind == "languages" and not speaks_languages(rows[index + 1 : index + 8]):
        return None if section.kind == "skills" else "skills"
    return kind


def _subordinate(row: Row, section: Section, looks: Looks) -> bool:
    """A known word that is no heading here: plain text where headings stand out, or a label inside a section."""
    style = style_of(row)
    if looks.heads(row):
        return False
    if looks.settled and not looks.distinct(style):
        return True
    if looks.smallest and row.size <= 1.02 * looks.body.size and _inside(row, section):
        return True
    return looks.settled and _inside(row, section) and _lesser(row, section)


def _inside(row: Row, section: Section) -> bool:
    """Under the heading of a section whose entries or lists may have labels, in the same column."""
    heading = section.heading
    if section.kind not in DENSE or heading is None or style_of(heading) == style_of(row):
        return False
    first = section.rows[0] if section.rows else heading
    return (row.source.page, row.source.block) in (
        (first.source.page, first.source.block),
        (heading.source.page, heading.source.block),
    )


def _lesser(row: Row, section: Section) -> bool:
    """Less prominent than the section's heading."""
    if section.heading is None:
        return False
    upper, lower = style_of(section.heading), style_of(row)
    return (
        lower.size < upper.size - 0.4
        or (lower.size <= upper.size and (upper.caps > lower.caps or upper.bold > lower.bold))
    )  # fmt: skip


def _unknown(row: Row, rows: list[Row], index: int, looks: Looks, section: Section) -> str | None:
    """A line that looks like the known headings and like nothing else separates, whatever it means."""
    if row.periods or not looks.separates(row) or not any(letter.isalpha() for letter in row.text):
        return None
    following = rows[index + 1] if index + 1 < len(rows) else None
    if following is None or (style_of(following) == style_of(row) and not heading_kind(following.text)):
        return None
    dense = section.kind in ("experience", "education", "projects", "certifications")
    if dense and (title_score(row.text) >= 1 or employer_score(row.text) >= 1):
        return None
    dates_follow = any(near.periods for near in rows[index + 1 : index + 3])
    if dense and dates_follow and looks.headings[style_of(row)] < 0.8:
        return None
    return "other"


def speaks_languages(rows: list[Row]) -> bool:
    """Whether one of the rows names a spoken language."""
    for row in rows:
        parts = re.split(r"[\t|•·,;:/()]|\s[–—-]\s", row.text[:200])
        if any(language_code(part.strip()) for part in parts if 0 < len(part.split()) <= 3):
            return True
        first, _, rest = row.text.partition(" ")
        if len(first) > 3 and language_code(first) and set(tokens(rest)) & level_words():
            return True
    return False


def _inline(row: Row, current: str | None) -> str | None:
    """ "Sprachen: Deutsch, Englisch" opens a section of one row, except inside entries and lists of skills."""
    label = INLINE.match(row.text)
    if label is None or row.bullet:
        return None
    kind = label_kind(label.group(1))
    if kind not in ("skills", "languages", "interests", "certifications", "education"):
        return None
    if kind == "languages":
        return kind if speaks_languages([row]) else None
    tabled = current == "other" and "\t" in label.group(0)
    return kind if current not in DENSE and not tabled else None
