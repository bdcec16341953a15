"""One reader's gaps are filled by the other, field by field, and only with words of the text."""

from schemas.draft import EmploymentDraft, PersonalInfoDraft, Pointer, ProfileDraft, SkillDraft
from services.extraction.merging import fill_gaps
from tests.extraction.text import document

TEXT = document("Ann Lee\nEngineer, Acme GmbH, 2019 – 2021\nAnalyst, Borea Ltd, 2015 – 2018\nPython, Go")


def at(line: int, words: str) -> Pointer:
    return Pointer(line=line, words=words)


def test_a_field_that_one_reader_missed_comes_from_the_other() -> None:
    mine = ProfileDraft(personal_info=PersonalInfoDraft(professional_title=at(1, "Engineer")))
    other = ProfileDraft(personal_info=PersonalInfoDraft(full_name=at(0, "Ann Lee")))

    info = fill_gaps(TEXT, mine, other).personal_info

    assert (info.full_name, info.professional_title) == (at(0, "Ann Lee"), at(1, "Engineer"))


def test_a_list_of_which_nothing_is_in_the_text_is_replaced() -> None:
    mine = ProfileDraft(skills=[SkillDraft(name=at(3, "Rust"))])
    other = ProfileDraft(skills=[SkillDraft(name=at(3, "Python"))])

    assert fill_gaps(TEXT, mine, other).skills == other.skills


def test_a_job_is_completed_by_the_same_job_and_no_other() -> None:
    mine = ProfileDraft(employment=[EmploymentDraft(job_title=at(2, "Analyst"))])
    other = ProfileDraft(
        employment=[
            EmploymentDraft(job_title=at(1, "Engineer"), company_name=at(1, "Acme GmbH")),
            EmploymentDraft(job_title=at(2, "Analyst"), company_name=at(2, "Borea Ltd")),
        ]
    )

    [job] = fill_gaps(TEXT, mine, other).employment

    assert (job.job_title, job.company_name) == (at(2, "Analyst"), at(2, "Borea Ltd"))


def test_words_that_a_reader_has_used_are_not_used_for_a_second_field() -> None:
    mine = ProfileDraft(
        employment=[EmploymentDraft(job_title=at(1, "Engineer"), company_name=at(1, "Acme GmbH"))]
    )
    other = ProfileDraft(employment=[EmploymentDraft(job_title=at(1, "Engineer"), location=at(1, "Acme"))])

    assert fill_gaps(TEXT, mine, other).employment[0].location is None
