"""Pieces of a header: what stands between commas, dashes, gaps, dates and changes of style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from schemas.draft import Pointer
from services.extraction.dates.written import Period
from services.extraction.entries.naming import is_duration, kind_words, place_score
from services.extraction.folding import fold
from services.extraction.sections.view import Row

AROUND = " \t,;:|–—-•·/"
LEGAL = r"inc|llc|ltd|l\.?l\.?p|s\.?a|s\.?l|gmbh|co|corp|n\.?a|plc|ag|jr|sr|s\.?r\.?l|s\.?a\.?s|phd|ph\.d|md|limited"
# One kind of separator each; the first that matches at a place counts.
SEPARATORS = re.compile(
    rf"""(?P<gap>\t+|[ ]{{3,}})
      | (?P<bar>\s*[|¦│‖]\s*|\s[•·∙●▪◆♦⋅∣*]\s|\s//\s)
      | (?P<dash>\s?[—]\s?|\s[–-]{{1,2}}\s|\s–|–\s)
      | (?P<comma>,\s*(?!(?i:{LEGAL})\.?(?:\W|$))(?=\D)|;\s+)
      | (?P<at>\s[@＠]\s|\s(?:at|bei\sder|bei|beim|chez|hos|presso)\s(?:the\s)?(?=[^\W_a-z]))
      | (?P<into>\s(?:en|in|à)\s(?=[^\W\d_a-z]))
      | (?P<slash>\s/\s)
      | (?P<bracket>\s?\((?=[^()]{{5,70}}\)))
      | (?P<colon>:\s)""",
    re.VERBOSE,
)
LEADING = re.compile(
    r"(?:^|[\t|,;(–—-]\s*|\s{2})(?P<word>(?:from|between|von|vom|zwischen|de|du|entre|desde|del|dal|van|im|in|since|seit|depuis|ab)\s+)$",
    re.IGNORECASE,
)
AT = re.compile(r"(?:@\s?|(?:at|bei\sder|bei\sdem|bei|beim|chez)\s(?=[^\W_a-z]))")
STRONG = frozenset({"gap", "bar", "date", "line", "label"})
MOST_PIECES = 10


@dataclass(frozen=True, slots=True)
class Look:
    """How some letters look; two pieces that look alike tend to mean alike."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    color: int | None = None


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of a header: one row, or the rows that it is wrapped over, joined by a space.

    `place` counts lines from the one with the dates: -1 stands above it, 1 below.
    """

    rows: tuple[Row, ...]
    text: str
    place: int

    def pointer(self, words: str, confidence: float) -> Pointer:
        first, last = self.rows[0].line, self.rows[-1].line
        return Pointer(
            line=first, last_line=last if last > first else None, words=words, confidence=confidence
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """`line.text[begin:end]`; `outer` is behind a closing bracket, `sep` is what stands before it."""

    line: HeaderLine
    begin: int
    end: int
    outer: int
    sep: str
    strong: bool
    cell: int
    number: int  # among the pieces of its line
    look: Look

    @property
    def text(self) -> str:
        return self.line.text[self.begin : self.end]


def header_line(rows: list[Row], place: int) -> HeaderLine:
    return HeaderLine(tuple(rows), " ".join(row.text for row in rows), place)


def looks(line: HeaderLine) -> list[tuple[int, int, Look]]:
    """Stretches of a line that look alike, as offsets in its text."""
    spans: list[tuple[int, int, Look]] = []
    offset = 0
    for row in line.rows:
        base = row.source.end - len(row.text)
        for run in row.source.runs:
            begin, end = max(0, run.start - base), min(len(row.text), run.end - base)
            if end > begin and row.text[begin:end].strip():
                words = row.text[begin:end]
                look = Look(
                    round((run.size or row.size) * 2) / 2, run.bold, run.italic, _capitals(words), run.color
                )
                spans.append((offset + begin, offset + end, look))
        if not row.source.runs:
            look = Look(round(row.size * 2) / 2, row.source.bold, False, _capitals(row.text))
            spans.append((offset, offset + len(row.text), look))
        offset += len(row.text) + 1
    return _merged(spans)


@lru_cache(maxsize=20_000)
def _capitals(words: str) -> bool:
    return words.isupper() and sum(map(str.isalpha, words)) > 2


def _merged(spans: list[tuple[int, int, Look]]) -> list[tuple[int, int, Look]]:
    merged: list[tuple[int, int, Look]] = []
    for begin, end, look in spans:
        if merged and merged[-1][2] == look:
            merged[-1] = (merged[-1][0], end, look)
        else:
            merged.append((begin, end, look))
    return merged


def split_line(line: HeaderLine, dates: list[Period]) -> list[Piece]:
    """The pieces of a line in order; dates, durations and kinds of employment are none."""
    spans = looks(line)
    pieces: list[Piece] = []
    cell = 0
    sep, strong, begin = "line", True, 0
    for start, end, kind, hard in [
        *_cuts(line.text, spans, dates),
        (len(line.text), len(line.text), "", True),
    ]:
        piece = _piece(line, (begin, start), spans, (sep, strong, cell, len(pieces)))
        if piece is not None:
            pieces.append(piece)
        if piece is not None or hard:
            sep, strong = kind, hard
        cell += kind in ("gap", "bar")
        begin = end
    return pieces[:MOST_PIECES]


def _piece(
    line: HeaderLine,
    span: tuple[int, int],
    spans: list[tuple[int, int, Look]],
    how: tuple[str, bool, int, int],
) -> Piece | None:
    begin, end = _trimmed(line.text, *span)
    outer = end
    sep, strong, cell, number = how
    words = line.text[begin:end]
    if words.endswith(")") and "(" not in words:
        end -= 1
    elif words.startswith("(") and words.endswith(")"):
        begin, end = begin + 1, end - 1
    begin, end = _trimmed(line.text, begin, end)
    words = line.text[begin:end]
    employed = AT.match(words)
    if employed:
        begin, sep, words = begin + employed.end(), "at", words[employed.end() :]
    if not any(map(str.isalnum, words)) or is_duration(words) or kind_of_work(words):
        return None
    look = next((look for first, last, look in spans if first <= begin < last), Look())
    return Piece(line, begin, end, outer, sep, strong, cell, number, look)


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in AROUND:
        begin += 1
    while end > begin and text[end - 1] in AROUND:
        end -= 1
    return begin, end


def _cuts(
    text: str, spans: list[tuple[int, int, Look]], dates: list[Period]
) -> list[tuple[int, int, str, bool]]:
    """Where a line is parted: (begin, end, kind, whether nothing joins across)."""
    edges = list(_style_edges(text, spans))
    cuts = [(*_round_date(text, period), "date", True) for period in dates]
    for found in SEPARATORS.finditer(text):
        kind = str(found.lastgroup)
        if any(begin < found.end() and found.start() < end for begin, end, _, _ in cuts):
            continue
        styled = kind in ("comma", "dash", "colon", "at", "slash", "bracket") and any(
            found.start() - 1 <= edge <= found.end() + 1 for edge in edges
        )
        cuts.append((found.start(), found.end(), kind, kind in STRONG or (styled and kind != "bracket")))
    for edge in edges:
        if not any(begin - 1 <= edge <= end + 1 for begin, end, _, _ in cuts):
            cuts.append((edge, edge, "style", False))
    return sorted(cuts)


def _round_date(text: str, period: Period) -> tuple[int, int]:
    """A date with the brackets around it."""
    begin, end = period.begin, period.end
    leading = LEADING.search(text[:begin])
    begin = leading.start("word") if leading else begin
    if text[:begin].rstrip().endswith(("(", "[")):
        begin = len(text[:begin].rstrip()) - 1
        close = re.match(r"[^()\[\]]{0,40}[)\]]", text[end:])
        end += close.end() if close else 0
    return begin, end


def _style_edges(text: str, spans: list[tuple[int, int, Look]]) -> Iterator[int]:
    """Offsets where bold, slant, size or colour change between words."""
    for (first, last, look), (begin, end, other) in pairwise(spans):
        if sum(map(str.isalpha, text[first:last])) < 2 or sum(map(str.isalpha, text[begin:end])) < 2:
            continue
        inside = text[begin - 1 : begin].isalnum() and text[begin : begin + 1].isalnum()
        if not inside and (look.bold, look.italic, look.size, look.color, look.caps) != (
            other.bold, other.italic, other.size, other.color, other.caps,
        ):  # fmt: skip
            yield begin


@lru_cache(maxsize=5_000)
def kind_of_work(words: str) -> bool:
    """ "Full-time", "Vollzeit", "CDI": how somebody is employed, neither a title nor a place."""
    spoken = re.findall(r"[\w-]+", fold(words))
    return 0 < len(spoken) <= 2 and "-".join(spoken) in kind_words() and place_score(words) == 0
