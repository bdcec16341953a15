"""How a row looks: its size, weight, slant, letters and colour, as far as its format knows."""

from collections import Counter

from services.extraction.sections.view import Row, Style


def style_of(row: Row) -> Style:
    """The row's style by its runs, or by what is known of the whole line."""
    if row.style is None:
        row.style = _style(row)
    return row.style


def _style(row: Row) -> Style:
    line = row.source
    bold, italic, color = line.bold, False, None
    if len(line.runs) == 1:
        bold, italic, color = line.runs[0].bold, line.runs[0].italic, line.runs[0].color
    elif line.runs:
        weights: Counter[tuple[bool, bool, int | None]] = Counter()
        for run in line.runs:
            weights[(run.bold, run.italic, run.color)] += run.end - run.start
        bold, italic, color = weights.most_common(1)[0][0]
    return Style(round(row.size * 2) / 2, bold, italic, in_capitals(row.text), color)


def in_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 2


def style_of_part(row: Row, length: int) -> Style | None:
    """The style of a row's first `length` characters, where its runs tell it."""
    begin = row.source.end - len(row.text)
    run = next((run for run in row.source.runs if run.end > begin), None)
    if run is None:
        return None
    size = round((run.size or row.size) * 2) / 2
    return Style(size, run.bold, run.italic, in_capitals(row.text[:length]), run.color)


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
