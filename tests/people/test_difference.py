"""What two versions of a CV say otherwise, field by field."""

import datetime as dt

from schemas.people import CVVersion
from schemas.profile import StoredProfile
from services.people.difference import difference


def version(cv_id):
    return CVVersion(
        cv_id=cv_id, person_id=1, full_name="Ana Example", professional_title=None, filename="cv.pdf",
        uploaded_at=dt.datetime(2026, 1, cv_id, tzinfo=dt.UTC), dated=dt.date(2025, 1, 1), is_current=cv_id == 2,
        is_sample=False,
    )  # fmt: skip


def compare(before, after):
    older, newer = (StoredProfile(cv_id=n, person_id=1, **facts) for n, facts in ((1, before), (2, after)))
    return difference(older, newer, older=version(1), newer=version(2))


def told(found):
    return [
        (entry.part, entry.change, entry.label, [(f.field, f.before, f.after) for f in entry.fields])
        for entry in found.entries
    ]


JOB = {
    "company_name": "Example Trains",
    "job_title": "Engineer",
    "start_date": "2015-01",
    "end_date": "2018-06",
}


def test_the_same_facts_set_otherwise_do_not_differ():
    before = {
        "personal_info": {"email": "Ana@example.com", "email_normalised": "ana@example.com", "phone": "030 123",
                          "phone_e164": "+4930123"},
        "employment": [JOB, JOB | {"job_title": "Lead", "start_date": "2018-07"}],
        "skills": [{"name": "k8s", "canonical": "Kubernetes"}, {"name": "Python", "canonical": "Python"}],
        "languages": [{"language": "Deutsch", "language_code": "de"}],
    }  # fmt: skip
    after = {
        "personal_info": {"email": "ana@example.com", "email_normalised": "ana@example.com", "phone": "+49 30 123",
                          "phone_e164": "+4930123"},
        "employment": [JOB | {"job_title": "Lead", "start_date": "2018-07"}, JOB | {"job_title": "ENGINEER"}],
        "skills": [{"name": "Python", "canonical": "Python"}, {"name": "Kubernetes", "canonical": "Kubernetes"}],
        "languages": [{"language": "Deutsch", "language_code": "de"}],
    }  # fmt: skip
    assert told(compare(before, after)) == []


def test_a_job_that_ended_changed_a_new_one_was_added_a_dropped_one_removed():
    now = JOB | {"end_date": None, "is_current": True}
    dropped = {"company_name": "Old Inn", "job_title": "Waiter", "start_date": "2010"}
    new = {"company_name": "New Ltd", "job_title": "CTO", "start_date": "2018-07", "is_current": True}
    found = compare({"employment": [now, dropped]}, {"employment": [new, JOB]})
    assert told(found) == [
        ("employment", "added", "CTO, New Ltd",
         [("job_title", None, "CTO"), ("company_name", None, "New Ltd"), ("start_date", None, "2018-07"),
          ("is_current", None, "yes")]),
        ("employment", "changed", "Engineer, Example Trains",
         [("end_date", None, "2018-06"), ("is_current", "yes", None)]),
        ("employment", "removed", "Waiter, Old Inn",
         [("job_title", "Waiter", None), ("company_name", "Old Inn", None), ("start_date", "2010", None)]),
    ]  # fmt: skip
    assert (found.added, found.changed, found.removed) == (1, 1, 1)


def test_a_promotion_at_the_same_employer_pairs_the_jobs_by_their_start():
    found = compare({"employment": [JOB]}, {"employment": [JOB | {"job_title": "Senior Engineer"}]})
    assert told(found) == [
        ("employment", "changed", "Senior Engineer, Example Trains", [("job_title", "Engineer", "Senior Engineer")])
    ]  # fmt: skip


def test_personal_fields_say_whether_they_came_went_or_changed():
    before = {"personal_info": {"location": "Kiel", "email": "a@example.com"}}
    after = {"personal_info": {"location": "Bremen", "github_url": "github.com/ana"}}
    assert told(compare(before, after)) == [
        ("personal_info", "changed", "location", [("location", "Kiel", "Bremen")]),
        ("personal_info", "removed", "email", [("email", "a@example.com", None)]),
        ("personal_info", "added", "github url", [("github_url", None, "github.com/ana")]),
    ]


def test_changes_name_the_pages_they_stand_on():
    def place(page):
        return {"page": page, "start": 0, "end": 4, "quote": "Kiel", "confidence": 1}

    found = compare(
        {"personal_info": {"location": "Kiel", "evidence": {"location": place(1)}}},
        {"personal_info": {"location": "Bonn", "evidence": {"location": place(2)}}},
    )
    (change,) = found.entries[0].fields
    assert (change.before_page, change.after_page) == (1, 2)


def test_signs_tell_skills_apart_and_repeated_entries_are_paired_once():
    found = compare(
        {"skills": [{"name": "C"}], "certifications": [{"name": "First aid", "issue_date": "2019"}]},
        {
            "skills": [{"name": "C++"}],
            "certifications": [{"name": "First aid", "issue_date": year} for year in ("2019", "2023")],
        },
    )  # fmt: skip
    assert [(entry.part, entry.change, entry.label) for entry in found.entries] == [
        ("skills", "added", "C++"), ("skills", "removed", "C"), ("certifications", "added", "First aid"),
    ]  # fmt: skip
