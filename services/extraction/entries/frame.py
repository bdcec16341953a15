"""What the rows of a section have in common: how running text looks, how wide the usual gaps are."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from services.extraction.dates.column import Stated, only_dates
from services.extraction.entries.headers import dated
from services.extraction.entries.pieces import Look, header_line, looks
from services.extraction.entries.roles import Lexicon
from services.extraction.sections.view import Row


@dataclass(frozen=True, slots=True)
class Sign:
    """How a row stands on its page: its look, and its left edge where it begins with words."""

    size: float
    bold: bool
    italic: bool
    left: int | None

    def alike(self, other: "Sign") -> bool:
        same = (self.size, self.bold) == (other.size, other.bold)
        return same and (self.left is None or other.left is None or abs(self.left - other.left) <= 2)


class Frame:
    """What the rows of a section have in common."""

    def __init__(self, rows: list[Row], lexicon: Lexicon, stated: dict[int, Stated]) -> None:
        self.rows, self.lexicon, self.named, self.stated = rows, lexicon, lexicon.named, stated
        self.column: int | None = None  # the left edge of what stands below the dates
        self.signs = [_sign(row) for row in rows]
        self.body = self._body()
        self.bulleted = 2 * sum(row.bullet for row in rows) >= sum(sign == self.body for sign in self.signs)
        gaps = [gap for index in range(1, len(rows)) if (gap := self.gap(index)) is not None]
        self.gap_limit = max(1.4 * median(gaps) + 1, median(gaps) + 2) if len(gaps) >= 2 else 1e9

    def gap(self, index: int) -> float | None:
        """The white space above a row."""
        row, before = self.rows[index].source, self.rows[index - 1].source
        if index < 1 or row.box is None or before.box is None:
            return None
        gap = row.box[1] - before.box[3]
        return gap if row.page == before.page and -6 < gap < 200 else None

    def wide(self, index: int) -> bool:
        gap = self.gap(index) if index else None
        return gap is not None and gap > self.gap_limit

    def _body(self) -> Sign | None:
        """How running text and bullets look, weighed by their letters."""
        counts: Counter[Sign] = Counter()
        for row, sign in zip(self.rows, self.signs, strict=True):
            if row.line in self.stated:
                continue
            if (row.bullet or row.sentence) and dated(row) is None:
                counts[sign] += 2 * len(row.text)
            elif row.words >= 6 and self.named(row.text) < 1 and not row.periods:
                counts[sign] += len(row.text)
        return counts.most_common(1)[0][0] if counts else None

    def is_body(self, index: int) -> bool:
        """Whether a row looks like running text. Beside bullets, a row without one does not, unless indented."""
        if self.body is None or not self.signs[index].alike(self.body):
            return False
        left = self.signs[index].left
        if not self.bulleted or self.rows[index].bullet:
            return True
        return left is not None and self.body.left is not None and left > self.body.left + 1


def _sign(row: Row) -> Sign:
    stretches = looks(header_line([row], 0))
    dates = len(row.cells) > 1 and only_dates(row.cells[0].text)
    begin = row.cells[1].begin if dates else 0
    look = next((look for _, end, look in stretches if end > begin), Look())
    left = round(row.source.box[0]) if row.source.box else None
    if dates:
        begin += row.source.end - len(row.text)
        left = next((round(word.left) for word in row.source.words if word.start >= begin), None)
    return Sign(round(row.size * 2) / 2, look.bold or row.source.bold, look.italic, left)
