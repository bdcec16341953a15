"""Telephone numbers that are valid where the person lives, in the notations people use."""

import random

import phonenumbers
from phonenumbers import PhoneNumberFormat as Form
from phonenumbers import PhoneNumberType as Kind

POSTCODES = {
    "DE": "#####", "AT": "1##0", "CH": "8###", "FR": "69###", "BE": "5##0", "ES": "500##", "US": "4####",
    "GB": "LS# #QT", "CA": "M5V #K#", "AU": "40##", "IE": "H91 X#F#", "IN": "411 0##", "SG": "0#####", "NZ": "60##",
    "NL": "35## GX", "ZA": "40##", "MX": "44###", "AR": "S2###", "CO": "0500##", "CL": "23#####", "PE": "040##",
    "UY": "11###",
}  # fmt: skip

AREAS = {"US": ("503", "614", "919", "505", "414"), "CA": ("416", "902", "418", "514")}


def postcode(rng: random.Random, country: str) -> str:
    return "".join(str(rng.randint(1, 9)) if mark == "#" else mark for mark in POSTCODES[country])


def number(rng: random.Random, country: str) -> str:
    """A valid number in E.164; in North America one that is kept for fiction."""
    if country in AREAS:
        return f"+1{rng.choice(AREAS[country])}55501{rng.randint(0, 99):02d}"
    kind = Kind.MOBILE if rng.random() < 0.7 else Kind.FIXED_LINE
    model = phonenumbers.example_number_for_type(country, kind)
    assert model is not None
    digits = str(model.national_number)
    for _ in range(50):
        tail = "".join(str(rng.randint(0, 9)) for _ in range(5))
        candidate = phonenumbers.parse(f"+{model.country_code}{digits[:-5]}{tail}")
        if phonenumbers.is_valid_number(candidate):
            return phonenumbers.format_number(candidate, Form.E164)
    return phonenumbers.format_number(model, Form.E164)


def written(rng: random.Random, e164: str) -> str:
    """The number in one of the ways people write it."""
    parsed = phonenumbers.parse(e164)
    abroad = phonenumbers.format_number(parsed, Form.INTERNATIONAL)
    home = phonenumbers.format_number(parsed, Form.NATIONAL)
    code = f"+{parsed.country_code}"
    rest = abroad.removeprefix(code).strip()
    ways = [abroad, abroad, abroad, home, home, e164, abroad.replace(" ", "-"), abroad.replace(" ", ".")]
    ways += [f"({code}) {rest}", abroad.replace("+", "00", 1)]
    if home.startswith("0"):
        ways += [f"{code} (0){rest}", f"{code} (0) {rest}"]
    if parsed.country_code in (49, 43):
        ways += [home.replace(" ", "/", 1), home.replace(" ", " / ", 1), home.replace(" ", "-", 1)]
    if parsed.country_code in (33, 32):
        ways += [home.replace(" ", "."), home.replace(" ", "-"), home.replace(" ", "")]
    if parsed.country_code == 1:
        digits = str(parsed.national_number)
        ways += [f"{digits[:3]}.{digits[3:6]}.{digits[6:]}", f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", home]
    return rng.choice(ways)
