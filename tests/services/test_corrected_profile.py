"""Entries that people add, when a later reading finds them itself: one entry, and it stays as they corrected it."""

from typing import Any

import pytest

from models import FieldCorrection
from schemas.profile import Evidenced, Profile
from services.corrected_profile import Corrected, corrected
from services.corrected_values import corrected_entry

RUST = {"name": "Rust"}
JOB = {"company_name": "Nordlicht GmbH", "job_title": "Engineer"}
DATES = {"start_date": "2010", "end_date": "2012"}


def correction(number: int, kind: str, part: str = "skills", **values: Any) -> FieldCorrection:
    return FieldCorrection(
        **{
            "id": number,
            "kind": kind,
            "part": part,
            "entry": {},
            "position": 0,
            "old": {},
            "new": {},
            **values,
        }
    )


def reading(part: str, *entries: dict[str, Any]) -> Profile:
    found: list[Evidenced] = [corrected_entry(part, None, entry) for entry in entries]
    return Profile().model_copy(update={part: found})


def skills(result: Corrected) -> list[str | None]:
    return [skill.name for skill in result.profile.skills]


@pytest.mark.parametrize("read", [reading("skills"), reading("skills", {"name": "SQL"}, RUST)])
def test_what_was_corrected_in_an_added_entry_lasts_when_a_reading_finds_the_entry_itself(
    read: Profile,
) -> None:
    added = correction(1, "added", new=RUST)
    changed = correction(2, "changed", entry={"added": 1}, old=RUST, new={"name": "Rust 2021"})
    removed = correction(3, "removed", entry={"added": 1}, old={"name": "Rust 2021"})
    result = corrected(read, [added, changed])
    assert skills(result)[-1] == "Rust 2021"
    assert result.path(changed) == f"skills/{len(skills(result)) - 1}/name"
    assert "Rust 2021" not in skills(corrected(read, [added, changed, removed]))
    assert "Rust" not in skills(corrected(read, [added, changed, removed]))


def test_a_reading_that_finds_more_of_an_added_entry_is_no_second_one() -> None:
    read = reading("employment", {**JOB, **DATES, "description": "Built bridges."})
    result = corrected(read, [correction(1, "added", "employment", new=JOB)])
    assert [job.start_date for job in result.profile.employment] == ["2010"]


def test_an_added_entry_that_says_little_is_not_taken_for_another_that_says_it_too() -> None:
    read = reading("employment", {**JOB, **DATES})
    added = correction(1, "added", "employment", new={"company_name": "Nordlicht GmbH"})
    assert len(corrected(read, [added]).profile.employment) == 2


def test_two_added_entries_are_not_both_the_one_that_was_found() -> None:
    read = reading("employment", {**JOB, **DATES})
    both = [correction(number, "added", "employment", new=JOB) for number in (1, 2)]
    assert len(corrected(read, both).profile.employment) == 2
