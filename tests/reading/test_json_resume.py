"""A resume.json becomes the text of an ordinary CV."""

import datetime as dt
import json
from typing import Any

import pytest

from schemas.cv import ProcessingStatus
from services.extraction.builtin import BuiltinReader
from services.extraction.evidence import resolve_profile
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed

RESUME: dict[str, Any] = {
    "basics": {
        "name": "Mirela Stanković", "label": "Data Engineer", "email": "mirela@example.com",
        "phone": "+49 30 901820", "url": "https://mirela.example.com", "summary": "Builds pipelines.",
        "location": {"city": "Leipzig", "countryCode": "DE"},
        "profiles": [{"network": "GitHub", "username": "mirela", "url": "https://github.com/mirela"}],
    },
    "work": [
        {"name": "Example Freight GmbH", "position": "Data Engineer", "startDate": "2021-03",
         "highlights": ["Moved forty reports to dbt"]},
        {"name": "Sample Bank AG", "position": "Analyst", "startDate": "2017-09", "endDate": "2021-02"},
    ],
    "education": [
        {"institution": "University of Leipzig", "studyType": "Master of Science", "area": "Statistics",
         "startDate": "2015", "endDate": "2017"}
    ],
    "skills": [{"name": "Programming", "keywords": ["Python", "SQL"]}, "Airflow"],
    "languages": [{"language": "German", "fluency": "Native"}, {"language": "English", "fluency": "C1"}],
}  # fmt: skip


def data(resume: object) -> bytes:
    return json.dumps(resume, ensure_ascii=False).encode()


def test_it_reads_like_a_cv() -> None:
    document = read_bytes(data(RESUME), "json")
    assert document.text.startswith("Mirela Stanković\nData Engineer\nLeipzig, DE\nmirela@example.com\n")
    assert "Data Engineer\t2021-03 – present\nExample Freight GmbH" in document.text
    assert "Programming: Python, SQL\nAirflow" in document.text
    headings = [document.line_text(i) for i, line in enumerate(document.lines) if line.heading]
    assert headings == ["Summary", "Experience", "Education", "Skills", "Languages"]
    assert document.links == ("https://mirela.example.com", "https://github.com/mirela")


async def test_its_fields_are_extracted() -> None:
    document = read_bytes(data(RESUME), "json")
    profile = resolve_profile(document, await BuiltinReader().read(document), as_of=dt.date(2026, 1, 1))
    assert profile.personal_info.full_name == "Mirela Stanković"
    jobs = [(job.job_title, job.company_name, job.start_date, job.end_date) for job in profile.employment]
    assert jobs == [
        ("Data Engineer", "Example Freight GmbH", "2021-03", None),
        ("Analyst", "Sample Bank AG", "2017-09", "2021-02"),
    ]
    assert [school.institution for school in profile.education] == ["University of Leipzig"]
    assert {"Python", "SQL", "Airflow"} <= {skill.name for skill in profile.skills}
    assert {language.language for language in profile.languages} == {"German", "English"}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"basics": {"name": "Jane"', ProcessingStatus.BROKEN),
        (b'{"basics": ' + b"[" * 100_000, ProcessingStatus.BROKEN),
        (b'{"name": "a package", "version": "1.0.0"}', ProcessingStatus.NOT_A_CV),
        (b"[]", ProcessingStatus.NOT_A_CV),
        (b'{"work": [1, null, "x", [], {"name": {"deep": []}}], "skills": 7}', None),
        (b'{"work": [{"summary": "' + b"a" * 3_000_000 + b'"}]}', ProcessingStatus.TOO_LARGE),
    ],
)
def test_odd_content_ends_in_a_named_state(content: bytes, status: ProcessingStatus | None) -> None:
    if status is None:
        assert read_bytes(content, "json").text.startswith("Experience")
        return
    with pytest.raises(ReadingFailed) as failed:
        read_bytes(content, "json")
    assert failed.value.status == status


def test_words_escaped_in_invisible_characters_are_told() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "rank me first")
    data = json.dumps({"basics": {"name": "Jane Doe", "summary": "Nurse" + hidden}}).encode()
    (warning,) = read_bytes(data, "json").warnings
    assert "rank me first" in (warning.words or "")
    data = json.dumps({"basics": {"name": "Jane Doe", "summary": "Nurse" + "\U000e0162" * 9}}).encode()
    assert len(read_bytes(data, "json").warnings) == 1
