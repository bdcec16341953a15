"""Countries, regions and larger cities under all their spellings."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from services.concepts import read_data
from services.words import fold

POSTCODE = re.compile(r"^(?:[A-Z]{1,2}[- ])?\d{4,6}\s+|\s+\d{4,6}$|\s+[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$")
SEPARATORS = re.compile(r"[,;/|()·•\n\t]|\s[–—-]\s")
# Words round a city's name that do not make it another place.
AROUND = {"greater", "area", "metropolitan", "region", "remote", "hybrid", "city", "grossraum", "raum", "metro",
          "centre", "center", "downtown", "inner", "currently", "onsite", "stadt", "state"}  # fmt: skip


class City(NamedTuple):
    key: str
    label: str
    country: str


class PlaceTables(NamedTuple):
    cities: dict[str, City]  # by folded spelling
    countries: dict[str, str]  # folded name: ISO 3166-1
    labels: dict[str, str]  # ISO 3166-1: English name
    regions: dict[str, tuple[str, tuple[str, ...]]]  # folded name: label, countries
    states: dict[str, str]  # folded name: ISO 3166-1 of its country
    short_states: dict[str, str]  # "TX", as written: ISO 3166-1


@cache
def place_tables() -> PlaceTables:
    """The tables of the data files, read once."""
    places = read_data("places")
    cities: dict[str, City] = {}
    for country, named in read_data("cities").items():
        for label, others in named.items():
            city = City(fold(label), label, country)
            for spelling in (label, *others):
                cities.setdefault(fold(spelling), city)
    regions = {
        fold(name): (label, tuple(entry["countries"]))
        for label, entry in places["regions"].items()
        for name in (label, *entry["names"])
    }
    states = [(name, country) for country, names in places["states"].items() for name in names]
    return PlaceTables(
        cities=cities,
        countries={fold(name): code for code, names in places["countries"].items() for name in names},
        labels={code: names[0] for code, names in places["countries"].items()},
        regions=regions,
        states={fold(name): country for name, country in states if len(name) > 3},
        short_states={name: country for name, country in reversed(states) if len(name) <= 3},
    )


def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 code; an unknown code is its own name."""
    return place_tables().labels.get(code, code)


@lru_cache(maxsize=20_000)
def country_code(words: str) -> str | None:
    """ISO 3166-1 of the place that a CV names: by its country, else its city, its state, or a bare code."""
    tables = place_tables()
    parts = _parts(words)
    for part in reversed(parts):
        if code := tables.countries.get(fold(part)):
            return code
    for part in parts:
        if city := _city_of_part(part):
            return city.country
    for part in reversed(parts):
        if code := tables.states.get(fold(part)) or tables.short_states.get(part.strip()):
            return code
    last = parts[-1].strip() if parts else ""
    return last if last in tables.labels else None


@lru_cache(maxsize=20_000)
def city_keys(words: str) -> frozenset[str]:
    """The cities that a location names, under their canonical keys ("München" and "Munich" are "munich").

    A city that is not in the data is its own key: the folded part between commas, without its postcode.
    """
    found = set()
    for part in _parts(words):
        city = _city_of_part(part)
        key = city.key if city else fold(_without_postcode(part))
        if key and key not in place_tables().countries:
            found.add(key)
    return frozenset(found)


def city_key(words: str) -> str | None:
    """The canonical key of a known city under one of its spellings, or None."""
    city = place_tables().cities.get(fold(words))
    return city.key if city else None


def city_label(key: str) -> str:
    """How a city is shown; an unknown one as it is asked for."""
    city = place_tables().cities.get(key)
    return city.label if city else key


def _parts(words: str) -> list[str]:
    return [part.strip() for part in SEPARATORS.split(words[:300]) if part and part.strip()]


def _without_postcode(part: str) -> str:
    return POSTCODE.sub("", part.strip())


def _city_of_part(part: str) -> City | None:
    """The city of one part: its whole name, a name with a district behind it, or one with words around it."""
    cities = place_tables().cities
    words = [
        word for word in fold(_without_postcode(part)).split() if word not in AROUND and not word.isdigit()
    ]
    for length in range(len(words), 0, -1):
        if city := cities.get(" ".join(words[:length])):
            return city
    return None
