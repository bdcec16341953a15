"""Corrections as people say them: "the phone is …", "“Enginer” should be “Engineer”"."""

from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InvalidInput
from schemas.corrections import CorrectionAnswer
from schemas.profile import Profile
from services.access import Caller, readable_cv
from services.corrected_values import stated_values
from services.corrections import correct_field
from services.doubts import PARTS
from services.embedding import Embedder
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
FACT_OF = {fold(word): field for field, words in FACTS.items() for word in words}


async def correct_by_words(
    session: AsyncSession, caller: Caller, cv_id: int, what: str, new: str, *, embedder: Embedder
) -> CorrectionAnswer:
    """Correct what people name in words: one of FACTS, or a value of the profile as it stands there.

    Raises InvalidInput that says how to go on when nothing, or more than one value, reads like `what`, and whatever
    services.corrections.correct_field raises.
    """
    cv = await readable_cv(session, caller, cv_id)
    check_read(cv)
    fact = FACT_OF.get(fold(what))
    path = (
        f"personal_info/{fact}" if fact else _only(what, list(_places(await load_profile(session, cv), what)))
    )
    return await correct_field(session, caller, cv_id, path, new, embedder=embedder)


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
    for name, value in stated_values("personal_info", profile.personal_info).items():
        if fold(value) == fold(what):
            yield f"personal_info/{name}"
    for part in PARTS:
        for position, entry in enumerate(getattr(profile, part)):
            for name, value in stated_values(part, entry).items():
                if fold(value) == fold(what):
                    yield f"{part}/{position}/{name}"
