"""The sample CVs and the truth about them agree."""

import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx.oxml import parse_xml

DATA = Path(__file__).parents[1] / "data"
CVS = DATA / "fictional_cvs"
TRUTH: dict[str, dict[str, Any]] = json.loads((DATA / "ground_truth" / "truth.json").read_text("utf-8"))
QUESTIONS: list[dict[str, Any]] = json.loads((DATA / "ground_truth" / "questions.json").read_text("utf-8"))
PICTURES = {name for name, facts in TRUTH.items() if facts.get("picture")}
READABLE = sorted(set(TRUTH) - PICTURES)
SINGLE = ("name", "email", "phone", "location", "title")
LISTS = ("employers", "titles", "schools", "degrees", "skills", "languages", "certifications", "projects")


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
    found = [facts[key] for key in SINGLE if key in facts]
    found += [value for key in LISTS for value in facts.get(key, [])]
    found += [study["field"] for study in facts.get("education", []) if "field" in study]
    return found + [job["location"] for job in facts.get("jobs_full", []) if "location" in job]


@pytest.mark.parametrize("name", READABLE)
def test_every_true_value_stands_in_the_file_word_for_word(name: str) -> None:
    text = fold(text_of(name))
    assert [value for value in values(TRUTH[name]) if fold(value) not in text] == []


def test_every_file_of_the_folder_has_truth() -> None:
    assert {path.name for path in CVS.iterdir()} == set(TRUTH)
