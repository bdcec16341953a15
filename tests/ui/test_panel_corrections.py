"""The panel's corrections on the server: several at once, and in the entry that the page showed."""

import pytest
import sqlalchemy as sa

import models
from core.errors import InvalidInput
from services.access import Caller, load_caller
from services.corrections import correct_field
from services.profiles import load_profile
from ui.panel_actions import correct

FACTS = {
    "full_name": "Ada Example", "skills": ["Pyhton"],
    "employment": [{"job_title": "Enginer", "company_name": "Nordlicht GmbH", "start_date": "2019-03"}],
}  # fmt: skip


@pytest.fixture
async def recruiter(session, make_user) -> Caller:
    caller = await load_caller(session, (await make_user(role="recruiter")).id)
    await session.commit()
    return caller


async def test_a_change_never_lands_in_an_entry_that_moved_there_meanwhile(
    running, session, make_cv, embedder, recruiter
) -> None:
    cv = await make_cv(**FACTS)
    newer = {"job_title": "Lead", "company_name": "Neu AG", "start_date": "2022"}
    await correct_field(session, recruiter, cv.id, "employment", newer, embedder=embedder)
    await session.commit()
    shown = {"job_title": "Enginer", "company_name": "Nordlicht GmbH", "end_date": None}
    change = {"field": "employment/0/job_title", "value": "Engineer", "old": shown}
    answer = await correct(recruiter, {"cvId": cv.id, "changes": [change]})
    assert (answer["ok"], "has changed" in answer["sentence"]) == (False, True)
    [jobs, *_] = answer["panel"]["parts"]
    assert [entry["heading"]["value"] for entry in jobs["entries"]] == ["Lead", "Enginer"]
    answer = await correct(
        recruiter, {"cvId": cv.id, "changes": [{**change, "field": "employment/1/job_title"}]}
    )
    assert answer["ok"]
    jobs = (await load_profile(session, cv)).employment
    assert [job.job_title for job in jobs] == ["Lead", "Engineer"]


async def test_several_changes_are_stored_at_once_all_or_none(running, session, make_cv, recruiter) -> None:
    cv = await make_cv(**FACTS)
    await session.commit()
    version = sa.select(models.Corpus.version)
    before = await session.scalar(version)
    right = [
        {"field": "skills/0/name", "value": "Python"},
        {"field": "skills", "value": {"name": "Go"}},
        {"field": "skills/1/category", "value": "Languages"},
    ]
    with pytest.raises(InvalidInput):
        await correct(
            recruiter, {"cvId": cv.id, "changes": [*right, {"field": "skills/0/level", "value": "5"}]}
        )
    assert [skill.name for skill in (await load_profile(session, cv)).skills] == ["Pyhton"]
    await correct(recruiter, {"cvId": cv.id, "changes": right})
    skills = (await load_profile(session, cv)).skills
    assert [(skill.name, skill.category) for skill in skills] == [("Python", None), ("Go", "Languages")]
    assert await session.scalar(version) == before + 1
