"""Dates as people write them, with the precision that they state: "YYYY", "YYYY-MM" or "YYYY-MM-DD"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from services.extraction.folding import fold

MONTHS = {
    1: "jan january januar janner janvier janv ene enero gennaio januari styczen",
    2: "feb february februar fevrier fevr fev febrero febbraio februari",
    3: "mar mrz march marz maerz mars marzo maart",
    4: "apr april avril avr abr abril aprile",
    5: "may mai mayo maggio mei",
    6: "jun june juni juin junio giugno",
    7: "jul july juli juillet juil julio luglio",
    8: "aug august aout ago agosto augustus",
    9: "sep sept september septembre septiembre setiembre settembre",
    10: "oct october okt oktober octobre octubre ottobre",
    11: "nov november novembre noviembre",
    12: "dec december dez dezember decembre dic diciembre dicembre",
}
MONTH_OF = {name: number for number, names in MONTHS.items() for name in names.split()}
SEASONS = (
    "spring|summer|autumn|fall|winter|fruhling|fruhjahr|sommer|herbst|printemps|ete|automne|hiver|primavera|verano|"
    "otono|invierno|sommersemester|wintersemester|ws|ss|wise|sose|q[1-4]|[1-4]\\. quartal|early|"
    "mid|late|anfang|mitte|ende"
)
PRESENT = (
    "present|presently|presente|current|currently|now|today|to date|till date|date|ongoing|to present|heute|jetzt|"
    "aktuell|laufend|dato|gegenwart|andauernd|aujourd'hui|aujourd hui|actuel|actuelle|actuellement|"
    "en cours|ce jour|a ce jour|maintenant|actualidad|la actualidad|actual|actualmente|hoy|la fecha|fecha|en curso|"
    "attuale|oggi|heden|nu|"
    "obecnie|nuvarande|pagaende|in corso|atual|atualmente|lobende|till dags dato|navaerende|\\.\\.\\.|…"
)
MONTH = "|".join(sorted(MONTH_OF, key=len, reverse=True))
YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
# One alternative after the other, the most exact first; every repetition is bounded.
ATOM = re.compile(
    rf"""(?<![\w.,])(?:
      (?P<iso>(?P<iy>{YEAR})-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01]))
    | (?P<full>(?P<fa>\d{{1,2}})\s?[./-]\s?(?P<fb>\d{{1,2}})\s?[./-]\s?(?P<fy>{YEAR}))
    | (?P<daymonth>(?P<dd>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s(?:de\s)?(?P<dm>{MONTH})\.?,?\s(?:de[l]?\s)?(?P<dy>{YEAR}))
    | (?P<monthday>(?P<mm>{MONTH})\.?\s(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,\s?(?P<my>{YEAR}))
    | (?P<name>(?P<nm>{MONTH})\.?,?[\s/-]{{0,3}}(?:de[l]?\s)?(?P<ny>{YEAR}|['’]\d\d))
    | (?P<yearname>(?P<ay>{YEAR})[\s,.-]{{0,2}}(?P<am>{MONTH})\b)
    | (?P<season>(?:{SEASONS})[\s/-]{{1,2}}(?P<sy>{YEAR})(?:/\d\d(?:\d\d)?)?)
    | (?P<yearmonth>(?P<by>{YEAR})[/.-](?P<bm>0[1-9]|1[0-2])(?!\d|[/.-]\d))
    | (?P<numeric>(?P<cm>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<cy>{YEAR}))
    | (?P<short>(?P<em>0[1-9]|1[0-2])\s?[/.]\s?['’]?(?P<ey>\d\d)(?![\d.:,]))
    | (?P<year>(?P<gy>{YEAR}))(?!\d|[.,]\d)
    | (?P<month>{MONTH})\b\.?
    | (?P<tail>['’]?\d\d)(?!\d|[.,:/]\d|\w|\s?%)
    )(?![\w])""",
    re.VERBOSE | re.IGNORECASE,
)
NOW = re.compile(rf"(?:{PRESENT})(?!\w)", re.IGNORECASE)
BETWEEN = re.compile(
    r"\s{0,3}(?:[-–—−‒‑~→>]{1,3}|/|to|until|till|thru|through|and|bis(?:\szum|\szu)?|au|a|à|jusqu'?\s?(?:a|au|en)|hasta|"
    r"al|y|tot|do|til|fino\sa|\()\s{0,3}(?:\()?(?:bis\s|jusqu'?(?:a|au)\s|hasta\s|until\s|to\s)?(?:la\s|le\s|l')?",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"(?:since|seit|ab|from|depuis|desde|des|dal|sinds|vanaf|od)(?:\sle|\sel|\sdem|:)?\s{1,2}$", re.IGNORECASE
)
OPEN_END = re.compile(r"\s?[-–—](?=\s*(?:$|[)\]|\t]))")
# A month and its year at the ends of two lines, with the words of the next column between them.
PARTED = re.compile(
    rf"(?P<month>{MONTH})\b\.?\s(?!.*{YEAR}.+{YEAR}$).*\s(?:de\s)?(?P<year>{YEAR})", re.DOTALL
)
DIGIT = re.compile(r"\d")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date at text[begin:end]; `value` is as exact as the words."""

    begin: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Period:
    """A period at text[begin:end]; `last` is None when it is open; `present` are the offsets of "today"."""

    begin: int
    end: int
    first: StatedDate | None
    last: StatedDate | None
    current: bool = False
    present: tuple[int, int] | None = None

    @property
    def single(self) -> bool:
        """One date only: nothing says whether it is a beginning or an end."""
        return not self.current and (self.first is None or self.last is None or self.first is self.last)


def same_length_fold(text: str) -> str:
    """Folded text whose offsets are those of `text`: a letter that folds to several keeps its first."""
    if text.isascii():
        return text.lower()
    return "".join(letter.lower() if letter.isascii() else _plain(letter) for letter in text)


@lru_cache(maxsize=4_000)
def _plain(letter: str) -> str:
    return (fold(letter) or letter)[0]


def find_periods(text: str) -> list[Period]:
    """All dates and periods of a line, from left to right. Looks at the first 2,000 characters."""
    if not DIGIT.search(text):
        return []
    folded = same_length_fold(text[:LONGEST])
    atoms = [(found, _value(found)) for found in ATOM.finditer(folded)]
    return list(
        _periods(
            folded, [(found, value) for found, value in atoms if value or found["month"] or found["tail"]]
        )
    )


def _periods(text: str, atoms: list[tuple[re.Match[str], str | None]]) -> Iterator[Period]:
    index = 0
    while index < len(atoms):
        found, value = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        linked = BETWEEN.match(text, found.end())
        period = None
        if linked and following and following[0].start() == linked.end():
            period = _closed(found, value, following)
        if period is not None:
            index += 2
            yield period
            continue
        index += 1
        if value is None:
            continue
        date = StatedDate(found.start(), found.end(), value)
        yield _open(text, date, linked) or Period(date.begin, date.end, date, None)


def _closed(
    first: re.Match[str], value: str | None, following: tuple[re.Match[str], str | None]
) -> Period | None:
    """Two dates with a dash or a word between; the first may borrow its year ("June – August 2019")."""
    second, end_value = following
    if second["tail"]:
        end_value = _tail(value, second["tail"])
    elif value is None and first["month"] and end_value and len(end_value) >= 7:
        value = f"{end_value[:4]}-{MONTH_OF[first['month'].rstrip('.')]:02}"
    if value is None or end_value is None or end_value[:4] < value[:4]:
        return None
    begin, end = first.start(), second.end()
    whole = first["month"] or second["tail"]
    start = StatedDate(begin, end if first["month"] else first.end(), value)
    stop = StatedDate(begin if whole else second.start(), end, end_value)
    return Period(begin, end, start, stop)


def _tail(value: str | None, tail: str) -> str | None:
    """ "2017–'19" and "2017–19": the second year has the first one's century."""
    if value is None or len(value) != 4:
        return None
    year = value[:2] + tail[-2:]
    return year if int(value) <= int(year) <= int(value) + 60 else None


def _open(text: str, date: StatedDate, linked: re.Match[str] | None) -> Period | None:
    now = NOW.match(text, linked.end()) if linked else None
    if now:
        return Period(date.begin, now.end(), date, None, True, (now.start(), now.end()))
    before = SINCE.search(text, max(0, date.begin - 14), date.begin)
    if before:
        return Period(before.start(), date.end, date, None, True, (before.start(), date.end))
    dash = OPEN_END.match(text, date.end)
    if dash:
        return Period(date.begin, dash.end(), date, None, True, (date.begin, dash.end()))
    return None


def _value(found: re.Match[str]) -> str | None:
    """The stated value; None for a bare month and for two digits that need a year before them."""
    if found["iso"]:
        return f"{found['iy']}-{found['im']}-{found['id']}"
    if found["full"]:
        return _day_month(int(found["fa"]), int(found["fb"]), found["fy"])
    if found["daymonth"]:
        return _exact(found["dy"], MONTH_OF[found["dm"]], int(found["dd"]))
    if found["monthday"]:
        return _exact(found["my"], MONTH_OF[found["mm"]], int(found["md"]))
    for kind, month, year in (("name", "nm", "ny"), ("yearname", "am", "ay")):
        if found[kind]:
            return f"{_four(found[year])}-{MONTH_OF[found[month]]:02}"
    for kind, month, year in (("yearmonth", "bm", "by"), ("numeric", "cm", "cy"), ("short", "em", "ey")):
        if found[kind]:
            return f"{_four(found[year])}-{int(found[month]):02}"
    return str(found["sy"] or found["gy"]) if found["sy"] or found["gy"] else None


def _four(year: str) -> str:
    digits = year.lstrip("'’")
    if len(digits) == 4:
        return digits
    return ("19" if int(digits) > 45 else "20") + digits


def _day_month(first: int, second: int, year: str) -> str | None:
    """Day first, as most of the world writes; month first where only that can be."""
    if second <= 12:
        return _exact(year, second, first)
    return _exact(year, first, second) if first <= 12 else None


def _exact(year: str, month: int, day: int) -> str | None:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def normalise_date(words: str, *, last: bool = False) -> str | None:
    """The date that `words` state; of a period its beginning, or its end when `last`."""
    parted = PARTED.fullmatch(same_length_fold(words.strip()[:LONGEST]))
    if parted and len(words) > 24:
        return f"{parted['year']}-{MONTH_OF[parted['month']]:02}"
    for period in find_periods(words):
        date = (period.last if last and not period.current else period.first) or period.first
        return date.value if date else None
    return None


def means_present(words: str) -> bool:
    """Whether an end date says that it has not ended: "present", "heute", "seit 2021", "2021 –"."""
    folded = same_length_fold(words).strip(" .()[]")
    return bool(NOW.fullmatch(folded)) or any(period.current for period in find_periods(words))


def months_between(start: str, end: str) -> int:
    """Whole months from the beginning of `start` to the end of `end`, rounded down and never negative.

    Both ends are included: "2020-01" to "2020-03" is 3 months. A year without a month stands for its first day, so
    that "2019" to "2021" is 24 months and "2019" to "2019" none: nothing is credited that is not stated.
    """
    year, month, day = _begin(start)
    last_year, last_month, last_day = _day_after(end)
    months = (last_year - year) * 12 + last_month - month
    return max(0, months - (last_day < day))


def _begin(value: str) -> tuple[int, int, int]:
    return int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1)


def _day_after(value: str) -> tuple[int, int, int]:
    """The day after a day or a month; the first day of a year that is all that is known."""
    year, month, day = _begin(value)
    if len(value) == 4:
        return year, 1, 1
    if len(value) == 7 or day >= monthrange(year, month)[1]:
        return (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
    return year, month, day + 1
