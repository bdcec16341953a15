"""Labels and dates that stand in a column of their own at the left of what they belong to.

A reader of columns may give the whole left column first and its content after it. Lines on one baseline are put
together again, where the left ones are dates, headings or labels: "2019 – 2021" and "Engineer, Acme" are one row.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from services.extraction.dates.written import find_periods
from services.extraction.sections.headings import heading_kind, label_kind
from services.extraction.sections.view import Row, cells_of
from services.vocabulary import language_code

SAME_LINE = 3.5  # points between the baselines of one row's parts, at most
LEAST_LINES = 3  # of a column of dates or labels; two do beside lists
MOST_WORDS = 6  # of a label
EXACT = 0.8  # points between the left edges of one column, at most
MATCHED = 0.75  # share of the left lines that have a line at their right


def pair_columns(rows: list[Row]) -> list[Row]:
    """The rows, with every column of labels joined to its content, and labels parted from content close by."""
    paired: list[Row] = []
    for page_rows in _pages(rows):
        paired += _pair_page(page_rows)
    return _part_labels(paired)


def _part_labels(rows: list[Row]) -> list[Row]:
    """A label that is as long as its column touches its content: the rows around it show where that begins."""
    parted = list(rows)
    for index, row in enumerate(rows):
        around = [parted[near] for near in (index - 1, index + 1) if 0 <= near < len(rows)]
        edges = {edge for near in around if (edge := _content_edge(near))}
        if edges and "\t" not in row.text and not row.bullet:
            parted[index] = _parted(row, edges)
    return parted


def _content_edge(row: Row) -> float | None:
    """Where the words behind the only gap of a row begin, in points."""
    if row.text.count("\t") != 1 or not row.source.words:
        return None
    offset = row.source.end - len(row.text) + row.text.index("\t") + 1
    return next((word.left for word in row.source.words if word.start == offset), None)


def _parted(row: Row, edges: set[float]) -> Row:
    for word in row.source.words[1 : MOST_WORDS - 1]:
        if any(abs(word.left - edge) < EXACT for edge in edges):
            at = word.start - (row.source.end - len(row.text)) - 1
            if (
                2 <= at < len(row.text)
                and row.text[at] == " "
                and "," not in row.text[:at]
                and row.text[0].isupper()
            ):
                whole = f"{row.text[:at]}\t{row.text[at + 1 :]}"
                return replace(row, text=whole, cells=cells_of(whole), style=None, _periods=None)
    return row


def _pages(rows: list[Row]) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in rows:
        if page and row.source.page != page[-1].source.page:
            yield page
            page = []
        page.append(row)
    if page:
        yield page


def _pair_page(rows: list[Row]) -> list[Row]:
    if any(row.source.box is None for row in rows):
        return rows
    for begin, middle, end in _columns(rows):
        left, right = rows[begin:middle], rows[middle:end]
        if _labels(left, right):
            return rows[:begin] + _joined(left, right) + _pair_page(rows[end:])
    return rows


def _columns(rows: list[Row]) -> Iterator[tuple[int, int, int]]:
    """Where lines jump back up the page to the right of the lines before them: (begin, jump, end)."""
    for middle in range(2, len(rows)):
        above, here = _box(rows[middle - 1]), _box(rows[middle])
        if here[1] >= above[1] - SAME_LINE or here[0] < above[0]:
            continue
        end = middle
        while end < len(rows) and _box(rows[end])[0] >= above[2] - 2:
            end += 1
        edge = min(_box(row)[0] for row in rows[middle:end]) if end > middle else 0.0
        begin = middle
        while begin and _box(rows[begin - 1])[2] <= edge + 2:
            begin -= 1
        if middle - begin >= 2 and end - middle >= 2:
            yield begin, middle, end


def _box(row: Row) -> tuple[float, float, float, float]:
    return row.source.box or (0.0, 0.0, 0.0, 0.0)


def _labels(left: list[Row], right: list[Row]) -> bool:
    """Whether the left lines name the right ones: on their baselines, short, and dates, headings or labels."""
    if any(row.words > MOST_WORDS or row.bullet for row in left):
        return False
    bases = sorted(_box(row)[3] for row in right)
    matched = sum(any(abs(_box(row)[3] - base) <= SAME_LINE for base in bases) for row in left)
    if matched < MATCHED * len(left):
        return False
    texts = Counter(row.text for row in left)
    named = sum(
        bool(find_periods(row.text) or label_kind(row.text) or language_code(row.text)) or texts[row.text] > 1
        for row in left
    )
    lists = sum(row.text.count(",") > 0 for row in right)
    categories = matched == len(left) and lists * 2 >= len(right)
    return (categories or (named * 2 >= len(left) >= LEAST_LINES)) and not _own_content(left)


def _own_content(left: list[Row]) -> bool:
    """A side bar has headings with lines of their own below them, close to one another."""
    close = sum(
        bool(heading_kind(upper.text)) and not heading_kind(lower.text) and not find_periods(lower.text)
        and _close(upper, lower)
        for upper, lower in pairwise(left)
    )  # fmt: skip
    return close * 3 >= len(left)


def _joined(left: list[Row], right: list[Row]) -> list[Row]:
    """Rows in the order of the page: a label before what stands on its line."""
    labels = _whole_labels(left)
    rows: list[Row] = []
    for row in right:
        while labels and _box(labels[0][0])[3] < _box(row)[3] - SAME_LINE:
            rows.append(labels.pop(0)[0])
        if labels and abs(_box(labels[0][0])[3] - _box(row)[3]) <= SAME_LINE:
            label, text = labels.pop(0)
            row = _merged(label, text, row)
        rows.append(row)
    return rows + [label for label, _ in labels]


def _whole_labels(left: list[Row]) -> list[tuple[Row, str]]:
    """Labels with those lines that go on with them: a heading or a period over two lines."""
    labels: list[tuple[Row, str]] = []
    last = left[0]
    for row in left:
        if labels and _close(last, row) and _goes_on(labels[-1][1], row.text):
            labels[-1] = (labels[-1][0], f"{labels[-1][1]} {row.text}")
        else:
            labels.append((row, row.text))
        last = row
    return labels


def _close(upper: Row, lower: Row) -> bool:
    """Line under line, without a gap between them."""
    return _box(lower)[1] - _box(upper)[3] < 0.6 * (_box(upper)[3] - _box(upper)[1])


def _goes_on(before: str, text: str) -> bool:
    both = f"{before} {text}"
    if heading_kind(both):
        return heading_kind(before) is None or heading_kind(text) is None
    periods = find_periods(both)
    stated = find_periods(before)
    open_end = before.rstrip()[-1:] in "–—-" or (len(stated) == 1 and stated[0].single)
    return bool(find_periods(text)) and len(periods) == 1 and not periods[0].single and open_end


def _merged(label: Row, text: str, row: Row) -> Row:
    left, right = _box(label), _box(row)
    box = (left[0], min(left[1], right[1]), right[2], max(left[3], right[3]))
    whole = f"{text}\t{row.text}"
    source = replace(row.source, box=box, runs=(), words=())
    return replace(
        row, text=whole, source=source, cells=cells_of(whole), bullet=False, style=None, _periods=None
    )
