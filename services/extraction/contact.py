"""Who the CV is about: e-mail, phone, place, links and title, wherever they stand."""

import re

from schemas.draft import PersonalInfoDraft, Pointer
from services.extraction.dates import find_periods
from services.extraction.folding import fold
from services.extraction.headings import heading_kind
from services.extraction.names import find_name
from services.extraction.naming import (
    POSTCODE,
    degree_score,
    employer_score,
    is_duration,
    is_region,
    place_score,
    school_score,
    title_score,
)  # fmt: skip
from services.extraction.sections import Section
from services.extraction.view import Row, span_pointer

EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}")
PHONE = re.compile(r"(?<![\w@./-])(?:\+|00\s?|\()?\d(?:[\s().\-/–]{0,3}\d){6,15}(?![\w@])")
PHONE_LABEL = re.compile(
    r"\b(?:tel|telefon|telephone|telefono|phone|mobile|mobil|mobiltelefon|handy|cell|portable|movil|gsm|fon|m|t|p)\b\W*$"
)
LINKEDIN = re.compile(r"(?:https?://)?(?:[\w-]{1,20}\.)?linkedin\.com/[\w%./-]{2,120}", re.IGNORECASE)
GITHUB = re.compile(r"(?:https?://)?(?:www\.)?git(?:hub|lab)\.(?:com|io)/[\w./-]{1,100}", re.IGNORECASE)
WEB = re.compile(
    r"(?<![@\w.-])(?:https?://|www\.)?[a-z0-9](?:[\w-]{0,62}\.){1,4}[a-z]{2,12}(?:/[\w%./~#?=&-]{0,120})?(?![\w@])",
    re.IGNORECASE,
)
DOMAINS = re.compile(
    r"\.(?:com|org|net|io|dev|me|de|fr|es|uk|eu|ch|at|nl|it|pl|info|co|ai|app|tech|page|site|blog|design|se|dk|no|"
    r"pt|be|us|ca|in|br|cv)(?:/|$)",
    re.IGNORECASE,
)
PLACE_LABEL = re.compile(
    r"(?:address|adresse|anschrift|location|wohnort|residence|domicile|direccion|domicilio|lieu|based in|city|ort|"
    r"wohnhaft in|home|lives in|ciudad|ville|place of residence|current location|localizacion|ubicacion|adres)"
    r"\s*[:\t]\s*"
)
TITLE_LABEL = re.compile(
    r"(?:beruf|profession|occupation|title|position|current position|role|poste|puesto|profesion|job title)\s*[:\t]\s*"
)
ICON = re.compile(r"^[^\w(+@]+")


def read_contact(sections: list[Section], rows: list[Row]) -> PersonalInfoDraft:
    """Contact data from the rows before the first section and from contact sections first, then from all rows."""
    near = [row for section in sections if section.kind in (None, "contact") for row in section.rows]
    aside = [
        row
        for section in sections
        if section.kind in ("other", "interests", "summary")
        for row in section.rows
    ]
    everywhere = near + [row for row in rows if row not in near]
    draft = PersonalInfoDraft()
    draft.email = _first(everywhere, EMAIL, 0.97)
    draft.phone = (
        _phone(near) or _phone(everywhere, labelled=True) or _phone([row for row in aside if row.words <= 8])
    )
    draft.linkedin_url = _link(everywhere, LINKEDIN)
    draft.github_url = _link(everywhere, GITHUB)
    draft.portfolio_url = _website(near)
    name = find_name(near, rows, draft.email.words if draft.email else None)
    draft.full_name = name
    draft.location = _location(near + _edges(rows, near)) or _location(
        [row for row in aside if row.words <= 8]
    )
    draft.professional_title = _title(near, rows, name)
    draft.summary = _summary(sections, near)
    return draft


def _edges(rows: list[Row], near: list[Row]) -> list[Row]:
    """The last rows: addresses stand in footers, too."""
    return [row for row in rows[-3:] if row not in near and not row.bullet]


def _first(rows: list[Row], pattern: re.Pattern[str], confidence: float) -> Pointer | None:
    for row in rows:
        found = pattern.search(row.text)
        if found:
            return row.pointer(found.group(0).strip("'"), confidence)
    return None


def _link(rows: list[Row], pattern: re.Pattern[str]) -> Pointer | None:
    """An address, also one that is broken at a hyphen or a slash over two lines."""
    for index, row in enumerate(rows):
        found = pattern.search(row.text)
        if found is None:
            continue
        words = found.group(0).rstrip("./")
        following = rows[index + 1] if index + 1 < len(rows) else None
        broken = found.group(0).endswith(("-", "/", "_")) and found.end() == len(row.text)
        if (
            broken
            and following is not None
            and following.line == row.line + 1
            and re.fullmatch(r"[\w./-]{2,60}", following.text)
        ):
            return Pointer(
                line=row.line,
                last_line=following.line,
                words=f"{found.group(0)}\n{following.text}",
                confidence=0.9,
            )
        return row.pointer(words, 0.95)
    return None


def _website(rows: list[Row]) -> Pointer | None:
    for row in rows:
        text = EMAIL.sub(lambda found: " " * len(found.group(0)), row.text)
        for found in WEB.finditer(text):
            words = found.group(0).rstrip("./")
            if DOMAINS.search(words) and not re.search(
                r"linkedin\.com|git(?:hub|lab)\.|xing\.com", words, re.IGNORECASE
            ):
                return row.pointer(words, 0.8)
    return None


def _phone(rows: list[Row], *, labelled: bool = False) -> Pointer | None:
    """The first number that can be one: 7 to 15 digits, no dates, no postal code."""
    plain: Pointer | None = None
    for row in rows:
        for found in PHONE.finditer(row.text[:400]):
            words = found.group(0).strip(" .-/–")
            digits = sum(letter.isdigit() for letter in words)
            if words.count("(") != words.count(")"):
                words = words.strip("()") if words.count("(") + words.count(")") == 1 else words
            if not 7 <= digits <= 15 or _is_date(words):
                continue
            before = fold(row.text[max(0, found.start() - 16) : found.start()])
            if PHONE_LABEL.search(before) or (not labelled and words.startswith(("+", "00", "("))):
                return row.pointer(words, 0.97)
            if plain is None and not labelled and digits >= 8:
                plain = row.pointer(words, 0.85)
    return plain


def _is_date(words: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d)?", words
        )
    ) or bool(re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", words))


def _location(rows: list[Row]) -> Pointer | None:
    """A labelled address, else the first cell that is a place; a street and a postal code are not part of it."""
    for row in rows:
        label = PLACE_LABEL.search(fold(row.text)) if len(fold(row.text)) == len(row.text) else None
        if label and label.start() <= 4:
            place = _place_in(row.text[label.end() :].split("\t")[0], certain=True)
            if place:
                return row.pointer(place, 0.93)
    for row in rows:
        if row.sentence and row.words > 9 and len(row.cells) == 1:
            continue
        for cell in row.cells:
            for part in re.split(r"\s[·•|◆]\s|\0", _without_numbers(cell.text)):
                place = _place_in(ICON.sub("", part), certain=False)
                if place:
                    return row.pointer(place, 0.88)
    return None


def _without_numbers(text: str) -> str:
    """Addresses and numbers of a contact line become gaps."""
    for pattern in (EMAIL, LINKEDIN, GITHUB, PHONE):
        text = pattern.sub("\0", text)
    return text


def _place_in(text: str, *, certain: bool) -> str | None:
    """The town with its state or country, out of an address."""
    bare = text.strip(" .,;()")
    if not bare or len(bare) > 120 or "@" in bare or heading_kind(bare) or find_periods(bare):
        return None
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    coded = [POSTCODE.search(part) is not None for part in parts]
    for index, part in enumerate(parts):
        town = POSTCODE.sub("", part).strip()
        if _is_street(part, coded[index]):
            continue
        if not (place_score(town) >= 2 or (coded[index] and _names_town(town))):
            continue
        if (
            is_region(town)
            and index
            and _names_town(parts[index - 1])
            and not _is_street(parts[index - 1], False)
        ):
            return _contiguous(bare, parts[index - 1], [part])
        tail = [
            following
            for following in parts[index + 1 : index + 3]
            if place_score(following) >= 1 or _state(following)
        ]
        return _contiguous(bare, town, tail)
    if certain and parts:
        towns = [POSTCODE.sub("", part).strip() for part in parts if not _is_street(part, False)]
        return towns[-1] if towns and _names_town(towns[-1]) else None
    return None


def _state(part: str) -> bool:
    return bool(re.match(r"[A-Z]{2}(?:\s+\d{5})?$", part))


def _is_street(part: str, coded: bool) -> bool:
    if coded:
        return False
    return any(letter.isdigit() for letter in part) and not _state(part)


def _names_town(town: str) -> bool:
    return (
        bool(re.fullmatch(r"[^\W\d_][\w.'’()/ -]{1,40}", town))
        and not title_score(town)
        and not employer_score(town)
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


def _title(near: list[Row], rows: list[Row], name: Pointer | None) -> Pointer | None:
    """A labelled profession, else the short row that names a title nearest below the name."""
    for row in near:
        label = TITLE_LABEL.match(fold(row.text)) if len(fold(row.text)) == len(row.text) else None
        if label and row.text[label.end() :].strip():
            return row.pointer(row.text[label.end() :].strip(), 0.93)
    if name is None:
        return None
    last = name.last_line or name.line
    after = [row for row in rows if name.line <= row.line <= last + 4]
    for row in after:
        for cell in row.cells:
            if cell.text and not (name.words and cell.text in name.words) and _is_title(cell.text, row):
                return row.pointer(cell.text, 0.88)
    return None


def _is_title(text: str, row: Row) -> bool:
    if len(text) > 90 or "@" in text or row.periods or row.bullet or is_duration(text) or EMAIL.search(text):
        return False
    if heading_kind(text) or (row.sentence and text.endswith(".")) or len(text.split()) > 10:
        return False
    return (
        title_score(text) >= 1
        and title_score(text) >= employer_score(text) + school_score(text)
        and degree_score(text) <= 2
    )


def _summary(sections: list[Section], near: list[Row]) -> Pointer | None:
    """The section that says so; else running text before the first heading."""
    for section in sections:
        rows = [row for row in section.rows if row.words > 2]
        if section.kind == "summary" and sum(row.words for row in rows) >= 5:
            return span_pointer(rows, 0.92)
    prose = [
        row for row in near if row.words >= 8 and not EMAIL.search(row.text) and not PHONE.search(row.text)
    ]
    if not prose or sum(row.words for row in prose) < 12:
        return None
    first = prose[0]
    block = [
        row
        for row in near
        if first.line <= row.line <= prose[-1].line and row.source.block == first.source.block
    ]
    return span_pointer(block, 0.75)
