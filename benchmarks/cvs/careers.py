"""Invents what a person did: studies, then posts from the first to the newest."""

import random
import re
from dataclasses import dataclass
from typing import Any

from benchmarks.cvs.facts import PRESENT, TODAY, Post, Role, Study
from benchmarks.cvs.splits import known

Setting = tuple[str, str, str]  # language, field, country
DOCTORS = {"en": ("Dr", "Dr."), "de": ("Dr.", "Dr."), "fr": ("Dr",), "es": ("Dr.",)}
ACADEMIC = re.compile(
    r"\b(B\.|M\.|BSc|MSc|BA|MA|BBA|MBA|BEng|MArch|Bachelor|Master|Máster|Grado|Licen|Diplom|Universit|Ingenier|Associate)"
)

OWN_ACCOUNT = ("construction", "design", "engineering", "finance", "hr", "law", "marketing", "software")
DOCTORATE = re.compile(r"PhD|DPhil|Doct|Promotion|Habil")
SECOND = re.compile(r"^(M|Máster|LL\.?M|Diplom-|Zweites|PGCE|Juris)")


@dataclass(frozen=True)
class Career:
    headline: str
    posts: tuple[Post, ...]
    studies: tuple[Study, ...]


def years_of_work(rng: random.Random) -> int:
    """Between 0 and 40, most people somewhere in the middle."""
    low, high = rng.choices(((0, 0), (1, 4), (5, 14), (15, 27), (28, 40)), (6, 22, 40, 22, 10))[0]
    return rng.randint(low, high)


def title_of(rng: random.Random, language: str, field: str, years: int, *, female: bool) -> str:
    """An academic title before the name, for a few."""
    likely = 0.7 if field in ("academia", "laboratory") and years > 4 else 0.02
    if rng.random() >= likely:
        return ""
    if language == "de" and field == "academia" and rng.random() < 0.3:
        return "Prof. Dr."
    return "Dra." if language == "es" and female else rng.choice(DOCTORS[language])


def invent(
    rng: random.Random,
    field: dict[str, Any],
    spoken: dict[str, Any],
    setting: Setting,
    female: bool,
    years: int,
    side: str,
) -> Career:
    """A career of that many years, with gaps, several roles at one employer and work on one's own account."""
    writer = _Writer(rng, field, spoken, setting, female, side)
    spans = _spans(rng, years)
    posts = writer.posts(spans)
    begun = int(spans[0][0][:4]) if spans else TODAY[0]
    studies = writer.studies(begun, working=bool(spans))
    newest = posts[0].roles[0].title if posts else writer.gendered(rng.choice(writer.trade["worker"]))
    return Career(newest if rng.random() < 0.7 else newest.split(",")[0], posts, studies)


def _spans(rng: random.Random, years: int) -> list[tuple[str, str]]:
    """Months of each role, oldest first."""
    if years == 0:
        return [_at(TODAY[0] * 12 - 10, TODAY[0] * 12 - 8)] if rng.random() < 0.6 else []
    now = TODAY[0] * 12 + TODAY[1] - 1
    month, spans = now - years * 12, []
    typical = max(14, years * 12 // rng.randint(3, 8))
    while month < now - 5:
        end = min(month + max(5, int(rng.gauss(typical, typical * 0.4))), now)
        spans.append(_at(month, end))
        month = end + 1 + (rng.randint(2, 16) if rng.random() < 0.18 else 0)
    if month > now and rng.random() < 0.8:
        spans[-1] = (spans[-1][0], PRESENT)
    return spans


def _at(first: int, last: int) -> tuple[str, str]:
    return f"{first // 12}-{first % 12 + 1:02d}", f"{last // 12}-{last % 12 + 1:02d}"


def _rank(degree: str) -> int:
    """Doctorates come after second degrees, and those after first ones."""
    return 2 if DOCTORATE.search(degree) else 1 if SECOND.search(degree) else 0


class _Writer:
    """Draws from the words of one language and one field."""

    def __init__(
        self,
        rng: random.Random,
        field: dict[str, Any],
        spoken: dict[str, Any],
        setting: Setting,
        female: bool,
        side: str,
    ) -> None:
        self.rng, self.spoken, self.female, self.side = rng, spoken, female, side
        language, self.field_name, self.country = setting
        self.kind: str = field["kind"]
        self.trade: dict[str, Any] = field[language]
        self.used: set[str] = set()
        self.wordy = rng.choice(((0, 0, 1, 2), (0, 2, 2, 3, 3, 4, 5), (0, 2, 2, 3, 3, 4, 5), (4, 5, 6, 7)))

    def gendered(self, title: str) -> str:
        """Of "Lehrer|Lehrerin", the one that fits."""
        return title.split("|")[-1 if self.female else 0]

    def posts(self, spans: list[tuple[str, str]]) -> tuple[Post, ...]:
        newest_first: list[Post] = []
        for index, (start, end) in enumerate(spans):
            role = self._role(index, len(spans), start, end)
            last = newest_first[0] if newest_first else None
            if last and last.employer and self.rng.random() < 0.22 and len(last.roles) < 4:
                newest_first[0] = Post(last.employer, last.place, (role, *last.roles))
            else:
                newest_first.insert(0, self._post(role))
        return tuple(newest_first)

    def _post(self, role: Role) -> Post:
        if self.rng.random() < 0.08 and self.field_name in OWN_ACCOUNT and len(self.used) > 1:
            title = self.gendered(self.spoken["freelance"]).format(title=role.title)
            return Post("", "", (Role(title, role.start, role.end, role.tasks),))
        return Post(self.employer(), self._place(), (role,))

    def _role(self, index: int, count: int, start: str, end: str) -> Role:
        step = index / max(1, count - 1) if count > 1 else 0.5
        rung = (
            "starter"
            if step < 0.2 and count > 2
            else "worker"
            if step < 0.55
            else "senior"
            if step < 0.85
            else "lead"
        )
        title = self.gendered(self._fresh(self.trade[rung]))
        short = end != PRESENT and start[:4] == end[:4] and start[5:] in ("06", "07")
        season = "summer" if short and self.rng.random() < 0.8 else ""
        return Role(title, start, end, (*self._tasks(), *self._dated(start, end)), season)

    def _fresh(self, options: list[str]) -> str:
        unused = [option for option in options if option not in self.used] or options
        chosen = self.rng.choice(unused)
        self.used.add(chosen)
        return chosen

    def _tasks(self) -> tuple[str, ...]:
        """Mostly what the trade does, new to this CV as long as there is something new."""
        among = known([*self.trade["tasks"], *self.spoken["tasks"]], self.side)
        fresh = [task for task in among if task not in self.used] or among
        chosen = self.rng.sample(fresh, min(self.rng.choice(self.wordy), len(fresh)))
        self.used |= set(chosen)
        return tuple(task.format(n=self.rng.randint(12, 90), m=self.rng.randint(3, 12)) for task in chosen)

    def _dated(self, start: str, end: str) -> tuple[str, ...]:
        """Now and then a task names a year, which is no date of a position."""
        if self.rng.random() > 0.05:
            return ()
        year = self.rng.randint(int(start[:4]), TODAY[0] if end == PRESENT else int(end[:4]))
        return (self.rng.choice(known(self.spoken["dated"], self.side)).format(y=year),)

    def employer(self) -> str:
        """An employer that this person has not had yet."""
        roots = known(self.spoken["universities" if self.kind == "academic" else "roots"], self.side)
        for _ in range(30):
            root = self.rng.choice(roots)
            name = str(self.rng.choice(self.trade["employers"]).format(root=root))
            if root not in self.used:
                break
        self.used |= {root}
        return name

    def _place(self) -> str:
        if self.rng.random() < 0.25 or self.kind == "academic":
            return ""
        near = [city for city in self.spoken["cities"] if city[0] == self.country] or self.spoken["cities"]
        _, city, region, country = self.rng.choice(near if self.rng.random() < 0.8 else self.spoken["cities"])
        return f"{city}, {region}" if region else self.rng.choice((city, f"{city}, {country}"))

    def studies(self, begun: int, *, working: bool) -> tuple[Study, ...]:
        """Degrees newest first, then sometimes the school."""
        found: list[Study] = []
        count = 1 if self.kind == "trade" else self.rng.choice((1, 1, 2, 2, 3))
        degrees = self.rng.sample(self.trade["degrees"], min(count, len(self.trade["degrees"])))
        year = begun
        for index, degree in enumerate(sorted(degrees, key=_rank, reverse=True)):
            length = self.rng.randint(2, 4)
            going_on = not working and index == 0 and self.rng.random() < 0.5
            end = PRESENT if going_on else f"{year}-{self._month():02d}"
            found.append(Study(self._school(degree), "", self.gendered(degree), f"{year - length}-09", end))
            year -= length
        if self.rng.random() < 0.4:
            degree, school = self.rng.choice(self.spoken["schools"])
            found.append(Study(school, "", degree, f"{year - 7}-09", f"{year}-06"))
        return tuple(found)

    def _month(self) -> int:
        return self.rng.choice((6, 7, 7, 9))

    def _school(self, degree: str) -> str:
        trade = self.kind == "trade" or (self.kind == "both" and not ACADEMIC.search(degree))
        pool = known(self.spoken["colleges" if trade else "universities"], self.side)
        chosen = self.rng.choice([school for school in pool if school not in self.used] or pool)
        self.used.add(chosen)
        return str(chosen)
