"""Lists as CVs write them: commas, bullets, bars, tables, "Category: a, b", wrapped over lines."""

import re
from dataclasses import dataclass, replace

from schemas.draft import Pointer
from services.extraction.sections.style import stands_out
from services.extraction.sections.view import Row

CATEGORY = re.compile(r"([^\W\d_][^:\t,;|]{1,44}?)\s*(?::\s+|:\t|\t|\s[–—]\s(?=[^,]{1,40},))(?=\S)")
SEPARATOR = re.compile(
    r"\s*[,;•·∙●○◦▪■◆♦|¦⋅]\s*|\t+|\s+/\s+|\s{2,}|\s[–—-]\s(?=[^\W\d_]{2,})"
    r"|\]\s*\[|\s+#(?=[^\W\d_]{2})"
)
LONGEST_ITEM, MOST_ITEM_WORDS = 70, 8


@dataclass(slots=True)
class Item:
    """One item of a list: its words from `line` to `last_line`, and the category that it stands under."""

    text: str
    line: int
    last_line: int
    category: Pointer | None = None
    group: int = 0  # the list that it is an item of: one row, or the rows that it is wrapped over

    def part(self, words: str) -> "Item":
        """Some of its words as an item of their own."""
        return replace(self, text=words)

    def pointer(self, words: str | None = None, confidence: float = 0.9) -> Pointer:
        last = self.last_line if self.last_line > self.line else None
        return Pointer(line=self.line, last_line=last, words=words or self.text, confidence=confidence)


def read_list(rows: list[Row], *, labels_bold: bool = True) -> list[Item]:
    """The items of a section of lists; short bold rows and words before a colon are categories."""
    items: list[Item] = []
    category: Pointer | None = None
    emphasised = _has_labels(rows) if labels_bold else False
    tabbed = _is_table(rows)
    for group in _groups(rows, emphasised):
        if emphasised and _is_label(group[0]) and len(group) == 1:
            category = group[0].pointer(group[0].text.rstrip(" :"), 0.8)
            continue
        label = CATEGORY.match(group[0].text)
        if label and (_is_category(label, group[0]) or (tabbed and group[0].text.count("\t") == 1)):
            category = group[0].pointer(label.group(1), 0.85)
            items += _items(group, label.end(), category)
        elif group[0].text.endswith(":") and len(group) == 1 and group[0].words <= 5:
            category = group[0].pointer(group[0].text.rstrip(" :"), 0.85)
        else:
            items += _items(group, 0, category)
    return items


def _is_table(rows: list[Row]) -> bool:
    """Two columns, and lists in the second one: categories and their items."""
    pairs = [row for row in rows if row.text.count("\t") == 1]
    listed = [row for row in pairs if re.search(r"[,;•·|]", row.text.split("\t")[1])]
    return len(pairs) >= 2 and len(pairs) * 2 > len(rows) and len(listed) * 2 >= len(pairs)


def _is_category(label: re.Match[str], row: Row) -> bool:
    """A tab parts a category from its items when only one of the two sides lists something."""
    if ":" in label.group(0) or "–" in label.group(0) or "—" in label.group(0):
        return len(label.group(1).split()) <= 5
    rest = row.text[label.end() :]
    if rest.count("\t") >= 1 and stands_out(row, len(label.group(1))):
        return True
    return "\t" not in rest and bool(re.search(r"[,;•·|]", rest))


def _has_labels(rows: list[Row]) -> bool:
    bold = [row for row in rows if _is_label(row)]
    return 0 < len(bold) < len(rows) and rows[-1] not in bold and len(bold) <= 0.6 * len(rows)


def _is_label(row: Row) -> bool:
    return (
        row.source.bold and not row.bullet and len(row.cells) == 1 and row.words <= 5 and "," not in row.text
    )


def _groups(rows: list[Row], emphasised: bool) -> list[list[Row]]:
    """Rows that one list is wrapped over."""
    groups: list[list[Row]] = []
    for row in rows:
        before = groups[-1][-1] if groups else None
        if (
            before is not None
            and not (emphasised and (_is_label(row) or _is_label(before)))
            and _wraps(before, row, rows)
        ):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _wraps(before: Row, row: Row, rows: list[Row]) -> bool:
    if row.bullet or (CATEGORY.match(row.text) and ":" in row.text[:46]):
        return False
    if "\t" in before.text and row.text.count("\t") == 1 and _is_table(rows):
        return False
    if re.search(r"[,;•·|/&-]$|\band$|\bund$|\bet$|\by$", before.text):
        return True
    if "\t" in before.text and "\t" in row.text:
        return False
    listed = bool(re.search(r"[,;•·|]\s", before.text))
    if listed and row.text[:1].islower() and before.source.page == row.source.page:
        return True
    return listed and _full(before, rows) and not row.source.bold


def _full(row: Row, rows: list[Row]) -> bool:
    """Whether a row reaches nearly as far right as any of its section: it was broken, not ended."""
    boxes = [
        other.source.box for other in rows if other.source.box and other.source.block == row.source.block
    ]
    if row.source.box is None or len(boxes) < 2:
        return False
    reach, begin = max(box[2] for box in boxes), min(box[0] for box in boxes)
    return row.source.box[2] > begin + 0.8 * (reach - begin)


def _items(group: list[Row], begin: int, category: Pointer | None) -> list[Item]:
    """Split a wrapped list; an item divided by a line break points at both lines."""
    text, ends = "", []
    for number, row in enumerate(group):
        part = row.text[begin:] if number == 0 else row.text
        text += part + "\n"
        ends.append((len(text), row.line))
    joined = text.replace("\n", " ")
    items, position = [], 0
    for found in [*_outside_brackets(joined), None]:
        end = found.start() if found else len(joined)
        raw = joined[position:end]
        words = _unbracketed(raw.strip(" .,;:–—-•·"))
        if words:
            start = position + raw.find(words)
            lines = _line_at(ends, start), _line_at(ends, start + len(words) - 1)
            items.append(Item(words, *lines, category, group[0].line))
        position = found.end() if found else end
    return items


def _unbracketed(words: str) -> str:
    """Without the bracket or the hash that a label is drawn in: "[Excel]", what "] [" left of it, "#Excel"."""
    if words[:1] == "[" and "]" not in words[:-1]:
        words = words.strip("[] ")
    elif words[-1:] == "]" and "[" not in words:
        words = words[:-1].rstrip()
    return words[1:] if re.match(r"#[^\W\d_]{2}", words) else words


def _outside_brackets(text: str) -> list[re.Match[str]]:
    """Separators that stand in no brackets; an unclosed bracket protects nothing."""
    depths, depth = [], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]" and depth > 0)
        depths.append(depth)
    closed = depth == 0
    return [found for found in SEPARATOR.finditer(text) if not closed or depths[found.start()] == 0]


def _line_at(ends: list[tuple[int, int]], offset: int) -> int:
    return next((line for end, line in ends if offset < end), ends[-1][1])
