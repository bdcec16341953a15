"""Text in pieces that look alike becomes lines with runs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.document import StyleRun
from services.reading.assemble import Line
from services.reading.clean import clean_line

# "E D U C A T I O N": letters set apart by one space each, words by more.
LETTERS = r"[^\W\d_](?:[ \u00a0][^\W\d_])"
SPACED = re.compile(rf"{LETTERS}+(?:[ \u00a0]{{2,}}(?:&|{LETTERS}*))*")
LEAST_GAPS = 2  # of a row that lists something
LEAST_SPACED = 4  # letters

MOST_RUNS = 60  # of one line; more is decoration, or an attempt to keep the reader busy
LONGEST_STYLED = 5_000  # characters


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look; size in points, colour as 0xRRGGBB."""

    text: str
    size: float | None = None
    bold: bool = False
    italic: bool = False
    color: int | None = None


def closed_up(text: str) -> str:
    """A line of letters set apart, as the words that it spells; any other line as it is."""
    line = text.strip()
    if len(line) < 7 or line[1] not in " \u00a0" or not SPACED.fullmatch(line):
        return text
    if sum(letter.isalpha() for letter in line) < LEAST_SPACED:
        return text
    return " ".join(re.sub(r"[ \u00a0]", "", word) for word in re.split(r"[ \u00a0]{2,}", line))


def rows_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line: a line break in a piece ends one."""
    row: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        row.append(_with(piece, first))
        for other in others:
            yield row
            row = [_with(piece, other)]
    yield row


def styled_line(
    pieces: Sequence[Piece], *, block: int = 0, heading: bool = False, size: float | None = None
) -> Line:
    """A line of pieces: its size is the largest in it, and it is bold where most of its letters are."""
    text = "".join(piece.text for piece in pieces)
    letters = [(len(piece.text.strip()), piece) for piece in pieces if piece.text.strip()]
    sizes = [piece.size for _, piece in letters if piece.size]
    weight = sum(count for count, piece in letters if piece.bold)
    closed = closed_up(text)
    return Line(
        closed,
        size=max(sizes, default=size),
        bold=weight * 2 > sum(count for count, _ in letters),
        block=block,
        heading=heading,
        runs=_runs(pieces) if closed is text and len(text) < LONGEST_STYLED else (),
    )


def _runs(pieces: Sequence[Piece]) -> list[StyleRun]:
    """One run for neighbours of one look."""
    runs: list[StyleRun] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        run = StyleRun(start, end, piece.size, piece.bold, piece.italic, piece.color)
        if runs and replace(runs[-1], end=end) == replace(run, start=runs[-1].start):
            runs[-1] = replace(runs[-1], end=end)
        elif start < end:
            runs.append(run)
        start = end
    return runs if len(runs) <= MOST_RUNS else []


def side_by_side(lines: Sequence[Line]) -> Line:
    """Lines of one row as one, with a tab between them."""
    first = lines[0]
    text, runs = "", []
    listed = len(lines) == 2 and lines[-1].text.count("\t") >= LEAST_GAPS  # a label and a row of chips
    for line in lines:
        text += "\t" if line is not first else ""
        runs += [replace(run, start=run.start + len(text), end=run.end + len(text)) for run in line.runs]
        text += line.text if listed else line.text.replace("\t", " ")
    bold = all(line.bold for line in lines)
    size = max((line.size for line in lines if line.size), default=None)
    return Line(text, size=size, bold=bold, block=first.block, runs=runs if len(runs) <= MOST_RUNS else ())


def is_blank(pieces: Sequence[Piece]) -> bool:
    return not clean_line("".join(piece.text for piece in pieces))


def _with(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else Piece(text, piece.size, piece.bold, piece.italic, piece.color)
