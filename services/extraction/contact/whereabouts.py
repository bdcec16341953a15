"""Where the person lives: a labelled address, or the town of the lines that hold the contact data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.draft import Pointer
from services.extraction.contact.patterns import EMAIL, GITHUB, LINKEDIN, WEB
from services.extraction.contact.phones import PHONE
from services.extraction.dates.written import find_periods
from services.extraction.entries.naming import (
    POSTCODE,
    employer_score,
    is_region,
    place_score,
    school_score,
    title_score,
)  # fmt: skip
from services.extraction.folding import fold
from services.extraction.sections.headings import heading_kind
from services.extraction.sections.style import stands_out
from services.extraction.sections.view import Cell, Row

NAMES = (
    r"(?:(?:post|wohn|current |home |permanent |mailing )?(?:address|adresse|anschrift|location)|wohnort|residence|"
    r"domicile|direccion|domicilio|lieu(?: de residence)?|based in|lives in|living in|city|ort|wohnhaft in|home|ciudad|"
    r"ville|place of residence|localizacion|ubicacion|localidad|localite|residencia|adres|woonplaats|indirizzo|"
    r"residenza|morada|localizacao|adres zamieszkania|miejsce zamieszkania|bosatt|bopael|standort|plz,? ort|plz/ort)"
)
LABEL = re.compile(r"\[?" + NAMES + r"\s*(?:[:\t\]]|$)\s*")
BARE_LABEL = re.compile(NAMES + r"\s(?=\S)")
ELSEWHERE = re.compile(
    r"\b(?:gebor\w*|geb|born|birth\w*|geburts\w*|naissance|nee?|nacid[oa]|nacimiento|nationalit\w*|nacionalidad|"
    r"staatsang\w*|staatsburger\w*|citizenship|nazionalita|narodowosc|nationaliteit|geboorte\w*|nascita|nascimento|"
    r"visa|permit|arbeitserlaubnis|relocat\w*|passport)\b"
)
STREET = re.compile(
    r"(?:strasse|str\.|gasse|weg|platz|allee|ring|ufer|damm)\b|\b(?:street|road|avenue|ave|lane|drive|close|court|"
    r"crescent|terrace|gardens|rue|boulevard|bd|chemin|impasse|allee|quai|place|calle|c/|avda|avenida|plaza|paseo|via|"
    r"viale|piazza|straat|laan|gata|vagen|ul|apt|flat|unit|suite|po box|postfach)\b"
)
PARTING = re.compile(r"\s*,\s*|\s+[–—-]\s+|\s*;\s*")
ICON = re.compile(r"^[^\w(+@]+")
GAP = re.compile(r"\s[·•|◆∙●▪/]\s|\s*[|│]\s*|\0")
OTHER_LABELS = frozenset((
    "linkedin", "github", "gitlab", "xing", "twitter", "skype", "web", "website", "portfolio", "homepage", "site web",
    "sitio web", "pagina web", "internet", "webseite", "blog", "email", "e-mail", "mail", "e-mail-adresse",
    "email address", "adresse e-mail", "courriel", "adresse electronique", "correo", "correo electronico", "e-post",
    "phone", "telephone", "tel", "mobile", "cell", "mobil", "handy", "telefon", "telefonnummer", "phone number",
    "portable", "movil", "telefono", "telefono movil", "contact", "kontakt", "contacto",
))  # fmt: skip
TOWN = re.compile(r"[^\W\d_][\w.'’()/ -]{1,40}")


@dataclass(frozen=True, slots=True)
class _Spot:
    score: float
    row: Row
    words: str

    def pointer(self) -> Pointer:
        return self.row.pointer(self.words, 0.95 if self.score >= 4 else 0.9 if self.score >= 3 else 0.75)


def find_location(near: list[Row], edges: list[Row], aside: list[Row]) -> Pointer | None:
    """The best place among the contact rows; then among the document's last rows, then beside other sections."""
    for rows in (near, edges, [row for row in aside if row.words <= 8]):
        spots = [spot for position in range(len(rows)) for spot in _spots(rows, position)]
        if spots:
            return max(spots, key=lambda spot: spot.score).pointer()
    return None


def _spots(rows: list[Row], position: int) -> Iterator[_Spot]:
    row = rows[position]
    folded = fold(row.text)
    if ELSEWHERE.search(folded) or (len(row.cells) > 1 and _only_labels(row.cells)):
        return
    label = (LABEL.match(folded) or _bold_label(row, folded)) if len(folded) == len(row.text) else None
    if label and row.text[label.end() :].strip():
        place = place_in(row.text[label.end() :].replace("\t", ", "), certain=True)
        if place and place in row.text:
            yield _Spot(5.0, row, place)
            return
    contact = bool(EMAIL.search(row.text) or PHONE.search(row.text))
    if row.sentence and row.words > 9 and len(row.cells) == 1 and not contact:
        return
    before = fold(rows[position - 1].text) if position else ""
    labelled = 3.0 if before and LABEL.fullmatch(before) else 0.0
    streets = 1.0 if STREET.search(before) or STREET.search(folded) else 0.0
    heads = rows[position - 1].cells if position else []
    labelling = len(heads) == len(row.cells) > 1 and _only_labels(heads)
    for number, cell in enumerate(row.cells):
        if labelling and LABEL.fullmatch(fold(heads[number].text)):
            place = place_in(cell.text, certain=True)
            if place:
                yield _Spot(5.0, row, place)
                continue
        label_cell = number == 0 and "\t" in row.text and len(cell.text.split()) <= 3
        for part in GAP.split(_without_numbers(cell.text)):
            words = ICON.sub("", part)
            named = _after_label(words)
            if named:
                yield _Spot(4.5, row, named)
                continue
            place = place_in(words, certain=labelled > 0)
            if place:
                coded = (
                    1.0 if POSTCODE.search(words.split(",")[-1].strip()) or POSTCODE.search(words) else 0.0
                )
                tail = 0.6 if "," in place else 0.0
                first = 0.3 if position < 12 else 0.0
                yield _Spot(2.0 + labelled + coded + tail + first + streets + contact, row, place)
            elif contact and not label_cell and _lone_town(words):
                yield _Spot(1.0, row, words.strip())


def _only_labels(cells: list[Cell]) -> bool:
    return all(LABEL.fullmatch(fold(cell.text)) or fold(cell.text) in OTHER_LABELS for cell in cells)


def _after_label(words: str) -> str | None:
    """The place of a part such as "Home address Galway, Ireland" of a line of contact data."""
    folded = fold(words)
    label = BARE_LABEL.match(folded) if len(folded) == len(words) else None
    rest = words[label.end() :] if label else ""
    return place_in(rest, certain=True) if rest[:1].isupper() or rest[:1].isdigit() else None


def _bold_label(row: Row, folded: str) -> re.Match[str] | None:
    """A label without a colon that looks otherwise than the place behind it."""
    label = BARE_LABEL.match(folded)
    return label if label and stands_out(row, label.end() - 1) else None


def _lone_town(words: str) -> bool:
    """One to three capitalised words beside an e-mail address or a number, which name nothing else."""
    bare = words.strip(" ,;")
    parts = bare.split()
    if (
        not 0 < len(parts) <= 3
        or len(bare) < 3
        or not all(part[0].isupper() for part in parts)
        or bare.isupper()
    ):
        return False
    return (
        bool(re.fullmatch(r"[^\W\d_][^\W\d_' -]+(?:, [^\W\d_][^\W\d_' -]+)?", bare))
        and not (title_score(bare) or employer_score(bare) or heading_kind(bare) or LABEL.match(fold(bare)))
        and fold(bare) not in OTHER_LABELS
    )


def _without_numbers(text: str) -> str:
    """Addresses and numbers of a contact line become gaps."""
    for pattern in (EMAIL, LINKEDIN, GITHUB, PHONE):
        text = pattern.sub("\0", text)
    return WEB.sub(
        lambda found: "\0" if "/" in found.group(0) or "www" in found.group(0) else found.group(0), text
    )


def place_in(text: str, *, certain: bool) -> str | None:
    """The town with its state or country, out of an address; `certain` where a label says that it is one."""
    bare = text.strip(" .,;()–—-/·•|")
    if not bare or len(bare) > 120 or "@" in bare or heading_kind(bare) or find_periods(bare):
        return None
    parts = [part.strip() for part in PARTING.split(bare) if part and part.strip()]
    coded = [POSTCODE.search(part) is not None for part in parts]
    for index, part in enumerate(parts):
        town = POSTCODE.sub("", part).strip()
        if _is_street(part, coded[index]):
            continue
        short = coded[index] and re.fullmatch("[A-Z]{2,3}", town) is not None
        if not (place_score(town) >= 2 or (coded[index] and _names_town(town))):
            continue
        if (
            (is_region(town) or short)
            and index
            and _names_town(parts[index - 1])
            and not _is_street(parts[index - 1], False)
        ):
            return _contiguous(bare, parts[index - 1], [part, *_tail(parts, index)])
        return _contiguous(bare, town, _tail(parts, index))
    if certain and parts:
        towns = [POSTCODE.sub("", part).strip() for part in parts if not _is_street(part, False)]
        return towns[-1] if towns and _names_town(towns[-1]) else None
    return None


def _tail(parts: list[str], index: int) -> list[str]:
    """The state and country behind a town."""
    known = [part for part in parts[index + 1 : index + 3] if place_score(part) >= 1 or _state(part)]
    last = parts[-1]
    lone = index + 2 == len(parts) and last.isalpha() and last[0].isupper() and not last.isupper()
    return known or ([last] if lone and _names_town(last) and not heading_kind(last) else [])


def _state(part: str) -> bool:
    return bool(re.match(r"[A-Z]{2}(?:\s+\d{5})?$", part))


def _is_street(part: str, coded: bool) -> bool:
    if coded:
        return False
    return (any(letter.isdigit() for letter in part) and not _state(part)) or bool(STREET.search(fold(part)))


def _names_town(town: str) -> bool:
    if town.isupper() and len(town) <= 4:
        return False
    return (
        bool(TOWN.fullmatch(town))
        and not title_score(town)
        and not employer_score(town)
        and not school_score(town)
    )


def _contiguous(text: str, town: str, tail: list[str]) -> str:
    """The words from the town to the last part of the tail, without a postal code at the end."""
    begin = text.find(town)
    end = begin + len(town)
    for part in tail:
        name = POSTCODE.sub("", part).strip()
        found = text.find(name, end)
        if found < 0 or any(letter.isdigit() for letter in text[end:found]):
            break
        end = found + len(name)
    return text[begin:end]
