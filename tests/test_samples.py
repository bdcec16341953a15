"""The sample CVs, the truth about them and the questions asked of them agree."""

import json
import re
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml

from benchmarks.samples import questions, truth
from benchmarks.samples.drawing import BY_HAND
from benchmarks.samples.people import PICTURES, READABLE

DATA = Path(__file__).parents[1] / "data"
CVS = DATA / "fictional_cvs"
SINGLE = ("name", "email", "phone", "location", "title")
LISTS = ("employers", "titles", "schools", "degrees", "skills", "languages", "certifications", "projects")


def stored(name: str) -> Any:
    return json.loads((DATA / "ground_truth" / name).read_text("utf-8"))


TRUTH: dict[str, dict[str, Any]] = stored("truth.json")
EXPECTED: dict[str, list[str]] = {row["question"]: row["expected"] for row in stored("questions.json")}
TEXTS = sorted(name for name, facts in TRUTH.items() if not facts.get("picture"))


def fold(text: str) -> str:
    """Without spacing and hyphens, which line breaks change."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


@cache
def text_of(name: str) -> str:
    path = CVS / name
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            names = [n for n in parts.namelist() if re.match(r"word/(document|header\d*|footer\d*)\.xml", n)]
            return "\n".join("".join(parse_xml(parts.read(n)).itertext()) for n in sorted(names))
    return path.read_text("utf-8")


def values(facts: dict[str, Any]) -> list[str]:
    """Every word-for-word value of the truth."""
    found = [facts[key] for key in SINGLE if key in facts]
    found += [value for key in LISTS for value in facts.get(key, [])]
    found += [study["field"] for study in facts.get("education", []) if "field" in study]
    return found + [job["location"] for job in facts.get("jobs_full", []) if "location" in job]


@pytest.mark.parametrize("name", TEXTS)
def test_every_true_value_stands_in_the_file_word_for_word(name: str) -> None:
    text = fold(text_of(name))
    assert [value for value in values(TRUTH[name]) if fold(value) not in text] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_year_of_a_job_stands_in_the_file(name: str) -> None:
    text = text_of(name)
    years = {date[:4] for _, *dates in TRUTH[name]["jobs"] for date in dates if date != "present"}
    assert {year for year in years if year not in text} == set()


def test_every_file_of_the_folder_has_truth() -> None:
    assert {unicodedata.normalize("NFC", path.name) for path in CVS.iterdir()} == set(TRUTH)


def test_there_are_24_readable_cvs_a_scan_and_a_photo() -> None:
    assert len(TEXTS) == 24
    assert sorted(Path(name).suffix for name in set(TRUTH) - set(TEXTS)) == [".jpg", ".pdf"]
    assert text_of("scan_okafor-whitley.pdf").strip() == ""


def test_the_truth_is_that_of_the_people_drawn() -> None:
    people = (*READABLE, *PICTURES)
    facts = {person.file: truth.of_person(person, picture=person in PICTURES) for person in people}
    assert facts == TRUTH
    assert truth.scored(facts, "../fictional_cvs") == stored("scored_fields.json")
    assert questions.answered(READABLE, PICTURES) == stored("questions.json")


def test_exactly_three_people_know_kubernetes_and_have_worked_in_berlin() -> None:
    assert EXPECTED["Who knows Kubernetes and has worked in Berlin?"] == [
        "Lebenslauf_Wendlinger_Katharina.pdf",
        "Tomasz_Brzezicki_CV.pdf",
        "arjun-pillaimuthu-resume.pdf",
    ]


def test_no_cv_mentions_kubernetes_without_listing_it() -> None:
    mentions = {name for name in TEXTS if re.search("Kubernetes|K8s", text_of(name))}
    assert mentions == {name for name in TEXTS if "Kubernetes" in TRUTH[name]["skills"]}


def test_every_question_has_an_answer() -> None:
    assert len(EXPECTED) >= 15
    assert [question for question, files in EXPECTED.items() if not files] == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".docx")])
def test_a_word_file_opens_and_carries_no_picture_of_the_template(name: str) -> None:
    package = Document(str(CVS / name)).part.package
    assert [part.partname for part in package.iter_parts() if "thumbnail" in part.partname] == []


def test_nobody_has_a_reachable_address() -> None:
    emails = [facts["email"] for facts in TRUTH.values() if "email" in facts]
    assert [e for e in emails if not re.search(r"[@.]example\.(com|org|net)$", e)] == []


def test_the_folder_stays_small() -> None:
    sizes = {path.name: path.stat().st_size for path in CVS.iterdir()}
    assert sum(sizes.values()) < 3_000_000
    assert max(sizes.values()) < 600_000


@pytest.mark.parametrize("layout", sorted(set(BY_HAND) - {"scan", "photo"}))
def test_drawing_a_person_twice_gives_the_same_bytes(layout: str) -> None:
    person = next(person for person in READABLE if person.layout == layout)
    assert BY_HAND[layout](person) == BY_HAND[layout](person)
