"""Correcting in the chat: only what the user's own words say, and only where they may."""

from typing import Any

import pytest

from core.errors import InvalidInput, NotFound
from orchestrator.builtin.correcting import wish_in
from services.profiles import load_profile
from services.runtime import Services
from tests.tools.calls import run_of, turn_of
from tools.correct_cv import correct_cv

FACTS = {
    "full_name": "Ada Example", "phone": "030 1234567", "skills": ["Pyhton", "SQL"],
    "employment": [{"job_title": "Enginer", "company_name": "Nordlicht GmbH", "start_date": "2019"}],
}  # fmt: skip


async def corrected(services: Services, user: Any, cv: Any, words: str, what: str, new: str) -> Any:
    return await correct_cv(run_of(turn_of(services, user, words=words)), cv.id, what, new)


async def test_a_candidate_corrects_their_own_cv_in_words(
    services: Services, make_user, make_cv, session
) -> None:
    user = await make_user("candidate")
    cv = await make_cv(**FACTS, uploaded_by=user)
    words = "My phone number is wrong, it is +44 20 7946 0958"
    made = await corrected(services, user, cv, words, "phone number", "+44 20 7946 0958")
    assert (made.name, made.what, made.old, made.new) == (
        "Ada Example", "Phone", "030 1234567", "+44 20 7946 0958",
    )  # fmt: skip
    await corrected(services, user, cv, "change “Pyhton” to “Python”", "Pyhton", "Python")
    profile = await load_profile(session, cv)
    assert (profile.personal_info.phone_e164, profile.skills[0].canonical) == ("+442079460958", "python")


async def test_nothing_that_the_user_has_not_said_is_written(services: Services, make_user, make_cv) -> None:
    user = await make_user("recruiter")
    cv = await make_cv(**FACTS)
    with pytest.raises(InvalidInput, match="has not said"):
        await corrected(services, user, cv, "What does it say?", "phone", "+44 20 7946 0958")
    with pytest.raises(InvalidInput, match="Nothing in this profile reads"):
        await corrected(services, user, cv, "change “Haskell” to “Go”", "Haskell", "Go")


async def test_another_candidates_cv_is_not_there(services: Services, make_user, make_cv) -> None:
    cv = await make_cv(**FACTS, uploaded_by=await make_user("candidate"))
    other = await make_user("candidate")
    with pytest.raises(NotFound):
        await corrected(services, other, cv, "the name should be Eve", "name", "Eve")


@pytest.mark.parametrize(
    ("words", "what", "new"),
    [
        ("My phone number is wrong, it's +49 30 5550199.", "phone number", "+49 30 5550199"),
        ("Please correct the phone in CV 3 to 030 123", "phone", "030 123"),
        ("the name should be Ada Example in CV 4", "name", "Ada Example"),
        ("change “Enginer” to “Engineer”", "Enginer", "Engineer"),
        ("Meine Telefonnummer ist falsch, sie ist 030 99", "Telefonnummer", "030 99"),
    ],
)
def test_the_words_of_a_correction_are_understood(words: str, what: str, new: str) -> None:
    assert wish_in(words) == (what, new)


@pytest.mark.parametrize(
    "words", ["change the question to Java", "Find a title clerk in Berlin", "set theory experts", "my name?"]
)
def test_other_words_are_no_correction(words: str) -> None:
    assert wish_in(words) is None
