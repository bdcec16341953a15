import pytest

from schemas.profile import Profile
from tests.extraction.text import profile


def section(heading: str, rows: str) -> Profile:
    return profile(f"Jane Doe\n{heading}\n{rows}", headings=(heading,))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Jane van Doe\njane.doe@example.com | +44 20 7946 0958 | Leeds, UK",
            ("Jane van Doe", "+442079460958", "Leeds, UK"),
        ),
        (
            "CURRICULUM VITAE\nName: Jané Doe\nAnschrift: Hauptstr. 3, 10115 Berlin\nTel.: 030 23125 142",
            ("Jané Doe", "+493023125142", "Berlin"),
        ),
        (
            "Dr. Jane Doe, PhD\n7 Mill Lane, Cardiff CF5 9ZZ · Tel. 029 2018 0457",
            ("Jane Doe", "+442920180457", "Cardiff"),
        ),
        (
            "Senior Engineer\nJane Doe\nSan Antonio, TX\n(210) 555-0168",
            ("Jane Doe", "+12105550168", "San Antonio, TX"),
        ),
    ],
)
def test_who_it_is_and_where(header: str, expected: tuple[str, str, str]) -> None:
    info = profile(
        f"{header}\nExperience\nEngineer, Acme\t2019 - 2020", headings=("Experience",)
    ).personal_info
    assert (info.full_name, info.phone_e164, info.location) == expected


def test_contact_links_and_title() -> None:
    info = profile(
        "Jane Doe\nSenior Data Engineer\nJane.Doe@Example.com\nlinkedin.com/in/jane-doe · "
        "github.com/jane · janedoe.dev\n"
        "Profile\nTen years of turning unclear requests into running systems.\nSkills\nPython",
        headings=("Profile", "Skills"),
    ).personal_info
    assert info.professional_title == "Senior Data Engineer"
    assert (info.email, info.email_normalised) == ("Jane.Doe@Example.com", "jane.doe@example.com")
    assert (info.linkedin_url, info.github_url, info.portfolio_url) == (
        "linkedin.com/in/jane-doe",
        "github.com/jane",
        "janedoe.dev",
    )
    assert info.summary == "Ten years of turning unclear requests into running systems."


@pytest.mark.parametrize(
    "rows",
    [
        "MSc in Computer Science, University of Leeds\t2012 – 2014",
        "University of Leeds\t2012 – 2014\nMSc in Computer Science",
        "MSc in Computer Science\nUniversity of Leeds\n2012 – 2014",
        "2012 – 2014\tMSc in Computer Science\nUniversity of Leeds, Leeds",
        "University of Leeds, MSc in Computer Science – Leeds, UK\t2012 – 2014",
    ],
)
def test_a_study_is_understood_in_any_order(rows: str) -> None:
    (study,) = section("Education", rows).education
    assert (study.institution, study.degree, study.field_of_study) == (
        "University of Leeds",
        "MSc in Computer Science",
        "Computer Science",
    )
    assert (study.start_date, study.end_date, study.degree_level) == ("2012", "2014", "master")


def test_a_grade_is_found() -> None:
    rows = "B.Sc. Informatik\t2010 – 2013\nUniversität Bremen\nNote: 1,7"
    assert section("Studium", rows).education[0].grade == "1,7"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Python, SQL, Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("• Python\n• SQL\n• Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Python | SQL | Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Languages: Python, SQL\nStreaming: Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Python (5 years), SQL ●●●○, Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Python, SQL,\nApache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Budgets (planning, control), SQL", ["Budgets (planning, control)", "SQL"]),
        ("Python\texpert\nSQL\tbasic\nApache Kafka\tgood", ["Python", "SQL", "Apache Kafka"]),
        ("Python – advanced\nSQL: 5 years\nApache Kafka 80 %", ["Python", "SQL", "Apache Kafka"]),
        ("Python, SQL and Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("Python SQL Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
        ("• Good command of Python\n• Kenntnisse in SQL\n• Apache Kafka", ["Python", "SQL", "Apache Kafka"]),
    ],
)
def test_skills_are_read_from_every_kind_of_list(rows: str, expected: list[str]) -> None:
    assert [skill.name for skill in section("Skills", rows).skills] == expected


def test_a_category_is_kept_with_its_skills() -> None:
    (skill, *_) = section("Skills", "Streaming: Kafka, Flink").skills
    assert (skill.name, skill.category) == ("Kafka", "Streaming")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("English (native), German (B2)", [("English", "native", "en"), ("German", "B2", "de")]),
        (
            "Deutsch: Muttersprache\nEnglisch – fließend",
            [("Deutsch", "Muttersprache", "de"), ("Englisch", "fließend", "en")],
        ),
        (
            "Français\tlangue maternelle\nAnglais\tcourant",
            [("Français", "langue maternelle", "fr"), ("Anglais", "courant", "en")],
        ),
        ("Spanish\nnative\nEnglish\nfluent", [("Spanish", "native", "es"), ("English", "fluent", "en")]),
        (
            "Muttersprache: Deutsch\nWeitere Sprachen: Englisch (B2)",
            [("Deutsch", "Muttersprache", "de"), ("Englisch", "B2", "en")],
        ),
        ("English native Swedish fluent", [("English", "native", "en"), ("Swedish", "fluent", "sv")]),
        ("Fluent: English, Spanish", [("English", "Fluent", "en"), ("Spanish", "Fluent", "es")]),
    ],
)
def test_languages_carry_their_levels(rows: str, expected: list[tuple[str, str, str]]) -> None:
    found = section("Languages", rows).languages
    assert [(entry.language, entry.proficiency, entry.language_code) for entry in found] == expected


def test_a_certificate_has_its_date_and_a_project_its_text() -> None:
    read = profile(
        "Jane Doe\nCertifications\nProfessional Scrum Master I, 2017\nProjects\npix: a simulator for payments",
        headings=("Certifications", "Projects"),
    )
    assert [(entry.name, entry.issue_date) for entry in read.certifications] == [
        ("Professional Scrum Master I", "2017")
    ]
    assert [(entry.name, entry.description) for entry in read.projects] == [
        ("pix", "a simulator for payments")
    ]


def test_the_last_words_of_a_summary_belong_to_it() -> None:
    read = profile(
        "Jane Doe\nAbout\nI build paved roads that let teams ship on their\nown.\nSkills\nPython, Go",
        headings=("About", "Skills"),
    )
    assert (read.personal_info.summary or "").endswith("on their\nown.")
