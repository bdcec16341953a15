import pytest

from services.extraction.headings import heading_kind, likely_kind
from services.extraction.sections import cut_sections
from services.extraction.view import rows_of
from tests.extraction.text import document


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("PROFESSIONAL EXPERIENCE", "experience"),
        ("Work History", "experience"),
        ("Beruflicher Werdegang", "experience"),
        ("Expérience professionnelle", "experience"),
        ("Experiencia laboral", "experience"),
        ("Employment", "experience"),
        ("Education & Training", "education"),
        ("Schule und Studium", "education"),
        ("Formation", "education"),
        ("Formación académica", "education"),
        ("Technical Skills", "skills"),
        ("EDV-Kenntnisse", "skills"),
        ("Compétences", "skills"),
        ("Sprachen", "languages"),
        ("Idiomas", "languages"),
        ("Langues", "languages"),
        ("Certifications & Licenses", "certifications"),
        ("Über mich", "summary"),
        ("3. Projects", "projects"),
        ("Centres d’intérêt", "interests"),
        ("References", "references"),
        ("• Contact:", "contact"),
        ("Jane Doe", None),
        ("Senior Engineer", None),
        ("2019 – 2021", None),
        ("Acme Experience Ltd", None),
    ],
)
def test_headings_are_known_by_meaning(words: str, kind: str | None) -> None:
    assert heading_kind(words) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nursing experience", "experience"),
        ("Ärztliche Tätigkeit", "experience"),
        ("Programmierkenntnisse", "skills"),
        ("Principal Software Engineer", None),
        ("Project Lead", None),
    ],
)
def test_a_line_that_looks_like_a_heading_may_say_more(words: str, kind: str | None) -> None:
    assert likely_kind(words) == kind


def kinds(text: str, headings: tuple[str, ...]) -> list[str | None]:
    return [section.kind for section in cut_sections(rows_of(document(text, headings=headings)))]


def test_an_unknown_heading_separates_all_the_same() -> None:
    text = "Jane Doe\nExperience\n2019 - 2021 Engineer, Acme\nWhalesong\nsomething else\nSkills\nPython"
    assert kinds(text, ("Experience", "Whalesong", "Skills")) == [None, "experience", "other", "skills"]


def test_programming_languages_are_skills() -> None:
    assert kinds("Jane Doe\nLanguages\nPython, Rust, Go", ("Languages",)) == [None, "skills"]
    assert kinds("Jane Doe\nLanguages\nEnglish, German", ("Languages",)) == [None, "languages"]


def test_a_heading_over_two_lines_is_one() -> None:
    text = "Jane Doe\nEXPÉRIENCES\nPROFESSIONNELLES\n2019 - 2021 Ingénieure, Acme"
    assert kinds(text, ("EXPÉRIENCES", "PROFESSIONNELLES")) == [None, "experience"]
