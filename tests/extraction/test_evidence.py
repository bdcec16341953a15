import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.document import ReadDocument
from schemas.draft import EmploymentDraft, LanguageDraft, Pointer, ProfileDraft, SkillDraft
from schemas.evidence import Evidence
from schemas.profile import Evidenced, Profile
from services.extraction.assess import Assessment, assess
from services.extraction.builtin import BuiltinReader, draft_profile
from services.extraction.evidence import find_words, resolve_profile
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from tests.extraction.text import AS_OF, document, profile

WORDS = [
    "Experience", "Education", "Skills", "Languages", "Jane Doe", "2019 – 2021", "Engineer", "Acme GmbH", "• did it",
    "Berlin", "jane@example.com", "+49 30 1234567", "English (native)", "MSc", "University of X", "a, b, c", "\t",
    "|", "seit 2020",
]  # fmt: skip


def assessed(text: str, *, headings: tuple[str, ...] = ()) -> Assessment:
    return assess(document(text, headings=headings), profile(text, headings=headings))


def spots(read: Profile) -> list[Evidence]:
    entries: list[Evidenced] = [read.personal_info, *read.employment, *read.education, *read.skills]
    entries += [*read.certifications, *read.projects, *read.languages]
    return [spot for entry in entries for spot in entry.evidence.values()]


def holds(text: ReadDocument, read: Profile) -> bool:
    return all(text.text[spot.start : spot.end] == spot.quote and spot.quote.strip() for spot in spots(read))


def test_words_are_found_whatever_space_stands_between_them() -> None:
    text = document("one two\nthree four")
    found = find_words(text, Pointer(line=0, last_line=1, words="two  three"))
    assert found is not None
    assert (found.quote, found.start, found.end) == ("two\nthree", 4, 13)


@pytest.mark.parametrize(
    "pointer",
    [
        Pointer(line=0, words="three"),
        Pointer(line=9),
        Pointer(line=0, words="  "),
        Pointer(line=1, words="one"),
    ],
)
def test_what_is_not_in_the_named_lines_is_dropped(pointer: Pointer) -> None:
    assert find_words(document("one two\nthree four"), pointer) is None


def test_an_entry_of_which_nothing_is_in_the_text_is_left_out() -> None:
    text = document("Jane Doe\nPython")
    draft = ProfileDraft(
        skills=[
            SkillDraft(name=Pointer(line=1, words="Python")),
            SkillDraft(name=Pointer(line=1, words="Rust")),
        ],
        employment=[EmploymentDraft(company_name=Pointer(line=0, words="Acme"))],
        languages=[LanguageDraft(language=Pointer(line=0, words="Klingon"))],
    )
    read = resolve_profile(text, draft, as_of=AS_OF)
    assert ([skill.name for skill in read.skills], read.employment, read.languages) == (["Python"], [], [])


def test_words_that_state_no_date_are_no_date() -> None:
    text = document("Jane Doe\nEngineer at some point")
    draft = ProfileDraft(
        employment=[
            EmploymentDraft(
                job_title=Pointer(line=1, words="Engineer"), start_date=Pointer(line=1, words="some point")
            )
        ]
    )
    (job,) = resolve_profile(text, draft, as_of=AS_OF).employment
    assert job.start_date is None
    assert set(job.evidence) == {"job_title"}


def test_an_address_that_is_none_keeps_its_words() -> None:
    text = document("jane(at)example")
    draft = ProfileDraft()
    draft.personal_info.email = Pointer(line=0)
    info = resolve_profile(text, draft, as_of=AS_OF).personal_info
    assert (info.email, info.email_normalised) == ("jane(at)example", None)


@given(text=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=60)), max_size=60).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_every_span_of_any_text_equals_its_quote(text: str) -> None:
    try:
        read = read_bytes(text.encode("utf-8", "surrogatepass"), "txt")
    except ReadingFailed:
        return
    assert holds(read, resolve_profile(read, draft_profile(read), as_of=AS_OF))


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "2019 ", "( ", ", ", "A B ", "a@b", "- ", "2019–", "x.y/", "\t|"]
)
def test_hostile_text_takes_no_longer_than_plain_text(piece: str) -> None:
    lines = [
        "Jane Doe",
        "Experience",
        *([(piece * 4000)[:4000]] * 40),
        "Skills",
        *([(piece * 4000)[:4000]] * 40),
    ]
    text = document("\n".join(lines))
    started = time.process_time()
    resolve_profile(text, draft_profile(text), as_of=AS_OF)
    assert time.process_time() - started < 5


async def test_the_reader_works_in_a_child_and_gives_the_same_draft() -> None:
    text = document("Jane Doe\nExperience\nEngineer, Acme GmbH\t2019 – 2021", headings=("Experience",))
    assert await BuiltinReader().read(text) == draft_profile(text)


def test_a_text_without_a_section_or_a_way_to_reach_anybody_is_no_cv() -> None:
    nothing = assessed("lorem ipsum dolor sit amet\nconsectetur adipiscing elit")
    assert nothing.status == "not_a_cv"


def test_a_profile_without_a_name_or_a_section_needs_review() -> None:
    nothing = assessed("write to me at lorem@example.com\nconsectetur adipiscing elit")
    assert nothing.status == "needs_review"
    assert "no name" in nothing.detail
    assert "no section" in nothing.detail
    assert nothing.confidence < 0.5


def test_a_complete_profile_is_processed() -> None:
    read = assessed(
        "Jane Doe\njane.doe@example.com\nExperience\nEngineer, Acme GmbH\t2019 – 2021",
        headings=("Experience",),
    )
    assert read.status == "processed"
    assert read.confidence > 0.8
