"""A section cut into entries: by the dates, by how its rows look and by the gaps between them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from services.extraction.dates.column import Stated, read_columns, stated_by
from services.extraction.dates.written import Period, find_periods
from services.extraction.entries.frame import Frame, Sign
from services.extraction.entries.headers import AROUND_DATES, dated, headlike, leading, without_periods
from services.extraction.entries.naming import is_duration, looks_like_name, place_score
from services.extraction.entries.pieces import LEADING, HeaderLine, Piece, header_line, looks, split_line
from services.extraction.entries.roles import PLACE, WHAT, WHERE, Lexicon
from services.extraction.sections.view import Row

MOST_ABOVE, MOST_BELOW = 4, 4
CONNECTIVE = re.compile(
    r"(?:[,&/–-]|\b(?:of|and|for|the|und|für|der|des|im|in|zur|zum|et|de|du|la|le|les|del|y|en|e|à|au|aux|von|bei|at))$",
    re.IGNORECASE,
)
PROJECT = re.compile(
    r"[\s:|–—-]*(?:projekt|project|projet|proyecto|progetto|projeto)\w{0,2}\s?[:–—]", re.IGNORECASE
)
PREPOSITION = re.compile(
    r"\b(?:from|in|between|since|until|by|von|im|ab|seit|zwischen|jahr|depuis|entre|en|desde|année|año|de|of|for)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row with the dates of an entry; `strong` when they stand apart from its words."""

    index: int
    stated: Stated
    strong: bool
    begin: int = 0  # where the dates begin in the row's text


@dataclass(slots=True)
class Segment:
    """An entry: its header's lines, what they state of its dates, the rows below."""

    lines: list[HeaderLine] = field(default_factory=list)
    stated: Stated | None = None
    body: list[Row] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        return [piece for line in self.lines for piece in split_line(line, _removable(line))][:12]


def _removable(line: HeaderLine) -> list[Period]:
    periods = line.rows[0].periods if len(line.rows) == 1 else find_periods(line.text)
    return [period for period in periods if not period.single or _edge(line.text, period)]


def _edge(text: str, period: Period) -> bool:
    before, after = text[: period.begin].rstrip(" ("), text[period.end :].strip(" )")
    return not before or not after or before[-1] in "\t|,;–—-·•" or after[0] in "\t|,;–—-·•"


def cut_section(rows: list[Row], lexicon: Lexicon) -> list[Segment]:
    """The entries of a section in order; the lexicon says how much words sound like a header of one."""
    if not rows:
        return []
    rows, stated = read_columns(rows)
    frame = Frame(rows, lexicon, stated)
    anchors = find_anchors(rows, frame, stated)
    if not anchors:
        return _undated(frame)
    starts = _starts(frame, anchors)
    ends = [*starts[1:], len(rows)]
    spans = [(start, anchor.index, end) for start, anchor, end in zip(starts, anchors, ends, strict=True)]
    lefts = [
        left for _, last, end in spans if last + 1 < end and (left := frame.signs[last + 1].left) is not None
    ]
    frame.column = min(lefts, default=None)
    segments = []
    for (start, last, end), taken, anchor in zip(spans, _below(frame, spans), anchors, strict=True):
        lines = header_lines(frame, start, last + taken + 1, anchor.index)
        segments.append(Segment(lines, anchor.stated, rows[last + taken + 1 : end]))
    return segments


def find_anchors(rows: list[Row], frame: Frame, stated: dict[int, Stated]) -> list[Anchor]:
    """Rows that state when an entry was, without the dates of running text."""
    found: list[Anchor] = []
    for index, row in enumerate(rows):
        if row.line in stated:
            found.append(Anchor(index, stated[row.line], True))
            continue
        period = dated(row) if not PROJECT.match(row.text[period_end(row) :]) else None
        if period is not None and not _goes_on(rows, index):
            found.append(Anchor(index, stated_by(row, period), _apart(row, period), period.begin))
    return _ranked(_without_prose(found, rows, frame), frame)


def _ranked(found: list[Anchor], frame: Frame) -> list[Anchor]:
    """Where most entries state a period, a lone date begins one only where it stands as theirs do."""
    periods = [anchor for anchor in found if not anchor.stated.single]
    if len(periods) * 2 <= len(found):
        return found
    usual = Counter(_stand(frame, anchor) for anchor in periods).most_common(1)[0][0]
    return [
        anchor for anchor in found
        if not anchor.stated.single or (anchor.strong and _stand(frame, anchor) == usual)
    ]  # fmt: skip


def _stand(frame: Frame, anchor: Anchor) -> tuple[Sign, bool, int]:
    """How a row with dates looks, whether these stand first, and how many cells it has."""
    row, sign = frame.rows[anchor.index], frame.signs[anchor.index]
    first = not row.text[: anchor.begin].strip()
    return Sign(sign.size, sign.bold, False, sign.left if first else None), first, min(2, len(row.cells))


def period_end(row: Row) -> int:
    """Where the words behind leading dates begin."""
    leading = row.periods[0] if row.periods and row.periods[0].begin <= 2 else None
    return leading.end if leading else 0


def _goes_on(rows: list[Row], index: int) -> bool:
    """Whether a row goes on with the sentence above it."""
    row, before = rows[index], rows[index - 1] if index else None
    if before is None or _bare_dates(row) or (row.periods and leading(row, row.periods[0])):
        return False
    return row.text[:1].islower() and before.sentence


def _bare_dates(row: Row) -> bool:
    rest = without_periods(row.text, row.periods).strip(AROUND_DATES + ".")
    return len(rest) <= 3 or is_duration(rest)


def _apart(row: Row, period: Period) -> bool:
    """Whether something parts the dates from the words beside them."""
    leading = LEADING.search(row.text[: period.begin])
    before, after = row.text[: leading.start("word") if leading else period.begin], row.text[period.end :]
    left = not before.strip() or before.rstrip(" ")[-1:] in "\t|,;:–—-·•(/["
    right = not after.strip() or after.lstrip(" ")[:1] in "\t|,;:–—-·•)/]." or is_duration(after.strip())
    return (left and right) or (period.begin == 0 and not period.single)


def _without_prose(found: list[Anchor], rows: list[Row], frame: Frame) -> list[Anchor]:
    """Dates at the end of plain words are running text where other dates of the section stand apart."""
    strong = [anchor for anchor in found if anchor.strong]
    kept = []
    for anchor in found:
        if not anchor.strong:
            before = rows[anchor.index].text[: anchor.begin]
            if len(before.split()) >= 4 and PREPOSITION.search(before):
                continue
            if strong and (frame.is_body(anchor.index) or len(strong) >= 2):
                continue
        kept.append(anchor)
    return kept


def _starts(frame: Frame, anchors: list[Anchor]) -> list[int]:
    """The first header row of every entry."""
    first = anchors[0].index
    above = 0
    while above < min(first, MOST_ABOVE) and headlike(frame.rows[first - 1 - above]):
        above += 1
    models = [frame.signs[first - 1 - step] for step in range(above)]
    starts = [first - above]
    for before, anchor in pairwise(anchors):
        floor = before.index + 1
        starts.append(_start(frame, anchor.index, floor, models))
    return starts


def _start(frame: Frame, index: int, floor: int, models: list[Sign]) -> int:
    """Rows above the dates that look like those above the first entry's, or that a gap joins to them."""
    best, chosen = _fit(frame, index, 0, models), index
    for count in range(1, min(index - floor, MOST_ABOVE) + 1):
        row = frame.rows[index - count]
        if not headlike(row) or _wraps_bullet(frame.rows, index - count, floor):
            break
        fit = _fit(frame, index, count, models)
        if fit > best:
            best, chosen = fit, index - count
        if frame.wide(index - count):
            break
    return chosen


def _fit(frame: Frame, index: int, count: int, models: list[Sign]) -> float:
    """How well `count` rows above the dates of an entry fit: looks, names, gaps."""
    fit = 0.9 if frame.wide(index - count) else 0.0
    fit -= 0.5 * max(0, len(models) - count)
    for step in range(count):
        row, sign = frame.rows[index - 1 - step], frame.signs[index - 1 - step]
        known = step < len(models) and sign.alike(models[step])
        fit += 1.0 if known else -0.7
        fit += 0.4 if frame.named(row.text) >= 1 and row.words <= 10 else 0.0
        if frame.is_body(index - 1 - step):
            fit -= 0.4 if known else 1.0
        if not known and any(sign.alike(model) for model in models):
            fit += 0.5
    return fit


def _wraps_bullet(rows: list[Row], index: int, floor: int) -> bool:
    """The second line of a wrapped bullet is no header."""
    before = rows[index - 1] if index > floor else None
    if before is None or before.source.box is None or rows[index].source.box is None:
        return False
    indented = rows[index].source.box[0] > before.source.box[0] + 2  # type: ignore[index]
    return before.bullet and (indented or rows[index].text[:1].islower())


def _below(frame: Frame, spans: list[tuple[int, int, int]]) -> list[int]:
    """How many rows below the dates belong to each header: what most entries do, and what each one lacks."""
    votes: list[list[float]] = [[] for _ in range(MOST_BELOW)]
    for start, last, end in spans:
        for step in range(MOST_BELOW):
            index = last + 1 + step
            if index < end:
                votes[step].append(_header_score(frame, index, start))
            if index >= end or frame.rows[index].bullet:
                break
    means = [sum(heard) / len(heard) if heard else -1.0 for heard in votes]
    towns = [_usual_place(frame, spans, step) for step in range(MOST_BELOW)]
    return [_taken(frame, span, means, towns) for span in spans]


def _usual_place(frame: Frame, spans: list[tuple[int, int, int]], step: int) -> bool:
    """Whether the row so far below the dates is a known place in some entries, and could be one in the others."""
    rows = [frame.rows[last + 1 + step] for _, last, end in spans if last + 1 + step < end]
    known = sum(place_score(row.text) > 0 for row in rows)
    return known > 0 and 2 * known >= len(rows)


def _taken(frame: Frame, span: tuple[int, int, int], means: list[float], towns: list[bool]) -> int:
    start, last, end = span
    taken = 0
    while taken < MOST_BELOW and last + 1 + taken < end:
        index = last + 1 + taken
        if not headlike(frame.rows[index]) or frame.rows[index].text.endswith(":"):
            break
        wrapped = taken > 0 and _is_wrapped(frame, index)
        score = _header_score(frame, index, start) + 0.7 * means[taken] + _lack(frame, start, index)
        if towns[taken] and frame.lexicon.scores(frame.rows[index].text)[PLACE] > -1:
            score += 0.8
        if score <= 0 and not wrapped:
            break
        taken += 1
    return taken


def _header_score(frame: Frame, index: int, start: int) -> float:
    """Above 0 a row below the dates looks and sounds like a header."""
    row = frame.rows[index]
    if not headlike(row):
        return -2.0
    named = max(frame.named(row.text), 0.8 * place_score(row.text))
    name = looks_like_name(row.text)
    score = 0.8 if named >= 1 and row.words <= 10 else 0.0
    score += 0.3 if name and row.words <= 4 else 0.0 if name else -0.7
    score -= 0.6 if row.words > 7 and (named < 1 or not name) else 0.0
    score -= 0.4 if any(map(str.isdigit, row.text)) and not row.periods else 0.0
    header = [frame.signs[other].left for other in range(start, index)]
    left = frame.signs[index].left
    indented = (
        left is not None and bool(header) and all(other is not None and left > other + 4 for other in header)
    )
    if frame.is_body(index):
        score -= 1.0 if indented else 0.3
    score -= 0.8 * indented + 0.8 * frame.wide(index)
    return score - (0.8 if row.text.endswith(".") and row.words > 3 else 0.0)


def _indented(frame: Frame, index: int, start: int) -> float:
    """1 where a row stands further right than its header and other rows below dates, 0.4 than its header only."""
    header = [frame.signs[other].left for other in range(start, index)]
    left = frame.signs[index].left
    if left is None or not header or any(other is None or left <= other + 4 for other in header):
        return 0.0
    return 1.0 if frame.column is not None and left > frame.column + 4 else 0.4


def _lack(frame: Frame, start: int, index: int) -> float:
    """What a header that ends before this row still lacks: names, or the place that this row states."""
    pieces = [
        piece
        for row in frame.rows[start:index]
        for piece in split_line(
            header_line([row], 0), [period for period in row.periods if _edge(row.text, period)]
        )
    ]
    names = [piece for piece in pieces if place_score(piece.text) == 0]
    text = frame.rows[index].text
    if place_score(text):
        return 1.0 if len(names) == len(pieces) else 0.0
    if not names:
        return 1.6
    said = [frame.lexicon.scores(piece.text) for piece in names]
    has = [max(scores[role] for scores in said) >= 1 for role in (WHAT, WHERE)]
    own = frame.lexicon.scores(text)
    apart = sum(piece.strong or piece.sep == "at" for piece in names)
    if any(own[role] >= 1 and not has[role] for role in (WHAT, WHERE)):
        return 1.2 if apart < 2 else 0.4
    return 0.7 + 0.3 * (not has[WHAT]) if apart == 1 and not all(has) else -0.6


def header_lines(frame: Frame, start: int, end: int, anchor: int) -> list[HeaderLine]:
    """Rows of a header as lines; a line that is wrapped is one."""
    groups: list[list[int]] = []
    for index in range(start, end):
        if groups and _is_wrapped(frame, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    at = next((number for number, group in enumerate(groups) if anchor in group), 0)
    return [
        header_line([frame.rows[index] for index in group], number - at)
        for number, group in enumerate(groups)
    ]


def _is_wrapped(frame: Frame, index: int) -> bool:
    """Whether a row goes on with the name that the row above begins."""
    row, before = frame.rows[index], frame.rows[index - 1]
    if row.bullet or "\t" in row.text or row.periods or (before.periods and not before.text[-1:].isalpha()):
        return False
    ends, begins = looks(header_line([before], 0)), looks(header_line([row], 0))
    if not ends or not begins or frame.wide(index):
        return False
    one, other = ends[-1][2], begins[0][2]
    if (one.size, one.bold, one.italic, one.caps) != (other.size, other.bold, other.italic, other.caps):
        return False
    if row.text[:1].islower() or CONNECTIVE.search(before.text) or row.text[:1] in "&(":
        return True
    return _full(frame, index)


def _full(frame: Frame, index: int) -> bool:
    """Whether the first word of a row had no room at the end of the row above."""
    row, before = frame.rows[index].source, frame.rows[index - 1].source
    if row.box is None or before.box is None or row.block != before.block:
        return False
    rights = sorted(
        other.source.box[2] for other in frame.rows if other.source.box and other.source.block == row.block
    )
    edge = rights[-1]
    if len([right for right in rights if right > edge - 0.12 * (edge - row.box[0])]) < 3:
        return False
    text = frame.rows[index].text
    letter = (row.box[2] - row.box[0]) / max(1, len(text))
    return before.box[2] + letter * (len(text.split()[0]) + 1) > edge


def _undated(frame: Frame) -> list[Segment]:
    """Entries without dates begin where a header follows running text, a gap, or looks like the first one."""
    rows = frame.rows
    heads = [_may_head(frame, index) for index in range(len(rows))]
    if not any(heads):
        return []
    lead = frame.signs[heads.index(True)]
    starts: list[int] = []
    for index, head in enumerate(heads):
        if not head:
            continue
        new = not starts or not heads[index - 1] or frame.wide(index)
        single = starts and index - starts[-1] >= 1 and frame.signs[index].alike(lead)
        both = single and frame.named(rows[index].text) >= 1 and not _alike_run(frame, starts[-1], index)
        if new or both:
            starts.append(index)
    segments = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        last = start + 1
        while last < end and heads[last] and last - start < 3:
            last += 1
        segments.append(Segment(header_lines(frame, start, last, start), body=rows[last:end]))
    return segments


def _alike_run(frame: Frame, start: int, index: int) -> bool:
    """Whether nothing but rows of one look stands between: then looks do not tell entries apart."""
    return (
        all(frame.signs[other].alike(frame.signs[start]) for other in range(start, index))
        and index - start < 2
    )


def _may_head(frame: Frame, index: int) -> bool:
    row = frame.rows[index]
    if not headlike(row) or row.text.endswith((".", ":")):
        return False
    named = frame.named(row.text) >= 1
    if frame.body is None:
        return named or row.source.bold or looks_like_name(row.text)
    if frame.is_body(index):
        stated = any(place_score(cell.text) for cell in row.cells) and len(row.cells) > 1
        return stated and index > 0 and row.words <= 8
    return named or row.source.bold or row.size > frame.body.size or looks_like_name(row.text)
