"""Corrections as people say them: "the phone is …", "“Enginer” should be “Engineer”"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InvalidInput
from schemas.profile import Profile
from services.access import Caller, readable_cv
from services.corrected_values import stated_values
from services.doubts import PARTS
from services.lookup import check_read
from services.profiles import load_profile
from services.words import fold

# What people call the facts about a person.
FACTS = {
    "full_name": ("name", "full name", "vollständiger name"),
    "email": ("email", "e mail", "mail", "email address", "e mail address", "mail address", "e mail adresse"),
    "phone": ("phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "number",
              "telefon", "telefonnummer", "handynummer", "nummer"),
    "location": ("place", "location", "city", "town", "address", "ort", "wohnort", "adresse"),
    "professional_title": ("title", "job title", "professional title", "titel", "berufsbezeichnung"),
    "linkedin_url": ("linkedin", "linkedin address", "linkedin profile", "linkedin url"),
    "github_url": ("github", "github address", "github profile", "github url"),
    "portfolio_url": ("website", "web site", "portfolio", "homepage", "webseite"),
}  # fmt: skip
PERSONAL = "personal_info"
FACT_OF = {fold(word): field for field, words in FACTS.items() for word in words}


class Form(NamedTuple):
    """How a fact is written, what it is called, and an example of it."""

    pattern: re.Pattern[str]
    name: str
    example: str


EMAIL = Form(re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}"), "e-mail address", "name@example.org")
PHONE = Form(
    re.compile(
        r"(?=(?:\D*\d){5})[+(\d][\d\s()/.+–-]*\d(?:\s*(?:x|ext\.?|extension|durchwahl)\s*\d+)?", re.IGNORECASE
    ),
    "phone number",
    "+49 30 5550123",
)  # five digits are the shortest with an area code
ADDRESS = Form(
    re.compile(r"(?:https?://)?[^\s/@,;]+\.[^\s/@,;.]{2,}(?:[/?#]\S*)?", re.IGNORECASE),
    "web address",
    "https://example.org/name",
)
FORMS_OF_FACTS = {
    "email": EMAIL, "phone": PHONE, "linkedin_url": ADDRESS, "github_url": ADDRESS, "portfolio_url": ADDRESS,
}  # fmt: skip


class Place(NamedTuple):
    """Where a correction goes."""

    cv_id: int
    name: str | None  # whose CV it is
    filename: str
    path: str  # in the profile
    fact: str | None  # a key of FACTS
    old: str | None  # what stands there


def has_form(fact: str | None, value: str) -> bool:
    """Whether the value is written as this fact is; a fact without a form may be anything."""
    form = FORMS_OF_FACTS.get(fact or "")
    return form is None or form.pattern.fullmatch(value.strip()) is not None


async def place_of_words(session: AsyncSession, caller: Caller, cv_id: int, what: str, new: str) -> Place:
    """Find what people name in words: one of FACTS, or a value of the profile as it stands there.

    Raises NotFound for a CV that the caller cannot see, and InvalidInput that says how to go on when nothing, or more
    than one value, reads like `what`, or `new` is not written as such a fact is.
    """
    cv = await readable_cv(session, caller, cv_id)
    check_read(cv)
    profile = await load_profile(session, cv)
    fact = FACT_OF.get(fold(what))
    path = f"{PERSONAL}/{fact}" if fact else _only(what, list(_places(profile, what)))
    if fact is None and path.startswith(f"{PERSONAL}/"):
        fact = path.removeprefix(f"{PERSONAL}/")
    if not has_form(fact, new):
        form = FORMS_OF_FACTS[fact or ""]
        raise InvalidInput(f"“{new}” is no {form.name}. Write it like {form.example}.")
    stated = stated_values(PERSONAL, profile.personal_info).get(fact) if fact else what
    return Place(cv.id, profile.personal_info.full_name, cv.filename, path, fact, stated)


def _only(what: str, places: list[str]) -> str:
    if len(places) == 1:
        return places[0]
    if places:
        raise InvalidInput(
            f"“{what}” stands there {len(places)} times. Correct it in the profile, value by value."
        )
    raise InvalidInput(f"Nothing in this profile reads “{what}”. Open the profile and correct it there.")


def _places(profile: Profile, what: str) -> Iterator[str]:
    """The paths of every value that reads like `what`."""
    for name, value in stated_values(PERSONAL, profile.personal_info).items():
        if fold(value) == fold(what):
            yield f"{PERSONAL}/{name}"
    for part in PARTS:
        for position, entry in enumerate(getattr(profile, part)):
            for name, value in stated_values(part, entry).items():
                if fold(value) == fold(what):
                    yield f"{part}/{position}/{name}"
