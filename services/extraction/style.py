"""How a row looks: its size, weight, slant, letters and colour, as far as its format knows."""

from collections import Counter
from dataclasses import dataclass, replace

from services.extraction.view import Row


@dataclass(frozen=True, slots=True)
class Style:
    """The look that most letters of a row share; `size` in points, rounded to halves."""

    size: float
    bold: bool
    italic: bool
    caps: bool
    color: int | None

    def plain(self) -> "Style":
        """Without its colour: some documents give each heading its own."""
        return replace(self, color=None)


def style_of(row: Row) -> Style:
    """The row's style by its runs, or by what is known of the whole line."""
    bold, italic, color = row.source.bold, False, None
    if row.source.runs:
        weights: Counter[tuple[bool, bool, int | None]] = Counter()
        for run in row.source.runs:
            weights[(run.bold, run.italic, run.color)] += run.end - run.start
        bold, italic, color = weights.most_common(1)[0][0]
    return Style(round(row.size * 2) / 2, bold, italic, in_capitals(row.text), color)


def in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and all(not letter.islower() for letter in letters)


def stands_out(row: Row, length: int) -> bool:
    """Whether the first `length` characters of a row look otherwise than the words behind them."""
    runs = row.source.runs
    begin = row.source.end - len(row.text)
    if len(runs) < 2 or length >= len(row.text):
        return False
    label = next((run for run in runs if run.end > begin), runs[0])
    rest = next((run for run in runs if run.end > begin + length + 2), runs[-1])
    differs = (label.bold, label.color) != (rest.bold, rest.color)
    return differs and label.end <= begin + length + 2 and not rest.bold
