"""What of a CV points to its person. People may correct a name or a contact to any words, and back again: erasing the
CV must find the person under each of them, and must not cut words that everybody uses out of everybody's history."""

import re

from schemas.profile import PersonalInfo
from services import redaction
from services.corrected_values import corrected_entry
from services.extraction.contact.names import given_names
from services.extraction.contact.patterns import EMAIL, WEB
from services.extraction.entries.naming import known_place, title_score
from services.vocabulary import canonical_skill, skills

EMAILS, PHONES = ("email", "email_normalised"), ("phone", "phone_e164")
CONTACTS = (*EMAILS, *PHONES, "linkedin_url", "github_url", "portfolio_url")
FEWEST_DIGITS = 7  # of a number that is nobody else's by chance
LEAST_TITLE = 1.0  # score from which words are a job's title
# A date or a period in numbers has as many digits as a number of a telephone.
DATED = re.compile(r"(?:\d{1,2}\D+){0,2}(?:19|20)\d\d(?:\D+\d{1,2}){0,2}(?:\D+(?:19|20)\d\d)?\W*")


def is_ordinary(words: str) -> bool:
    """Whether the words are a skill, a place or a job's title without a first name: no name of a person by itself."""
    if canonical_skill(words) in skills().by_key or known_place(words):
        return True
    parts = re.split(r"[\s-]", words.casefold())
    return title_score(words) >= LEAST_TITLE and not any(part in given_names() for part in parts)


def is_contact(field: str, words: str) -> bool:
    """Whether the words have the form of what the field holds, so that they are one person's wherever they stand."""
    if field in EMAILS:
        return EMAIL.fullmatch(words) is not None
    if field in PHONES:
        digits = sum(letter.isdigit() for letter in words)
        return digits >= FEWEST_DIGITS and DATED.fullmatch(words.strip()) is None
    return WEB.fullmatch(words) is not None and canonical_skill(words) not in skills().by_key


def contacts_of(info: PersonalInfo) -> set[str]:
    """The contacts, as stated and normalised, that have the form of one."""
    stated = ((field, getattr(info, field)) for field in CONTACTS)
    return {words for field, words in stated if words and is_contact(field, words)}


def loosely_written(contacts: set[str]) -> set[str]:
    """Those of any form that no word of a language has, such as a short number: cut where the CV is spoken of."""
    return {words for words in contacts if re.search(r"[\d@/]", words) and not DATED.fullmatch(words.strip())}


def contacts_among(typed: dict[str, list[str]], location: str | None) -> set[str]:
    """The same of values that people typed, by field; `location` tells the country of a number."""
    found = set()
    for field in CONTACTS:
        for words in set(typed.get(field, ())):
            entry = corrected_entry("personal_info", None, {field: words, "location": location})
            found |= contacts_of(PersonalInfo.model_validate(entry.model_dump()))
    return found


def name_parts_of(name: str, *, shared_with: list[str], as_read: bool) -> tuple[str, ...]:
    """First and family names alone; of a name that was not read from the CV no word that is a skill or a place."""
    parts = redaction.name_parts(name, shared_with=shared_with)
    return parts if as_read else tuple(part for part in parts if not is_ordinary(part))
