import pytest

from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.extraction.sections.content import settle_kinds
from services.extraction.sections.headings import heading_kind, likely_kind, near_kind
from services.extraction.sections.sections import cut_sections
from services.extraction.sections.view import rows_of
from services.reading.assemble import Line, assemble
from tests.extraction.text import AS_OF, document, profile


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


def test_headings_that_nobody_knows_are_told_by_their_look_and_settled_by_their_content() -> None:
    text = (
        "Jane Doe\nThe road here\nEngineer, Acme GmbH\t2019 – 2021\n• ran it\nBefore all that\n"
        "BSc Biology, University of Leeds\t2015 – 2018\nGood with\nPython, SQL, Excel\nTongues\nEnglish – native"
    )
    headings = ("The road here", "Before all that", "Good with", "Tongues")
    found = settle_kinds(cut_sections(rows_of(document(text, headings=headings))))
    assert [section.kind for section in found] == [None, "experience", "education", "skills", "languages"]


def test_a_cv_without_headings_is_cut_by_what_stands_in_it() -> None:
    read = profile(
        "Dale Hutch\nWakefield, 07700 900731\n2014 – 2024\tWelder, Brackenridge Fabrication Ltd\n"
        "2005 – 2014\tDriver, Pell Haulage Ltd\n2003 – 2005\tNVQ Welding, Leeds College\nEnglish – native"
    )
    assert [job.job_title for job in read.employment] == ["Welder", "Driver"]
    assert [study.institution for study in read.education] == ["Leeds College"]
    assert [entry.language for entry in read.languages] == ["English"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("S K I L L S", "skills"), ("E X P É R I E N C E S", "experience"), ("Berufserfahmng", "experience")],
)
def test_headings_with_gaps_or_misread_letters_are_known(words: str, kind: str) -> None:
    assert near_kind(words) == kind


def test_labels_in_a_column_of_their_own_are_put_beside_their_content() -> None:
    left = [("Education", 100.0), ("Languages", 140.0), ("Skills", 160.0)]
    right = [("BSc Biology, University of Leeds", 100.0), ("2015 – 2018", 114.0), ("English (fluent)", 140.0),
             ("Python, SQL", 160.0)]  # fmt: skip
    lines = [Line("Jane Doe", size=20.0, box=(40, 40, 140, 60))]
    lines += [Line(words, size=10.0, bold=True, box=(40, top, 100, top + 10), block=1) for words, top in left]
    lines += [Line(words, size=10.0, box=(150, top, 300, top + 10), block=2) for words, top in right]
    read = assemble(lines, sizes=((595.0, 842.0),))
    found = resolve_profile(read, draft_profile(read), as_of=AS_OF)
    assert [study.institution for study in found.education] == ["University of Leeds"]
    assert [entry.language for entry in found.languages] == ["English"]
    assert [skill.name for skill in found.skills] == ["Python", "SQL"]
