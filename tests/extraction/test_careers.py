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
