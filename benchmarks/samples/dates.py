"""How people write dates in CVs."""

from collections.abc import Callable

from benchmarks.samples.facts import PRESENT

SHORT_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DOTTED_EN = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
LONG_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
LONG_DE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
LONG_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SHORT_ES = ["ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."]


def _named(months: list[str], gap: str, now: str, since: str = "") -> Callable[[str, str], str]:
    def point(date: str) -> str:
        year, _, month = date.partition("-")
        return f"{months[int(month) - 1]} {year}" if month else year

    return _span(point, gap, now, since)


def _numbered(pattern: str, gap: str, now: str, since: str = "") -> Callable[[str, str], str]:
    def point(date: str) -> str:
        year, _, month = date.partition("-")
        return pattern.format(month=month, year=year) if month else year

    return _span(point, gap, now, since)


def _span(point: Callable[[str], str], gap: str, now: str, since: str) -> Callable[[str, str], str]:
    def span(start: str, end: str) -> str:
        if end == PRESENT:
            return since + point(start) if since else point(start) + gap + now
        if not start or start == end:
            return point(end) if end else ""
        return point(start) + gap + point(end) if end else point(start)

    return span


STYLES: dict[str, Callable[[str, str], str]] = {
    "mm/yyyy": _numbered("{month}/{year}", " – ", "present"),
    "mm/yyyy heute": _numbered("{month}/{year}", " – ", "heute"),
    "mm.yyyy seit": _numbered("{month}.{year}", " – ", "", since="seit "),
    "mm/yyyy seit": _numbered("{month}/{year}", " - ", "", since="seit "),
    "yyyy-mm": _numbered("{year}-{month}", " to ", "now"),
    "years": _numbered("{year}", "–", "present"),
    "years to": _numbered("{year}", " to ", "present"),
    "years since": _numbered("{year}", " – ", "", since="since "),
    "Jan 2020": _named(SHORT_EN, " - ", "Present"),
    "JAN 2020": _named([m.upper() for m in SHORT_EN], " – ", "NOW"),
    "Sept. 2019": _named(DOTTED_EN, " – ", "to date"),
    "January 2020": _named(LONG_EN, " – ", "Present"),
    "January 2020 to": _named(LONG_EN, " to ", "present"),
    "März 2019": _named(LONG_DE, " bis ", "heute", since="seit "),
    "mars 2019": _named(LONG_FR, " – ", "aujourd’hui"),
    "mar. 2019": _named(SHORT_ES, " – ", "actualidad"),
}


def written(style: str, start: str, end: str) -> str:
    """The dates of one entry as this CV writes them; empty when the CV gives none."""
    return STYLES[style](start, end) if start or end else ""
