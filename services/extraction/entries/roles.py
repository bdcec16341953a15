"""Which piece of a header is the title, the employer, the place: decided for a whole section at once.

Every piece is judged by its words. What the certain pieces of a section have in common (where they stand, how they
look, what stands before them) then decides about the pieces whose words say nothing.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol

from services.extraction.entries.pieces import HeaderLine, Look, Piece

WHAT, WHERE, PLACE, OTHER = range(4)  # a title or degree; an employer or school; a place; anything else
ROLES = (WHAT, WHERE, PLACE, OTHER)
JOINING = {
    "comma": 0.3,
    "dash": 0.6,
    "style": 0.9,
    "bracket": 0.0,
    "at": 1.2,
    "into": 0.0,
    "slash": 0.1,
    "colon": 0.6,
}
PARTING = {"into": 1.0, "bracket": 0.4, "slash": 0.2}
SLOT_WEIGHT = 0.8
UNSURE = 0.35  # how much a piece counts for its section when its words say nothing
ROUNDS = 2

Scores = tuple[float, float, float, float]
Slot = tuple[str | int | Look, ...]


class Lexicon(Protocol):
    """What words sound like."""

    missing: tuple[float, float]  # what an entry without a WHAT or without a WHERE costs

    def named(self, words: str) -> float:
        """How much words sound like any part of a header, whichever it is."""

    def scores(self, words: str) -> Scores:
        """How well words fit each role; beyond 1 in size they are certain."""


@dataclass(slots=True)
class Group:
    """Pieces of one line, joined: `line.text[begin:end]`."""

    first: Piece
    last: Piece
    base: Scores
    scores: Scores
    slots: tuple[Slot, ...]

    @property
    def line(self) -> HeaderLine:
        return self.first.line

    @property
    def text(self) -> str:
        end = self.last.end if self.first is self.last else self.last.outer
        return self.line.text[self.first.begin : end]

    def sure(self, role: int) -> bool:
        return self.base[role] - max(score for other, score in enumerate(self.base) if other != role) >= 1.4


@dataclass(slots=True)
class Header:
    """The pieces of one entry's header, and the groups that were chosen for each role."""

    pieces: list[Piece]
    parent: bool = False  # an employer above the roles that somebody had there
    groups: dict[int, list[Group]] = field(default_factory=dict)  # by the number of their first piece
    chosen: dict[int, Group] = field(default_factory=dict)
    others: list[Group] = field(default_factory=list)

    def text(self, role: int) -> str | None:
        return self.chosen[role].text if role in self.chosen else None


def assign(headers: list[Header], lexicon: Lexicon, columns: dict[int, int] | None = None) -> None:
    """Fill `chosen` of every header. `columns` maps cells to roles where a table's head names them."""
    for header in headers:
        header.groups = _groups(header.pieces, lexicon, columns or {})
        if header.parent:
            _forbid(header, WHAT)
    missing = lexicon.missing
    slots: dict[Slot, list[float]] = {}
    for _ in range(ROUNDS + 1):
        for header in headers:
            for groups in header.groups.values():
                for group in groups:
                    group.scores = _with_slots(group, slots)
            _choose(header, missing)
        slots = _learn(headers)
        missing = _usual(headers, lexicon.missing)


def _forbid(header: Header, role: int) -> None:
    for groups in header.groups.values():
        for group in groups:
            base = [-9.0 if other == role else score for other, score in enumerate(group.base)]
            group.base = group.scores = (base[0], base[1], base[2], base[3])


def _groups(pieces: list[Piece], lexicon: Lexicon, columns: dict[int, int]) -> dict[int, list[Group]]:
    found: dict[int, list[Group]] = {}
    for begin, first in enumerate(pieces):
        joined = 0.0
        found[begin] = []
        for end in range(begin, min(begin + 5, len(pieces))):
            last = pieces[end]
            if end > begin:
                if last.strong or last.line is not first.line:
                    break
                joined += JOINING.get(last.sep, 0.3)
            following = pieces[end + 1] if end + 1 < len(pieces) else None
            found[begin].append(_group(first, last, following, joined, lexicon, columns))
    return found


def _group(
    first: Piece,
    last: Piece,
    following: Piece | None,
    joined: float,
    lexicon: Lexicon,
    columns: dict[int, int],
) -> Group:
    text = first.line.text[first.begin : last.end if first is last else last.outer]
    said = list(lexicon.scores(text))
    if first is not last:
        rest = lexicon.scores(first.line.text[first.outer : last.outer].strip(" ,;–—-/"))
        if rest[WHERE] < 0.3 and rest[OTHER] < 0:
            said[WHAT] = max(said[WHAT], lexicon.scores(first.text)[WHAT])
        said[WHERE] -= 0.2
    for role in ROLES:
        said[role] -= joined * (0.3 if role == PLACE else 1.0)
    if not first.strong:
        said = [score - PARTING.get(first.sep, 0.0) for score in said]
    if first.sep == "at":
        said[WHERE] += 1.0
        said[WHAT] -= 0.6
    if first.sep == "bracket":
        said[WHERE] -= 0.7
        said[PLACE] += 0.9
    if first.sep == "into":
        said[WHAT] -= 0.8
    if following is None or following.line is not first.line:
        said[PLACE] += 0.3 if -1.1 < said[PLACE] < 0 and first.number else 0.0
    if first.cell in columns:
        said = [score + (2.5 if role == columns[first.cell] else -1.0) for role, score in enumerate(said)]
    scores = (said[0], said[1], said[2], said[3])
    after = 0 if following is None or following.line is not first.line else following.number - last.number
    tail = after if after == 0 else 1
    place = first.line.place
    slots: tuple[Slot, ...] = (
        ("look", first.look), ("begin", place, first.number), ("end", place, tail, first.sep),
        ("before", first.sep, first.strong, place > 0),
    )  # fmt: skip
    return Group(first, last, scores, scores, slots)


def _with_slots(group: Group, slots: dict[Slot, list[float]]) -> Scores:
    added = [0.0, 0.0, 0.0, 0.0]
    for key in group.slots:
        counts = slots.get(key)
        if counts is None:
            continue
        total = sum(counts)
        weight = SLOT_WEIGHT * min(1.0, total / 1.5)
        for role in ROLES:
            added[role] += weight * (counts[role] / total - 0.3)
    return (
        group.base[0] + added[0], group.base[1] + added[1], group.base[2] + added[2], group.base[3] + added[3],
    )  # fmt: skip


def _learn(headers: list[Header]) -> dict[Slot, list[float]]:
    slots: dict[Slot, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for header in headers:
        for role, group in [*header.chosen.items(), *((OTHER, group) for group in header.others)]:
            weight = 1.0 if group.sure(role) else UNSURE
            for key in group.slots:
                slots[key][role] += weight
    return dict(slots)


def _usual(headers: list[Header], missing: tuple[float, float]) -> tuple[float, float]:
    """What most entries of a section lack may be lacking in the others, too."""
    count = max(1, sum(not header.parent for header in headers))
    have = [
        sum(role in header.chosen for header in headers if not header.parent) / count
        for role in (WHAT, WHERE)
    ]
    return missing[0] * min(1.0, 0.2 + have[0]), missing[1] * min(1.0, 0.2 + have[1])


Step = tuple[float, "tuple[int, Group, Step] | None"]  # score, (role, group, the step before)


def _choose(header: Header, missing: tuple[float, float]) -> None:
    """The best way to give the pieces their roles, each of the first three at most once."""
    count = len(header.pieces)
    best: list[dict[int, Step]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, None)
    for index in range(count):
        for taken, (score, path) in best[index].items():
            for length, group in enumerate(header.groups[index], start=1):
                for role in ROLES:
                    if role != OTHER and taken >> role & 1:
                        continue
                    bits = taken if role == OTHER else taken | 1 << role
                    value = score + group.scores[role] + (0.25 if role == WHERE and taken & 1 else 0.0)
                    step = best[index + length].get(bits)
                    if step is None or value > step[0]:
                        best[index + length][bits] = (value, (role, group, (score, path)))
    ends = [
        (score - sum(missing[role] for role in (WHAT, WHERE) if not bits >> role & 1), path)
        for bits, (score, path) in best[count].items()
    ]
    header.chosen, header.others = {}, []
    path = max(ends, key=lambda end: end[0])[1] if ends else None
    while path is not None:
        role, group, (_, before) = path
        if role == OTHER:
            header.others.insert(0, group)
        else:
            header.chosen[role] = group
        path = before
