import pytest

from tests.extraction.text import jobs, profile

JOB = ("Data Engineer", "Kranich Systems GmbH", "Berlin", "2019-03", "2021-06")


@pytest.mark.parametrize(
    "rows",
    [
        "Data Engineer, Kranich Systems GmbH, Berlin\t03/2019 – 06/2021\n• Built things that run",
        "Data Engineer\t03/2019 – 06/2021\nKranich Systems GmbH, Berlin\n• Built things that run",
        "Kranich Systems GmbH\tBerlin\nData Engineer\tMarch 2019 – June 2021\n• Built things that run",
        "03/2019 – 06/2021\tData Engineer\nKranich Systems GmbH, Berlin\n• Built things that run",
        "03/2019 – 06/2021\nData Engineer\nKranich Systems GmbH\nBerlin\n• Built things that run",
        "Kranich Systems GmbH\nData Engineer\n03/2019 – 06/2021 (2 years 4 months)\nBerlin\n• Built things that run",
        "KRANICH SYSTEMS GMBH | DATA ENGINEER\n03/2019 – 06/2021 | Berlin\n• Built things that run",
        "Data Engineer — Kranich Systems GmbH, Berlin  (03/2019 – 06/2021)\n• Built things that run",
        "03/2019 – 06/2021: Data Engineer at Kranich Systems GmbH, Berlin\n• Built things that run",
        "03/2019 – 06/2021\tData Engineer\tKranich Systems GmbH\tBerlin",
        "Employer: Kranich Systems GmbH\nPosition: Data Engineer\nLocation: Berlin\nDates: 03/2019 – 06/2021",
    ],
)
def test_a_job_is_understood_in_any_order_of_its_lines(rows: str) -> None:
    (found,) = jobs(rows)
    assert tuple((value or "").lower() for value in found) == tuple(value.lower() for value in JOB)


def test_several_roles_at_one_employer_share_it() -> None:
    rows = """
    Lakeshore Mills, Inc., Chicago, IL
    Corporate Controller\tNovember 2015 – Present
    • Own the books of a group with four plants
    Assistant Controller\tMarch 2011 – October 2015
    • Fixed assets and cost accounting
    """
    assert [(job[0], job[1], job[4]) for job in jobs(rows)] == [
        ("Corporate Controller", "Lakeshore Mills, Inc.", "now"),
        ("Assistant Controller", "Lakeshore Mills, Inc.", "2015-10"),
    ]


def test_a_town_that_is_unknown_is_known_by_where_it_stands() -> None:
    rows = """
    Vertriebsleiter\t04/2016 – heute
    Kaltwasser Armaturen GmbH
    Hannover
    • Führung des Außendienstes
    Kaufmann\t08/2004 – 03/2016
    Oberweser Baustoffe
    Kleinhinterwald
    • Angebotswesen
    """
    assert [(job[1], job[2]) for job in jobs(rows, heading="Berufserfahrung")] == [
        ("Kaltwasser Armaturen GmbH", "Hannover"), ("Oberweser Baustoffe", "Kleinhinterwald"),
    ]  # fmt: skip


def test_dates_in_a_description_begin_no_job() -> None:
    rows = """
    Engineer, Acme GmbH\t2015 – 2019
    • Moved the archive in March 2017
    • No outage since 2016
    """
    assert len(jobs(rows)) == 1


def test_a_title_with_a_comma_stays_whole() -> None:
    rows = (
        "Registered Nurse, Pediatrics\t02/2021 – present\nMission Creek Hospital, San Antonio, TX\n• Nights"
    )
    assert jobs(rows)[0][:3] == ("Registered Nurse, Pediatrics", "Mission Creek Hospital", "San Antonio, TX")


def test_the_text_below_is_the_description_and_months_are_counted() -> None:
    (job,) = profile(
        "Jane Doe\nExperience\nEngineer, Acme GmbH\t01/2020 – 06/2021\n• Built a thing\n• Ran it",
        headings=("Experience",),
    ).employment
    assert job.description == "• Built a thing\n• Ran it"
    assert job.duration_months == 18


def test_an_open_job_counts_up_to_the_day_of_reading() -> None:
    (job,) = profile(
        "Jane Doe\nExperience\nEngineer, Acme GmbH\tJan 2026 – present", headings=("Experience",)
    ).employment
    assert (job.is_current, job.end_date, job.duration_months) == (True, None, 3)
    assert job.evidence["end_date"].quote == "present"


WRITTEN = [
    (
        "Experience",
        """
    Corvid Labs
    3 years 2 months
    Senior Product Designer
    March 2021 - Present (2 years 1 month)
    Lisbon, Portugal
    Product Designer
    February 2020 - March 2021 (1 year 2 months)
    Porto
    Marlin & Finch
    UX Researcher
    June 2017 - January 2020 (2 years 8 months)
    Greater London
    Ran interviews with more than 200 customers and turned them into a roadmap.
    """,
        [
            ("Senior Product Designer", "Corvid Labs", "2021-03", "now"),
            ("Product Designer", "Corvid Labs", "2020-02", "2021-03"),
            ("UX Researcher", "Marlin & Finch", "2017-06", "2020-01"),
        ],
    ),
    (
        "Experience",
        """
    2019–present\tAssociate Professor, Department of Physics, University of Tarnwick
    2014–2019\tAssistant Professor, Department of Physics, University of Tarnwick
    2012–2014\tPostdoctoral Fellow, Institute for Cosmology, Universität Nordmark, Germany
    2008–12\tResearch Assistant, Stonefield Observatory
    """,
        [
            ("Associate Professor", "University of Tarnwick", "2019", "now"),
            ("Assistant Professor", "University of Tarnwick", "2014", "2019"),
            ("Postdoctoral Fellow", "Institute for Cosmology, Universität Nordmark", "2012", "2014"),
            ("Research Assistant", "Stonefield Observatory", "2008", "2012"),
        ],
    ),
    (
        "Berufserfahrung",
        """
    seit 03/2021\tTeamleiter Logistik
    \tHansekontor Spedition GmbH, Bremen
    \t– Führung von 12 Mitarbeitern
    \t– Einführung eines neuen Lagersystems 2022
    09/2016 – 02/2021\tDisponent
    \tFuhrwerk Nord KG, Oldenburg
    \t– Tourenplanung im Nahverkehr
    08/2013 – 07/2016\tAusbildung zum Kaufmann für Spedition
    \tReederei Albers, Bremerhaven
    01/2013 – 06/2013\tElternzeit
    """,
        [
            ("Teamleiter Logistik", "Hansekontor Spedition GmbH", "2021-03", "now"),
            ("Disponent", "Fuhrwerk Nord KG", "2016-09", "2021-02"),
            ("Ausbildung zum Kaufmann für Spedition", "Reederei Albers", "2013-08", "2016-07"),
            ("Elternzeit", None, "2013-01", "2013-06"),
        ],
    ),
    (
        "Expérience professionnelle",
        """
    Depuis mars 2020 : Responsable logistique – Transports Valréas, Dijon
    • Encadrement de 15 personnes
    Sept. 2015 – févr. 2020 : Coordinateur transport – Groupe Orsel (Besançon)
    • Planification des tournées
    2013 – 2015 : Assistant logistique – Verrerie du Lac
    """,
        [
            ("Responsable logistique", "Transports Valréas", "2020-03", "now"),
            ("Coordinateur transport", "Groupe Orsel", "2015-09", "2020-02"),
            ("Assistant logistique", "Verrerie du Lac", "2013", "2015"),
        ],
    ),
    (
        "Experiencia laboral",
        """
    Enero 2019 – Actualidad
    Gestora de proyectos
    Aguas del Norte S.A., Bilbao
    Planificación y control de obras hidráulicas en Vizcaya y Álava.
    Mayo 2014 – diciembre 2018
    Técnica de calidad
    Laboratorios Ibarra, Vitoria
    Auditorías internas y gestión documental.
    """,
        [
            ("Gestora de proyectos", "Aguas del Norte S.A.", "2019-01", "now"),
            ("Técnica de calidad", "Laboratorios Ibarra", "2014-05", "2018-12"),
        ],
    ),
    (
        "Experience",
        """
    Operations Manager, Brightwater Foods, Leeds (2018–2023)
    Shift Supervisor, Brightwater Foods, Leeds (2015–2018)
    Team Member, The Corner Deli, York (2013–2015)
    """,
        [
            ("Operations Manager", "Brightwater Foods", "2018", "2023"),
            ("Shift Supervisor", "Brightwater Foods", "2015", "2018"),
            ("Team Member", "The Corner Deli", "2013", "2015"),
        ],
    ),
    (
        "Experience",
        """
    Penrose Aviation\tSeattle, WA
    Avionics Technician\tJun '18 – Aug '22
    Inspected navigation systems on regional jets. Trained four apprentices. Certified in 2020 on the Falcon line.
    Hallow Creek Airfield\tBoise, ID
    Line Mechanic\tMay '15 – May '18
    Performed daily checks and fuel servicing for general aviation customers.
    """,
        [
            ("Avionics Technician", "Penrose Aviation", "2018-06", "2022-08"),
            ("Line Mechanic", "Hallow Creek Airfield", "2015-05", "2018-05"),
        ],
    ),
    (
        "Experience",
        """
    Summer 2018\tCamp Counselor, Lake Tamsin Youth Center
    2016 – 2018\tLibrary Assistant, Ravensholm College
    2015\tIntern, Mossgate Gazette
    """,
        [
            ("Camp Counselor", "Lake Tamsin Youth Center", "2018", "2018"),
            ("Library Assistant", "Ravensholm College", "2016", "2018"),
            ("Intern", "Mossgate Gazette", "2015", "2015"),
        ],
    ),
    (
        "Esperienza professionale",
        """
    gennaio 2017 – oggi
    Ingegnere meccanico
    Officine Torelli S.p.A., Modena
    • Progettazione di componenti
    marzo 2012 – dicembre 2016
    Disegnatore
    Studio Valli, Parma
    """,
        [
            ("Ingegnere meccanico", "Officine Torelli S.p.A.", "2017-01", "now"),
            ("Disegnatore", "Studio Valli", "2012-03", "2016-12"),
        ],
    ),
    (
        "Experience",
        """
    Lead Data Scientist at Ferngrove Health
    2020-03 → now
    Built the forecasting platform together with Imperial Hospital and the city council.
    Data Scientist at Oakhurst
    2017-06 → 2020-02
    Prototyped recommender systems.
    """,
        [
            ("Lead Data Scientist", "Ferngrove Health", "2020-03", "now"),
            ("Data Scientist", "Oakhurst", "2017-06", "2020-02"),
        ],
    ),
    (
        "Berufserfahrung",
        """
    Kettler & Söhne GmbH & Co. KG
    Einkäuferin
    04.2019 - heute (4 Jahre, 2 Monate)
    Sachbearbeiterin Einkauf
    01.2016 - 03.2019 (3 Jahre, 3 Monate)
    Stadtverwaltung Lindau
    Verwaltungsangestellte
    08.2012 - 12.2015 (3 Jahre, 5 Monate)
    """,
        [
            ("Einkäuferin", "Kettler & Söhne GmbH & Co. KG", "2019-04", "now"),
            ("Sachbearbeiterin Einkauf", "Kettler & Söhne GmbH & Co. KG", "2016-01", "2019-03"),
            ("Verwaltungsangestellte", "Stadtverwaltung Lindau", "2012-08", "2015-12"),
        ],
    ),
    (
        "Experience",
        """
    Harrow & Stone LLP, Manchester
    Senior Associate (Jan 2021 – Present)
    Associate (Sep 2017 – Dec 2020)
    • Advised on property transactions
    • Supervised trainees
    Bellweather Law, Leeds
    Trainee Solicitor (Sep 2015 – Aug 2017)
    """,
        [
            ("Senior Associate", "Harrow & Stone LLP", "2021-01", "now"),
            ("Associate", "Harrow & Stone LLP", "2017-09", "2020-12"),
            ("Trainee Solicitor", "Bellweather Law", "2015-09", "2017-08"),
        ],
    ),
]


@pytest.mark.parametrize(("heading", "rows", "expected"), WRITTEN)
def test_jobs_are_understood_as_people_write_them(
    heading: str, rows: str, expected: list[tuple[str | None, ...]]
) -> None:
    found = [(title, employer, start, end) for title, employer, _, start, end in jobs(rows, heading=heading)]
    assert found == expected


def test_dates_over_two_lines_of_a_narrow_column_belong_together() -> None:
    rows = """
    March 2019 –\tEngineer
    June 2021\tKranich Systems GmbH, Berlin
    • Built things that run
    05/2015 –\tDeveloper
    02/2019\tBrückner AG, Graz
    • Tested things
    """
    assert [(job[0], job[1], job[3], job[4]) for job in jobs(rows)] == [
        ("Engineer", "Kranich Systems GmbH", "2019-03", "2021-06"),
        ("Developer", "Brückner AG", "2015-05", "2019-02"),
    ]


def test_the_head_of_a_table_says_which_cell_is_which() -> None:
    rows = """
    Zeitraum\tArbeitgeber\tPosition
    03/2019 – 06/2021\tEdda\tSpringer
    05/2015 – 02/2019\tMondlicht\tSpringer
    """
    assert [job[:2] for job in jobs(rows, heading="Berufserfahrung")] == [
        ("Springer", "Edda"),
        ("Springer", "Mondlicht"),
    ]


def test_the_whole_time_at_an_employer_is_no_job_of_its_own() -> None:
    rows = """
    ACME GMBH\t2012 – 2020
    Team Leader\t2016 – 2020
    • Led seven people
    Engineer\t2012 – 2016
    • Built things
    """
    assert [(job[0], job[1], job[3]) for job in jobs(rows)] == [
        ("Team Leader", "ACME GMBH", "2016"),
        ("Engineer", "ACME GMBH", "2012"),
    ]


def test_more_about_a_job_that_has_begun_is_no_job() -> None:
    rows = "Engineer, Acme GmbH\t2015 – 2019\nSince 2017 also in charge of safety\nWrote the handbook"
    assert [job[0] for job in jobs(rows)] == ["Engineer"]


def test_jobs_without_dates_are_parted_by_their_looks() -> None:
    read = profile(
        "Jane Doe\nExperience\nData Analyst\nTessera, Leeds\n• Built reports\n• Ran them\n"
        "Shop Assistant\nBlue Heron, York\n• Served customers",
        headings=("Experience", "Data Analyst", "Shop Assistant"),
    )
    assert [(job.job_title, job.company_name) for job in read.employment] == [
        ("Data Analyst", "Tessera"),
        ("Shop Assistant", "Blue Heron"),
    ]
