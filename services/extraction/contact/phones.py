"""Telephone numbers of the CV's person: any national notation, no dates, numbers of documents or fax machines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from schemas.draft import Pointer
from services.extraction.folding import fold
from services.extraction.sections.view import Row

PHONE = re.compile(
    r"(?<![\w@./-])(?:\+|00\s?|\(\+?)?\d(?:[ \u00a0\u2009\u202f().\-/–‐‑‒]{0,3}\d){6,15}(?![\w@])"
)
WORDS = (
    r"(?:tel|telefon|telefono|telephone|telefonnummer|telefoon|telefonia|telf|tfno|tlf|tlfn|phone|rufnummer|numero|fon|"
    r"festnetz|landline|home|privat|call|fixe|fijo|casa|ph|t|p)"
)
CELL = (
    r"(?:mobile|mobil|mobiltelefon|mobilnummer|mobiltel|mobiele|mobiel|mob|handy|handynummer|cell|cellphone|cellulare|"
    r"celular|cellular|portable|port|movil|gsm|natel|whatsapp|komorka|kom|telemovel|tlm|m|c)"
)
LABEL = re.compile(rf"(?:^|[^a-z])(?:{WORDS}|{CELL})[\s.]*(?:nr|no|num|number|phone)?[\s.]*\W{{0,6}}$")
CELL_LABEL = re.compile(rf"(?:^|[^a-z]){CELL}[\s.]*(?:nr|no|num|number|phone)?\W{{0,6}}$")
OTHER_LABEL = re.compile(
    r"(?:^|[^a-z])(?:fax|telefax|telecopie|plz|zip|iban|id|no de|dni|nie|nif|siret|passport|pass|[a-z]*ausweis|"
    r"steuer|orcid|isbn|issn|doi|license|licence|lizenz|matrikel\w*|ref|reference|konto|number of)[\s.:#-]{0,6}$"
)
DATES = re.compile(
    r"(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d)?|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d(?:\s+(?:19|20)\d\d)+|(?:19|20)\d\d[-–](?:0\d|1[0-2])[-–]\d\d"
)

NOT_COUNTRIES = ("IO", "ME", "AI", "CO", "TV", "CC", "LA", "FM", "TO")  # domains that anybody takes


@dataclass(frozen=True, slots=True)
class Number:
    """A candidate: its words, whether a label names it, whether it is a mobile's, and whether it can be dialled."""

    row: Row
    words: str
    labelled: bool
    cell: bool
    valid: bool

    @property
    def foreign(self) -> bool:
        return self.words.startswith(("+", "00", "(+"))


def find_phone(rows: list[Row], *, country: str | None, strict: bool = False) -> Pointer | None:
    """The mobile number if one is labelled or known as such, else the first number.

    `country` (ISO 3166-1) is where numbers without a country code are dialled; `strict` asks for a label or a
    country code.
    """
    found = [number for number in _numbers(rows, country) if _likely(number, strict=strict)]
    if not found:
        return None
    sure = [number for number in found if number.labelled or number.foreign] or found
    best = next((number for number in sure if number.cell), sure[0])
    confidence = 0.97 if best.labelled or best.foreign else 0.9 if best.valid else 0.8
    return best.row.pointer(best.words, confidence)


def _likely(number: Number, *, strict: bool) -> bool:
    digits = sum(letter.isdigit() for letter in number.words)
    if number.labelled or (number.foreign and digits >= 8):
        return True
    if strict or digits < 8:
        return False
    return number.valid or number.words[0] in "0(" or len(re.split(r"\D+", number.words)) >= 3


def _numbers(rows: list[Row], country: str | None) -> Iterator[Number]:
    for position, row in enumerate(rows):
        for found in PHONE.finditer(row.text[:400]):
            words = _tidy(found.group(0))
            digits = sum(letter.isdigit() for letter in words)
            if not 7 <= digits <= 15 or DATES.fullmatch(words):
                continue
            before = fold(row.text[max(0, found.start() - 24) : found.start()])
            if not before.strip() and position and rows[position - 1].words <= 2:
                before = fold(rows[position - 1].text[-24:])
            after = fold(row.text[found.end() : found.end() + 14])
            if OTHER_LABEL.search(before):
                continue
            cell = bool(CELL_LABEL.search(before) or re.match(rf"\s*\(\s*{CELL}\b", after))
            labelled = cell or bool(LABEL.search(before) or re.match(rf"\s*\(\s*{WORDS}\b", after))
            valid, mobile = _dialled(words, country)
            yield Number(row, words, labelled, cell or mobile, valid)


def _tidy(words: str) -> str:
    bare = words.strip(" .-/–‐‑‒\n\t")
    if bare.count("(") != bare.count(")"):
        bare = bare.strip("()") if bare.count("(") + bare.count(")") == 1 else bare
    return bare


def _dialled(words: str, country: str | None) -> tuple[bool, bool]:
    """Whether the numbering plan knows the number, and as a mobile's only."""
    try:
        number = phonenumbers.parse(words, country)
    except phonenumbers.NumberParseException:
        return False, False
    if not phonenumbers.is_valid_number(number):
        return False, False
    return True, phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


def country_of_domain(address: str) -> str | None:
    """ISO 3166-1 of an e-mail address under a country's domain."""
    last = address.rsplit(".", 1)[-1].upper()
    code = "GB" if last == "UK" else last
    return code if code in phonenumbers.SUPPORTED_REGIONS and code not in NOT_COUNTRIES else None
