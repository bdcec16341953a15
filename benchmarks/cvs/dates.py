"""How people write when something began and ended, in four languages, and what that says exactly."""

import random
from dataclasses import dataclass
from typing import Any

from benchmarks.cvs.facts import PRESENT, TODAY

MONTHS, SHORT, CAPS, WORDS = "months", "short", "caps", "words"
SLASH, SLASH2, DOTS, ISO, YEAR_FIRST, DAYS = "slash", "slash2", "dots", "iso", "year_first", "days"
YEARS, APOSTROPHE, SPELT = "years", "apostrophe", "spelt"
STYLES = {
    MONTHS: 14, SHORT: 18, CAPS: 3, WORDS: 5, SLASH: 16, SLASH2: 6, DOTS: 9, ISO: 5, YEAR_FIRST: 3,
    DAYS: 5, YEARS: 11, APOSTROPHE: 3, SPELT: 2,
}  # fmt: skip
YEARLY = (YEARS, APOSTROPHE)
SEPARATORS = (" – ", " – ", " - ", "–", " — ", "-")


@dataclass(frozen=True)
class Habit:
    """How one writer writes dates throughout a CV."""

    style: str
    separator: str
    present: str
    since: bool  # "since 2021" instead of "2021 – present"
    duration: bool = False  # "(2 years 4 months)" after the dates
    shared_year: bool = False  # "May – August 2016"


@dataclass(frozen=True)
class Span:
    """Dates as written, and what they state: "YYYY-MM" or "YYYY", the end also "present"."""

    text: str
    first: str
    last: str
    start: str
    end: str


def habit(rng: random.Random, words: dict[str, Any], styles: tuple[str, ...] = ()) -> Habit:
    """Draw a writer's way with dates, from the given styles or all."""
    among = styles or tuple(STYLES)
    style = rng.choices(among, [STYLES[style] for style in among])[0]
    separators = (*SEPARATORS, f" {words['to']} ")
    separator = " → " if style == ISO and rng.random() < 0.4 else rng.choice(separators)
    if style in (ISO, YEAR_FIRST) and separator in ("-", "–"):
        separator = " – "
    return Habit(
        style=style,
        separator=separator,
        present=rng.choice(words["present"]),
        since=rng.random() < 0.22,
        shared_year=rng.random() < 0.3,
    )


def write(start: str, end: str, how: Habit, words: dict[str, Any], season: str = "") -> Span:
    """Dates as the habit has them. A season states its year, as start and as end."""
    year = start[:4]
    if season and how.style not in YEARLY:
        text = f"{words['seasons'][season]} {year}"
        return Span(text, text, "", year, year)
    if how.style in YEARLY:
        return _years(start, end, how, words)
    first = _point(start, how, words, last=False)
    if end == PRESENT:
        last = how.present
        text = f"{words['since']} {first}" if how.since else _joined(first, last, how, words)
        return Span(_lasting(text, start, end, how, words), first, last, start, end)
    last = _point(end, how, words, last=True)
    text = _joined(first, last, how, words)
    if how.shared_year and how.style == MONTHS and year == end[:4] and start != end:
        text = f"{words['months'][int(start[5:]) - 1]} – {last}"
    return Span(_lasting(text, start, end, how, words), first, last, start, end)


def _years(start: str, end: str, how: Habit, words: dict[str, Any]) -> Span:
    first = start[:4]
    if end == PRESENT:
        text = f"{words['since']} {first}" if how.since else f"{first}{how.separator}{how.present}"
        return Span(text, first, how.present, first, PRESENT)
    last = end[:4]
    if first == last:
        return Span(first, first, "", first, first)
    shown = f"'{last[2:]}" if how.style == APOSTROPHE and last[:2] == first[:2] else last
    return Span(f"{first}{how.separator}{shown}", first, shown, first, last)


def _joined(first: str, last: str, how: Habit, words: dict[str, Any]) -> str:
    if how.style in (WORDS, SPELT):
        return str(words["from_to"].format(first=first, last=last))
    tight = how.separator in ("-", "–") and " " in first
    return f"{first} – {last}" if tight else f"{first}{how.separator}{last}"


def _point(date: str, how: Habit, words: dict[str, Any], *, last: bool) -> str:
    year, month = date[:4], int(date[5:7])
    day = _last_day(int(year), month) if last else 1
    forms: dict[str, str] = {
        SLASH: f"{month:02d}/{year}",
        SLASH2: f"{month:02d}/{year[2:]}",
        DOTS: f"{month:02d}.{year}",
        ISO: f"{year}-{month:02d}",
        YEAR_FIRST: f"{year}/{month:02d}",
        DAYS: f"{day:02d}.{month:02d}.{year}",
        SHORT: words["month_year"].format(month=words["short_months"][month - 1], year=year),
        CAPS: f"{words['short_months'][month - 1].upper().rstrip('.')} {year}",
        SPELT: words["day"].format(day=day, month=words["months"][month - 1], year=year),
    }
    spelt = str(words["long_month_year"].format(month=words["months"][month - 1], year=year))
    return forms.get(how.style, spelt)


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months_between(start: str, end: str) -> int:
    """Full months from the first day of one month to the last day of the other."""
    year, month = TODAY if end == PRESENT else (int(end[:4]), int(end[5:7]))
    return (year - int(start[:4])) * 12 + month - int(start[5:7]) + 1


def _lasting(text: str, start: str, end: str, how: Habit, words: dict[str, Any]) -> str:
    if not how.duration:
        return text
    years, months = divmod(months_between(start, end), 12)
    one_year, many_years, one_month, many_months = words["lasting"]
    parts = [f"{years} {one_year if years == 1 else many_years}"] if years else []
    parts += [f"{months} {one_month if months == 1 else many_months}"] if months else []
    return f"{text} ({' '.join(parts)})"
