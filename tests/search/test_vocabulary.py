"""The words of a CV and of a question mean the same thing under all their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.concepts import Concepts
from services.vocabulary import (
    canonical_skill,
    city_keys,
    country_code,
    degree_level,
    fold_title,
    known_skills,
    language_code,
    occupations,
    skills,
)
from services.words import words_of


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("k8s", "kubernetes"),
        ("  Kubernetes ", "kubernetes"),
        ("Python 3.11", "python"),
        ("Java programming", "java"),
        ("Amazon Web Services (AWS)", "aws"),
        ("C++ 17", "c++"),
        ("SPS-Programmierung", "plc programming"),
        ("React Native", "react native"),
        ("Underwater basket weaving", "underwater basket weaving"),
        (" - ", None),
    ],
)
def test_a_skill_has_one_key_under_all_its_names(words: str, key: str | None) -> None:
    assert canonical_skill(words) == key


def test_the_language_c_is_neither_c_sharp_nor_c_plus_plus() -> None:
    assert {canonical_skill(name) for name in ("C", "C++", "C#")} == {"c", "c++", "c#"}


def test_amazon_and_azure_are_kinds_of_cloud_but_not_the_other_way_round() -> None:
    assert {"aws", "azure", "amazon eks"} <= skills().and_narrower("cloud computing")
    assert "cloud computing" not in skills().and_narrower("aws")


def test_a_common_word_is_a_skill_only_when_it_is_spelt_like_one() -> None:
    assert [key for key, _, _ in known_skills("We go to market with Go and k8s")] == ["go", "kubernetes"]
    assert not known_skills("He excels in R&D, and they react in spring")


def test_longer_names_win_over_the_shorter_ones_inside_them() -> None:
    assert [key for key, _, _ in known_skills("React Native and Spring Boot")] == [
        "react native",
        "spring boot",
    ]


@pytest.mark.parametrize(
    ("location", "country", "city"),
    [
        ("München", "DE", "munich"),
        ("Köln, Deutschland", "DE", "cologne"),
        ("Weserstraße 214, 12047 Berlin", "DE", "berlin"),
        ("Berlin-Kreuzberg", "DE", "berlin"),
        ("Austin, TX", "US", "austin"),
        ("Newark, DE", "DE", "newark"),
        ("Bristol, UK", "GB", "bristol"),
        ("Wrocław", "PL", "wroclaw"),
    ],
)
def test_a_location_gives_its_city_and_its_country(location: str, country: str, city: str) -> None:
    assert country_code(location) == country
    assert city in city_keys(location)


def test_new_berlin_is_not_berlin() -> None:
    assert "berlin" not in city_keys("New Berlin, WI")


def test_a_language_is_known_under_its_names_in_four_languages() -> None:
    assert {language_code(name) for name in ("German", "Deutsch (C1)", "allemand", "alemán")} == {"de"}
    assert language_code("Klingon") is None


@pytest.mark.parametrize(
    ("degree", "level"),
    [
        ("B.Sc. Informatik", "bachelor"),
        ("Master of Science", "master"),
        ("Diplom-Ingenieur (FH)", "master"),
        ("Dr. rer. nat.", "doctorate"),
        ("Ausbildung zum Koch", "vocational"),
        ("Abitur", "school"),
        ("Something else", None),
    ],
)
def test_degrees_have_levels(degree: str, level: str | None) -> None:
    assert degree_level(degree) == level


def test_gender_and_number_do_not_matter_in_a_title() -> None:
    keys = [
        occupations().key_of[fold_title(title)]
        for title in ("Softwareentwicklerinnen", "software developers")
    ]
    assert keys == ["software engineer", "software engineer"]


@pytest.mark.parametrize("concepts", [skills(), occupations()], ids=["skills", "occupations"])
def test_the_data_names_only_known_broader_terms_and_no_form_twice(concepts: Concepts) -> None:
    for concept in concepts.by_key.values():
        assert all(parent in concepts.by_key for parent in concept.broader), concept.key
        assert all(concepts.key_of[form] == concept.key for form in concept.forms), concept.key


@given(st.text(max_size=200))
def test_any_text_has_words_whose_spans_lie_in_it(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded
    canonical_skill(text)
    known_skills(text)
    country_code(text)
