"""Correcting in the chat: only what the user's own words say, and only where they may."""

from typing import Any

import pytest

from core.errors import InvalidInput, NotFound
from services.correction_wishes import wish_in
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


SEARCHES = "Find Kubernetes experts in Berlin"


@pytest.mark.parametrize(
    ("words", "what", "new"),
    [
        (SEARCHES, "place", "Berlin"),
        ("Who should be in the city of Berlin, not Hamburg?", "place", "Berlin"),
        ("What does the CV say about Berlin?", "Nordlicht GmbH", "Berlin"),
        ("change the city to Berlin", "name", "Berlin"),
        ("change “SQL” to “Berlin”", "Pyhton", "Berlin"),
    ],
)
async def test_words_that_wish_no_such_correction_get_a_question(
    services: Services, make_user, make_cv, session, words: str, what: str, new: str
) -> None:
    """A CV may tell a model to call the tool with a value that the user has said for another reason."""
    cv = await make_cv(**FACTS, location="Hamburg")
    turn = turn_of(services, await make_user("recruiter"), words=words, opened_cv=cv.id)
    before = await load_profile(session, cv)
    made = await correct_cv(run_of(turn), cv.id, what, new)
    assert (made.done, turn.cards) == (False, [])
    assert "Ada Example" in str(made.sentence)
    assert f"“{new}”? Nothing is changed yet" in str(made.sentence)
    assert await load_profile(session, cv) == before


@pytest.mark.parametrize(
    ("words", "opened", "done"),
    [
        ("change the city to Berlin", True, True),
        ("The city is Berlin, not Hamburg.", True, True),
        ("Sie wohnt nicht in Hamburg, sondern in Berlin", True, True),
        ("change the city to Berlin", False, False),
        ("change Ada’s city to Berlin", False, True),
        ("change the city in CV {id} to Berlin", False, True),
        ("change the city to Berlin\n\n(About CV {id}.)", False, True),
        ("change the city to Berlin\n\n(About CV {other}.)", True, False),
        ("change my city to Berlin", False, False),
    ],
)
async def test_a_correction_goes_at_once_into_the_cv_that_is_meant(
    services: Services, make_user, make_cv, session, words: str, opened: bool, done: bool
) -> None:
    cv = await make_cv(**FACTS, location="Hamburg")
    words = words.format(id=cv.id, other=cv.id + 1)
    turn = turn_of(services, await make_user(), words=words, opened_cv=cv.id if opened else None)
    assert (await correct_cv(run_of(turn), cv.id, "place", "Berlin")).done is done
    assert (await load_profile(session, cv)).personal_info.location == ("Berlin" if done else "Hamburg")


async def test_a_yes_makes_the_correction_that_was_asked_about_and_no_other(
    services: Services, make_user, make_cv, session
) -> None:
    user, cv, other = await make_user(), await make_cv(**FACTS), await make_cv(full_name="Eve Example")

    async def says(words: str, cv_id: int, new: str) -> Any:
        turn = turn_of(services, user, words=words, asked_to_correct=(cv.id, "place", "Berlin"))
        return await correct_cv(run_of(turn), cv_id, "place", new)

    for words, cv_id, new in (
        ("yes", other.id, "Berlin"), ("yes", cv.id, "Rome"), ("yes, withdraw it", cv.id, "Berlin"),
        (f"yes, change CV {other.id}", cv.id, "Berlin"), ("who knows Go?", cv.id, "Berlin"),
    ):  # fmt: skip
        with pytest.raises(InvalidInput, match="has not said"):
            await says(words, cv_id, new)
    assert (await says("Yes, please.", cv.id, "Berlin")).new == "Berlin"
    assert (await load_profile(session, cv)).personal_info.location == "Berlin"


@pytest.mark.parametrize(
    ("fact", "new", "example"),
    [("phone", "unknown", "49 30"), ("mail", "ada at example", "name@"), ("github", "ada", "https")],
)
async def test_what_is_no_phone_number_or_address_is_not_written(
    services: Services, make_user, make_cv, fact: str, new: str, example: str
) -> None:
    user = await make_user("candidate")
    cv = await make_cv(**FACTS, uploaded_by=user)
    with pytest.raises(InvalidInput, match=example):
        await corrected(services, user, cv, f"my {fact} is wrong, it is {new}", fact, new)


@pytest.mark.parametrize(
    ("words", "what", "new"),
    [
        ("My phone number is wrong, it's +49 30 5550199.", "phone number", "+49 30 5550199"),
        ("Please correct the phone in CV 3 to 030 123", "phone", "030 123"),
        ("the name should be Ada Example in CV 4", "name", "Ada Example"),
        ("change “Enginer” to “Engineer”", "Enginer", "Engineer"),
        ("Meine Telefonnummer ist falsch, sie ist 030 99", "Telefonnummer", "030 99"),
        ("change the city to Hamburg, this one must speak German", "city", "Hamburg"),
        ("change the city to Hamburg, Germany", "city", "Hamburg, Germany"),
        ("update the title to Lead and show them all", "title", "Lead"),
        ("set the title to Head of Research and Development.", "title", "Head of Research and Development"),
        ("My name is wrong, it is Ada Lovelace in CV 4, please fix it", "name", "Ada Lovelace"),
        ("the title should be “Find, and Show”", "title", "Find, and Show"),
        ("my phone is wrong, it is +49 (30) 555-0199, not 030 99", "phone", "+49 (30) 555-0199"),
        ("change my mail to ada@example.org. Thanks!", "mail", "ada@example.org"),
        ("set Ada Example's website to https://ada.example/cv please", "website", "https://ada.example/cv"),
    ],
)
def test_the_words_of_a_correction_are_understood(words: str, what: str, new: str) -> None:
    wish = wish_in(words)
    assert wish is not None
    assert wish[:2] == (what, new)


@pytest.mark.parametrize(
    "words",
    [
        "change the question to Java", "Find a title clerk in Berlin", "set theory experts", "my name?",
        "the number in CV 3 should be at least 5", "the mail should be friendly",
    ],
)  # fmt: skip
def test_other_words_are_no_correction(words: str) -> None:
    assert wish_in(words) is None
