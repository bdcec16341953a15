"""The fictional CVs with known truth: what the built-in reader must reach on them, field by field."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from schemas.profile import Profile
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.extraction.folding import fold
from services.reading.document import read_bytes
from services.reading.sniff import sniff_format
from tests.extraction.test_evidence import holds
from tests.extraction.text import AS_OF

TRUTH = Path(__file__).parents[2] / "data" / "ground_truth" / "scored_fields.json"
LEAST = 0.95


def said(read: Profile) -> dict[str, list[str]]:
    info = read.personal_info
    return {
        "name": [info.full_name or ""], "email": [info.email or ""], "location": [info.location or ""],
        "phone": [re.sub(r"\D", "", info.phone or "")],
        "employers": [job.company_name or "" for job in read.employment],
        "titles": [job.job_title or "" for job in read.employment],
        "schools": [study.institution or "" for study in read.education],
        "skills": [skill.name or "" for skill in read.skills],
        "languages": [entry.language or "" for entry in read.languages],
    }  # fmt: skip


def wanted(facts: dict[str, Any]) -> dict[str, list[str]]:
    lists = {
        key: value if isinstance(value, list) else [value] for key, value in facts.items() if key != "jobs"
    }
    if "phone" in lists:
        lists["phone"] = [re.sub(r"\D", "", lists["phone"][0])]
    return lists


@pytest.fixture(scope="module")
def tally() -> dict[str, list[int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, facts in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if name.endswith((".jpg", ".png")) or "/scan" in name:
            continue  # pictures of text
        data = (TRUTH.parent / name).read_bytes()
        text = read_bytes(data, sniff_format(data, name) or "")
        read = resolve_profile(text, draft_profile(text), as_of=AS_OF)
        assert holds(text, read), name
        found = said(read)
        for field, values in wanted(facts).items():
            left = [fold(value) for value in found[field] if value]
            counts[field][1] += len(left)
            counts[field][2] += len(values)
            for value in map(fold, values):
                match = next((other for other in left if other == value), None)
                if match is not None:
                    left.remove(match)
                    counts[field][0] += 1
    return counts


@pytest.mark.parametrize(
    "field", ["name", "email", "phone", "location", "employers", "titles", "schools", "skills", "languages"]
)
def test_the_sample_cvs_are_read_as_they_were_written(tally: dict[str, list[int]], field: str) -> None:
    right, found, expected = tally[field]
    assert 2 * right / (found + expected) >= LEAST
