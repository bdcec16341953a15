"""What a recruiter writes becomes the wishes that a colleague would read in it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInput
from schemas.criteria import Bounds, Criterion, Understood
from services.search.lexicon import Lexicon, make_lexicon
from services.search.question import LONGEST_QUESTION, understand

LEXICON = make_lexicon(
    [
        ("name", "Katharina Wendlinger"),
        ("employer", "Siemens AG"),
        ("employer", "Nordlicht Software GmbH"),
        ("place", "Esslingen"),
        ("title", "Barista"),
        ("skill", "roadmapping"),
        ("certification", "APICS CPIM"),
        ("study", "Theatre Studies"),
    ]
)


def read(question: str) -> Understood:
    return understand(question, LEXICON)


def short(question: str) -> list[tuple[Any, ...]]:
    """Each wish as (kind, values), with its importance and tense where they are not the usual ones."""
    found = []
    for criterion in read(question).criteria:
        more = [criterion.importance] if criterion.importance != "required" else []
        more += [criterion.tense] if criterion.tense != "either" else []
        found.append((criterion.kind, criterion.value, *more))
    return found


def test_the_demo_question_has_two_required_wishes() -> None:
    assert short("Who knows Kubernetes and has worked in Berlin?") == [
        ("skill", ["kubernetes"]),
        ("place", ["berlin"], "past"),
    ]


@pytest.mark.parametrize(
    ("question", "wishes"),
    [
        ("k8s", [("skill", ["kubernetes"])]),
        ("kuberntes and docker", [("skill", ["kubernetes"]), ("skill", ["docker"])]),
        ("C/C++ developer", [("skill", ["c", "c++"]), ("title", ["developer"])]),
        ("React Native, not React", [("skill", ["react native"]), ("skill", ["react"], "excluded")]),
        ("Who knows Foobarium?", [("skill", ["foobarium"])]),
        ("someone with roadmapping skills", [("skill", ["roadmapping"])]),
        ("SRE", [("title", ["site reliability engineer"])]),
        ("Softwareentwicklerinnen", [("title", ["software engineer"])]),
        ("former nurse", [("title", ["nurse"], "past")]),
        ("Barista", [("title", ["barista"])]),
        ("speaks fluent French, B2 German", [("language", ["fr"]), ("language", ["de"])]),
        ("Spanish-speaking nurse", [("language", ["es"]), ("title", ["nurse"])]),
        ("PMP certified", [("certification", ["project management professional"])]),
        ("AWS certified", [("certification", ["aws"])]),
        ("planner with CPIM", [("certification", ["certified in planning and inventory management"])]),
        ("PhD in physics", [("degree", ["doctorate"]), ("field", ["physics"])]),
        ("studied Theatre Studies", [("field", ["theatre studies"])]),
        ("works in finance", [("industry", ["finance"])]),
        ("No juniors", [("seniority", ["intern", "junior"], "excluded")]),
        ("find Katharina Wendlinger", [("name", ["katharina wendlinger"])]),
    ],
)  # fmt: skip
def test_names_become_wishes(question: str, wishes: list[tuple[Any, ...]]) -> None:
    found = [wish for wish in short(question) if wish[0] != "meaning"]
    assert found == wishes


@pytest.mark.parametrize(
    ("question", "values", "tense"),
    [
        ("has worked in Berlin", ["berlin"], "past"),
        ("experience in Berlin", ["berlin"], "past"),
        ("lives in Munich", ["home:munich"], "current"),
        ("wohnt in München", ["home:munich"], "current"),
        ("works in Köln", ["work:cologne"], "current"),
        ("engineer in Berlin", ["berlin"], "current"),
        ("based in Esslingen", ["esslingen"], "current"),
        ("kubernetes berlin", ["berlin"], "either"),
        ("in Munich or Hamburg", ["munich", "hamburg"], "current"),
        ("worked in Germany", ["DE"], "past"),
        ("hat in Berlin gearbeitet", ["berlin"], "past"),
        ("a travaillé à Lyon", ["lyon"], "past"),
        ("vive en Sevilla", ["home:seville"], "current"),
    ],
)
def test_a_place_is_past_current_or_either(question: str, values: list[str], tense: str) -> None:
    places = [criterion for criterion in read(question).criteria if criterion.kind == "place"]
    assert [(place.value, place.tense) for place in places] == [(values, tense)]


@pytest.mark.parametrize(
    ("question", "tense"),
    [
        ("Who worked at Siemens?", "either"),
        ("ex-Siemens people", "past"),
        ("currently at Siemens", "current"),
        ("people from Siemens", "either"),
    ],
)
def test_an_employer_is_past_current_or_either(question: str, tense: str) -> None:
    (employer,) = [criterion for criterion in read(question).criteria if criterion.kind == "employer"]
    assert (employer.value, employer.tense) == (["siemens"], tense)


@pytest.mark.parametrize(
    ("words", "lower", "upper", "strict"),
    [
        ("5+ years of Java", 5, None, False),
        ("at least 5 years of Java", 5, None, False),
        ("more than 10 years of Java", 10, None, True),
        ("less than 4 years of Java", None, 4, True),
        ("up to 3 years of Java", None, 3, False),
        ("between 3 and 5 years of Java", 3, 5, False),
        ("3-5 years of Java", 3, 5, False),
        ("five years of Java", 5, None, False),
        ("mindestens 5 Jahre Erfahrung mit Java", 5, None, False),
        ("plus de 10 ans d'expérience en Java", 10, None, True),
        ("menos de 4 años de Java", None, 4, True),
    ],
)
def test_years_have_bounds(words: str, lower: float | None, upper: float | None, strict: bool) -> None:
    (years,) = read(words).criteria
    assert (years.kind, years.value) == ("years", ["java"])
    assert years.bounds is not None
    assert (years.bounds.lower, years.bounds.upper) == (lower, upper)
    assert (years.bounds.lower_strict or years.bounds.upper_strict) is strict


@pytest.mark.parametrize(
    ("words", "lower"),
    [
        ("more than 1000 years of Java", 1000),
        ("more than 1,000 years of Java", 1000),
        ("mehr als 1.000 Jahre Java", 1000),
        ("more than 100 years of Java", 100),
        (f"more than {'9' * 400} years of Java", 999_999),
        ("more than 2.5 years of Java", 2.5),
    ],
)
def test_a_number_of_years_may_have_any_number_of_digits(words: str, lower: float) -> None:
    understood = read(words)
    assert understood.criteria[0].bounds == Bounds(lower=lower, lower_strict=True)
    assert understood.ignored == []


@pytest.mark.parametrize(
    ("question", "ignored"),
    [
        ("Java since 2015", ["2015"]),
        ("three people who know Java", ["three"]),
        ("Java in 12345 projects", ["12345"]),
        ("Java from 2015 to 2020", ["2015", "2020"]),
    ],
)
def test_a_number_that_bounds_nothing_is_told_as_ignored(question: str, ignored: list[str]) -> None:
    assert read(question).ignored == ignored


def test_years_behind_a_role_are_years_in_it() -> None:
    assert short("Java developers with 5+ years")[-1] == ("years", ["java"])
    assert short("nurses with at least 3 years")[-1] == ("years", ["nurse"])
    assert short("Python and 5 years of experience")[-1] == ("years", [])


@pytest.mark.parametrize(
    ("question", "importance"),
    [
        ("Java, ideally Kafka", "preferred"),
        ("Java, Kafka is a plus", "preferred"),
        ("Java and preferably Kafka", "preferred"),
        ("Java but not Kafka", "excluded"),
        ("Java without Kafka", "excluded"),
        ("Java, must know Kafka", "required"),
        ("Java, idealerweise Kafka", "preferred"),
        ("Java ohne Kafka", "excluded"),
        ("Java sans Kafka", "excluded"),
        ("Java sin Kafka", "excluded"),
    ],
)
def test_importance_colours_what_it_stands_with(question: str, importance: str) -> None:
    java, kafka = [criterion for criterion in read(question).criteria if criterion.kind == "skill"]
    assert (java.value, java.importance) == (["java"], "required")
    assert (kafka.value, kafka.importance) == (["kafka"], importance)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Java but not Java", "Java"),
        ("not Java but Java", "Java"),
        ("Java or Python, but neither Java nor Python", "Java or Python"),
        ("lives in Berlin and does not live in Berlin", "lives in Berlin"),
        ("speaks German, no German", "speaks German"),
        ("ideally Java but not Java", "Java"),
    ],
)
def test_a_question_that_contradicts_itself_is_told_so(question: str, thing: str) -> None:
    with pytest.raises(InvalidInput, match=f"contradicts itself: “{thing}”"):
        read(question)


def test_of_alternatives_one_may_be_excluded_and_a_repetition_counts_once() -> None:
    assert short("Java or Python but not Java") == [
        ("skill", ["java", "python"]),
        ("skill", ["java"], "excluded"),
    ]
    assert short("Java and Java") == [("skill", ["java"])]
    assert short("has worked in Berlin but does not live in Berlin") == [
        ("place", ["berlin"], "past"),
        ("place", ["home:berlin"], "excluded", "current"),
    ]


def test_an_exclusion_ends_with_its_clause() -> None:
    assert short("without Kafka and has worked in Berlin") == [
        ("skill", ["kafka"], "excluded"),
        ("place", ["berlin"], "past"),
    ]


def test_alternatives_are_one_wish_and_lists_are_several() -> None:
    assert short("Java, Python or Go") == [("skill", ["java", "python", "go"])]
    assert short("Java, Python and Go") == [("skill", ["java"]), ("skill", ["python"]), ("skill", ["go"])]


def test_filler_words_make_no_wish() -> None:
    understood = read("Could you please find me a really good person who knows Go?")
    assert [criterion.text for criterion in understood.criteria] == ["Go"]
    assert "good" in understood.ignored


def test_what_cannot_or_must_not_be_checked_is_told_as_ignored() -> None:
    assert read("motivated nurse").ignored == ["motivated"]


def test_the_free_rest_becomes_meaning_and_never_decides_beside_a_typed_wish() -> None:
    assert short("calm moderation of difficult meetings")[0][0] == "meaning"
    wishes = read("nurse who calms anxious patients before operations").criteria
    assert [(wish.kind, wish.importance) for wish in wishes] == [
        ("title", "required"),
        ("meaning", "preferred"),
    ]


def test_a_job_description_asks_for_what_it_names_and_requires_only_what_it_says_it_requires() -> None:
    text = (
        "We are looking for a Platform Engineer (m/f/d) in Berlin.\n"
        "You run our clusters and help our teams to ship every day, with care for people and for costs.\n"
        "Must have: Kubernetes.\nNice to have: Terraform, Prometheus.\n"
        + "We value calm work and good writing. "
        * 12
    )
    wishes = {tuple(wish.value): wish.importance for wish in read(text).criteria if wish.kind == "skill"}
    assert wishes[("kubernetes",)] == "required"
    assert wishes[("terraform",)] == "preferred"
    assert read(text).criteria[-1].kind == "meaning"


@pytest.mark.parametrize("question", ["", "   ", "?!… ---", "\x00\x00", "please find me somebody"])
def test_a_question_without_a_wish_gets_a_helpful_sentence(question: str) -> None:
    with pytest.raises(InvalidInput, match="Please say what you are looking for"):
        read(question)


def test_a_very_long_question_is_read_up_to_its_bound() -> None:
    understood = read("Kubernetes " * LONGEST_QUESTION)
    assert ["kubernetes"] in [criterion.value for criterion in understood.criteria]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_understood_or_politely_refused(question: str) -> None:
    try:
        understood = understand(question, Lexicon())
    except InvalidInput:
        return
    assert 1 <= len(understood.criteria) <= 30
    assert len({criterion.id for criterion in understood.criteria}) == len(understood.criteria)


CUES = "or and not without years 5 at least in lives worked at , . ( ) / + ideally who speaks more than seit ohne mit à"
NAMES = "Java Kubernetes Berlin Siemens nurse German PhD certified PMP Jahre Lyon"
WORDS = st.sampled_from([*CUES.split(), *NAMES.split()])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_any_order_of_cues_and_names_is_understood_or_politely_refused(words: list[str]) -> None:
    try:
        criteria = read(" ".join(words)).criteria
    except InvalidInput:
        return
    assert all(isinstance(criterion, Criterion) and criterion.text for criterion in criteria)
