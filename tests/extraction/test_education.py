"""Studies as people write them: which words are the school and the degree."""

import pytest

from tests.extraction.text import profile

WRITTEN = [
    (
        "Education",
        """
    Sept 2014 – June 2018\tPhD in Materials Science
    University of Tarnwick
    Thesis: Fracture in layered ceramics (supervisor: Prof. J. Ellery)
    2010 – 2014\tMEng Mechanical Engineering, First Class Honours
    Ravensholm College
    """,
        [
            ("University of Tarnwick", "PhD in Materials Science"),
            ("Ravensholm College", "MEng Mechanical Engineering"),
        ],
    ),
    (
        "Ausbildung",
        """
    10/2012 – 09/2015\tStudium der Betriebswirtschaftslehre (B.A.)
    Hochschule Rheintal
    Schwerpunkte: Logistik, Controlling
    Abschlussnote: 1,9
    2003 – 2012\tAllgemeine Hochschulreife
    Gymnasium am Stadtpark, Kassel
    """,
        [
            ("Hochschule Rheintal", "Studium der Betriebswirtschaftslehre (B.A.)"),
            ("Gymnasium am Stadtpark", "Allgemeine Hochschulreife"),
        ],
    ),
    (
        "Education",
        """
    BSc Economics, University of Westmere, 2014
    A-levels: Maths, Physics, History – Stoneham Sixth Form College, 2011
    """,
        [("University of Westmere", "BSc Economics"), ("Stoneham Sixth Form College", "A-levels")],
    ),
    (
        "Formation",
        """
    2016 : Master Management international – IAE de Valbonne
    2014 : Licence Économie et gestion – Université de Montclair
    2011 : Baccalauréat ES, mention bien – Lycée Jean-Sorel, Nantes
    """,
        [
            ("IAE de Valbonne", "Master Management international"),
            ("Université de Montclair", "Licence Économie et gestion"),
            ("Lycée Jean-Sorel", "Baccalauréat ES"),
        ],
    ),
    (
        "Formación",
        """
    2009-2013
    Grado en Derecho
    Universidad de Montealto
    2007-2009
    Bachillerato de Ciencias Sociales
    IES Alonso Quijano, Sevilla
    """,
        [
            ("Universidad de Montealto", "Grado en Derecho"),
            ("IES Alonso Quijano", "Bachillerato de Ciencias Sociales"),
        ],
    ),
    (
        "Education",
        """
    MBA
    Stonefield Business School
    BA (Hons) French
    University of Westmere
    """,
        [("Stonefield Business School", "MBA"), ("University of Westmere", "BA (Hons) French")],
    ),
    (
        "Ausbildung",
        """
    2015-2018\tDuales Studium Wirtschaftsinformatik, Duale Hochschule Baden-Württemberg, Mannheim
    \tAbschluss: Bachelor of Science (1,7)
    2012-2015\tBerufsausbildung Fachinformatiker Systemintegration, Siegwerk AG
    """,
        [
            ("Duale Hochschule Baden-Württemberg", "Duales Studium Wirtschaftsinformatik"),
            ("Siegwerk AG", "Berufsausbildung Fachinformatiker Systemintegration"),
        ],
    ),
    (
        "Education",
        """
    2012-2015\tUniversity of Westmere\tBA History
    2014\tUniversität Nordmark, Germany\tErasmus exchange semester
    """,
        [("University of Westmere", "BA History"), ("Universität Nordmark", "Erasmus exchange semester")],
    ),
]


@pytest.mark.parametrize(("heading", "rows", "expected"), WRITTEN)
def test_studies_are_understood_as_people_write_them(
    heading: str, rows: str, expected: list[tuple[str, str]]
) -> None:
    read = profile(f"Jane Doe\n{heading}\n{rows}", headings=(heading,))
    found = [(study.institution or "", study.degree or "") for study in read.education]
    assert [school for school, _ in found] == [school for school, _ in expected]
    assert all(degree.startswith(wanted) for (_, degree), (_, wanted) in zip(found, expected, strict=True))


def test_labelled_studies() -> None:
    rows = """
    Dates: 09/2012 – 07/2015
    Title of qualification awarded: BSc Physics
    Name of organisation: University of Leeds, Leeds, UK
    Dates: 09/2015 – 07/2016
    Title of qualification awarded: MSc Physics
    Name of organisation: University of York
    """
    found = profile(f"Jane Doe\nEducation\n{rows}", headings=("Education",)).education
    assert [(study.institution, study.degree, study.end_date) for study in found] == [
        ("University of Leeds", "BSc Physics", "2015-07"),
        ("University of York", "MSc Physics", "2016-07"),
    ]
