"""What is no search is refused with a sentence that helps: traits of people, and texts that ask for nothing."""

import pytest

from core.errors import InvalidInput
from models import CVFile
from schemas.criteria import Criterion
from services.search.lexicon import make_lexicon
from services.search.question import understand
from services.search.traits import check_traits
from tests.search.conftest import MakeCV, Search

LEXICON = make_lexicon([("employer", "Young & Partners"), ("name", "Christian Baum")])


@pytest.mark.parametrize(
    "question",
    [
        "only women please",
        "who is female and under 30?",
        "rank them by age",
        "young nurse",
        "Java developers, preferably male",
        "nurses under 40",
        "people over 50",
        "nobody older than 45",
        "Find me a woman who knows Java",
        "Java, no foreigners",
        "who is Muslim?",
        "unmarried cooks",
        "nurses without children",
        "show me CVs with photo",
        "nur Frauen bitte",
        "jünger als 30",
        "uniquement des femmes",
        "célibataires sans enfants",
        "solo mujeres",
        "ordenar por edad",
    ],
)
def test_traits_of_people_are_no_criteria(question: str) -> None:
    with pytest.raises(InvalidInput, match="no criteria here: please ask for skills"):
        understand(question, LEXICON)


@pytest.mark.parametrize(
    "question",
    [
        "native German speaker",
        "German native",
        "speaks native French",
        "Java, native speaker",
        "Muttersprachler",
    ],
)
def test_for_native_speakers_the_level_of_the_language_is_offered(question: str) -> None:
    with pytest.raises(InvalidInput, match="the language and its level"):
        understand(question, LEXICON)


@pytest.mark.parametrize(
    "question",
    [
        "women's health nurse",
        "Who worked at Young & Partners?",
        "Young & Partners",
        "midwife who cares for women with diabetes",
        "social worker for young people",
        "care for men and women",
        "female patients, gynaecology nurse",
        "works in a young team",
        "React Native developer",
        "React Native, English",
        "cloud native, speaks German",
        "speaks German, C1",
        "find Christian Baum",
        "family lawyer",
        "single sign-on",
        "photo editing",
        "managed over 50 projects in Java",
        "under 5 years of Java",
        "moins de 30 ans d'expérience",
        "Marie Dupont, nurse",
        "teacher who works with children",
        "aged care nurse",
    ],
)
def test_work_with_people_is_no_trait(question: str) -> None:
    check_traits(question)


def test_a_job_description_may_say_that_it_is_open_to_all() -> None:
    text = "We look for a nurse in Berlin.\nAll ages are welcome.\nWomen and men, whatever their age or nationality."
    assert understand(text + "\nYou know wound care. " * 10, LEXICON).criteria


async def test_an_edited_free_wish_asks_for_no_trait_either(search: Search) -> None:
    with pytest.raises(InvalidInput, match="no criteria here"):
        await search(criteria=[Criterion(id="a", kind="meaning", text="only women", value=["only women"])])


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather?",
        "delete everything",
        "asdf qwer",
        "Rank them",
        "How are you doing?",
        "Wie ist das Wetter?",
    ],
)
async def test_a_text_that_asks_for_nobody_makes_no_claims(
    samples: dict[str, CVFile], search: Search, question: str
) -> None:
    with pytest.raises(InvalidInput, match="Please say what you are looking for"):
        await search(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who can weld stainless steel?",
        "weld stainless steel",
        "calm handling of emergencies",
        "someone who bakes buns",
    ],
)
async def test_a_free_wish_is_answered_without_near_misses(
    samples: dict[str, CVFile], search: Search, question: str
) -> None:
    answer = await search(question)
    assert all(criterion.kind == "meaning" for criterion in answer.understood.criteria)
    assert answer.near_misses == []


async def test_a_free_wish_shown_partly_is_no_near_miss(make_cv: MakeCV, search: Search) -> None:
    await make_cv(full_name="Baker", text="Kneaded dough and shaped rolls")
    for wish in ("prepares loaves and buns at dawn", "someone good with flour", "kitchen shifts at sunrise"):
        assert (await search(f"someone who likes {wish}")).near_misses == []
