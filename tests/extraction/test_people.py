"""Who it is, how to reach them and where they live, in whatever way a CV writes it."""

import pytest

from schemas.profile import PersonalInfo
from services.extraction.calibration import calibrated
from tests.extraction.text import profile

REST = "Experience\nEngineer, Acme GmbH\t2019 – 2020\nSkills\nPython"


def person(header: str, *large: str) -> PersonalInfo:
    return profile(f"{header}\n{REST}", headings=("Experience", "Skills", *large)).personal_info


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Marijke van 't Hoff\nHead Chef", "Marijke van 't Hoff"),
        ("Martín DE LA CUESTA VIDAL\nmartin@example.es", "Martín DE LA CUESTA VIDAL"),
        ("Doe-Roe, Jane\njane.doe@example.com", "Doe-Roe, Jane"),
        ("Prof. Dr.-Ing. Jane Doe, M.Sc.", "Jane Doe"),
        ("LEBENSLAUF\nVor- und Zuname: Jane Doe", "Jane Doe"),
        ("Vorname: Jane\nNachname: Doe", "Jane Doe"),
        ("Apellidos: Doe Roe\nNombre: Jane", "Jane Doe Roe"),
        ("Abd el-Rahman al-Hashemi\nRegistered Nurse", "Abd el-Rahman al-Hashemi"),
        ("Created with Resume Builder\nMachine Learning\nJane Doe", "Jane Doe"),
        ("Last updated in March 2026\nJane Doe\nGrafikerin", "Jane Doe"),
    ],
)
def test_names_are_found_as_they_are_written(header: str, name: str) -> None:
    assert person(header).full_name == name


def test_a_name_over_two_lines_is_one() -> None:
    assert person(
        "Camille\nLEFEBVRE-ROUX\nChargée de communication", "Camille", "LEFEBVRE-ROUX"
    ).full_name == ("Camille LEFEBVRE-ROUX")


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("Tél. : 05.61.22.33.44 / Port. : 06.98.76.54.32\nToulouse, France", "+33698765432"),
        ("Telefon 0662 480123\nMobil +43 664 1234567", "+436641234567"),
        ("Fax: 030 23125 143\nTel.: 030 23125 142\nBerlin", "+493023125142"),
        ("Valladolid\t+34 810 19 51 01", "+34810195101"),
        ("Raleigh, NC 46643\t+1 201-551-4805", "+12015514805"),
        ("Personalausweis: 123 456 789 0\n030 23125 142\nBerlin", "+493023125142"),
    ],
)
def test_the_number_to_call_is_found(header: str, number: str) -> None:
    assert person(f"Jane Doe\n{header}").phone_e164 == number


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("8 allée des Acacias – 31400 Toulouse", "Toulouse"),
        ("14 Quay Street\nBristol, BS1 4RW\nUnited Kingdom", "Bristol"),
        ("123 Harbour View, Halifax, NS M5V 3K5 – (506) 232-4164 – jane@example.org", "Halifax, NS"),
        ("Born in Hagen\nLives in: Dortmund", "Dortmund"),
        ("Nationality: Austria\nAddress\tRosengasse 12, 5020 Salzburg, Österreich", "Salzburg, Österreich"),
        ("Home address Galway, Ireland · Tel. +353 91 555 0142 · E-mail jane@example.org", "Galway, Ireland"),
        ("Columbus, OH / jane@example.com", "Columbus, OH"),
    ],
)
def test_the_place_of_living_is_found(header: str, place: str) -> None:
    assert person(f"Jane Doe\n{header}").location == place


def test_a_referee_is_not_the_candidate() -> None:
    info = profile(
        "Jane Doe\nExperience\nEngineer, Acme\t2019 – 2020\nReferences\nJohn Roe, +44 20 7946 0958, roe@example.org\n"
        "More on request\nand\nso\non",
        headings=("Experience", "References"),
    ).personal_info
    assert (info.full_name, info.email, info.phone) == ("Jane Doe", None, None)


def test_contact_data_may_stand_at_the_end() -> None:
    info = profile(
        f"Jane Doe\n{REST}\nGet in touch\n22 Farrier Close, Wakefield WF1 3QT\nMobile 07700 900 731\n"
        "jane@example.co.uk",
        headings=("Experience", "Skills", "Get in touch"),
    ).personal_info
    assert (info.email, info.phone, info.location) == ("jane@example.co.uk", "07700 900 731", "Wakefield")


def test_what_was_never_measured_is_not_called_sure() -> None:
    assert calibrated("employment.description", 0.95) < 0.9
    assert calibrated("personal_info.github_url", 0.95) == 0.95
