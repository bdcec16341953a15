"""What a heading looks like in this document: learnt from the headings whose words are known."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.extraction.entries.naming import employer_score, title_score
from services.extraction.sections.headings import heading_kind
from services.extraction.sections.style import style_of
from services.extraction.sections.view import Row, Style

SURE = 3  # kinds of known headings from which a document's style is settled
LEAST_SHARE = 0.45  # of a style's rows that are known headings, for unknown words in it to separate, too
MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Looks:
    """Styles of headings with the share of their rows that are known headings."""

    body: Style
    headings: dict[Style, float] = field(default_factory=dict)
    settled: bool = False
    smallest: float = 0.0  # the least size of a heading; 0 where size says nothing
    labels: frozenset[int] = frozenset()  # left edges, in tens of points, of headings beside their content
    contents: frozenset[int] = frozenset()  # left edges of what stands beside such headings

    def heads(self, row: Row) -> bool:
        """Whether the row looks like the known headings."""
        return style_of(row) in self.headings

    def separates(self, row: Row) -> bool:
        """Whether unknown words in this look are a heading: no other rows wear it, or hardly any."""
        style = style_of(row)
        return self.headings.get(style, 0.0) >= LEAST_SHARE and self.distinct(style)

    def distinct(self, style: Style) -> bool:
        """Unlike running text: larger, in capitals, or bold, slanted or coloured where the text is not."""
        body = self.body
        return (
            style.size > 1.08 * body.size
            or (style.caps and not body.caps)
            or (style.bold and not body.bold)
            or (style.italic and not body.italic)
            or (style.color != body.color and style.color is not None)
        )


def learn_looks(rows: list[Row]) -> Looks:
    """The looks of a document's text and of its headings."""
    body = _body(rows)
    alone = [row for row in rows if stands_alone(row) and not row.bullet]
    known = [(row, kind) for row in alone if (kind := heading_kind(row.text))]
    worn, kinds = Counter(style_of(row) for row in alone), Counter[Style]()
    kinds_of: dict[Style, set[str]] = {}
    for row, kind in known:
        kinds[style_of(row)] += 1
        kinds_of.setdefault(style_of(row), set()).add(kind)
    bare = Looks(body)
    headings = {style: kinds[style] / worn[style] for style in kinds if _repeated(style, kinds, kinds_of)}
    for style in headings:
        rows_of = [row for row in alone if style_of(row) == style]
        if len(rows_of) >= SURE and _sections_only(rows_of) and style.size > 1.1 * body.size:
            headings[style] = max(headings[style], LEAST_SHARE)
    if not any(bare.distinct(style) for style in headings):
        headings |= _by_look_alone(bare, alone)
    distinct = {kind for style, found in kinds_of.items() if bare.distinct(style) for kind in found}
    larger = [row.size for row, _ in known if row.size > 1.04 * body.size]
    sized = len({kind for row, kind in known if row.size > 1.04 * body.size}) >= SURE
    return Looks(body, headings, len(distinct) >= SURE, min(larger) if sized else 0.0, *_labels(rows))


def _by_look_alone(bare: Looks, alone: list[Row]) -> dict[Style, float]:
    """The largest style that several rows wear, where no heading's words are known: if they name no job or date."""
    worn: dict[Style, list[Row]] = {}
    for row in alone:
        style = style_of(row)
        if style.size > 1.1 * bare.body.size or (bare.distinct(style) and (style.bold or style.caps)):
            worn.setdefault(style, []).append(row)
    for style in sorted(worn, key=lambda style: (style.size, style.bold, style.caps), reverse=True):
        if len(worn[style]) >= SURE and _sections_only(worn[style]):
            return {style: LEAST_SHARE}
    return {}


def _sections_only(rows: list[Row]) -> bool:
    """Hardly any of the rows states a date or names a job or an employer."""
    other = sum(
        bool(row.periods) or title_score(row.text) >= 1 or employer_score(row.text) >= 1 for row in rows
    )
    return other * 4 <= len(rows)


def _repeated(style: Style, kinds: Counter[Style], kinds_of: dict[Style, set[str]]) -> bool:
    return kinds[style] >= 2 and len(kinds_of[style]) >= 2


def _body(rows: Iterable[Row]) -> Style:
    weights: Counter[Style] = Counter()
    for row in rows:
        weights[style_of(row)] += len(row.text)
    return weights.most_common(1)[0][0] if weights else Style(0.0, False, False, False, None)


def stands_alone(row: Row) -> bool:
    """One cell of few words that is no part of a list."""
    return (
        len(row.cells) == 1
        and row.words <= MOST_WORDS + row.text.count(" ") // 6
        and not row.text.endswith((",", ";"))
        and "\t" not in row.text
    )


def _labels(rows: list[Row]) -> tuple[frozenset[int], frozenset[int]]:
    """Left edges at which at least two kinds of headings stand in the row of their content, and those of the content.

    Headings that end at one line, close to their content, share only the latter.
    """
    found: dict[int, set[str]] = {}
    beside: dict[int, set[str]] = {}
    for row in rows:
        if len(row.cells) > 1 and "\t" in row.text and row.source.box and not row.bullet:
            kind = heading_kind(row.cells[0].text)
            if kind:
                found.setdefault(left_of(row), set()).add(kind)
                beside.setdefault(content_left(row), set()).add(kind)
    beside.pop(0, None)
    return _repeated_edges(found), _repeated_edges(beside)


def _repeated_edges(found: dict[int, set[str]]) -> frozenset[int]:
    return frozenset(edge for edge, kinds in found.items() if len(kinds) >= 2)


def content_left(row: Row) -> int:
    """Where the words behind the row's first gap begin, in tens of points; 0 where that is not known."""
    offset = row.source.end - len(row.text) + row.text.find("\t") + 1
    return next((round(word.left / 10) for word in row.source.words if word.start == offset), 0)


def left_of(row: Row) -> int:
    """The row's left edge in tens of points."""
    return round(row.source.box[0] / 10) if row.source.box else 0
