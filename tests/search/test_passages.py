"""What is indexed of a CV: its work, in pieces that follow its entries, and nothing of the person."""

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from models import Corpus, Passage, PassageEmbedding
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.profile import Profile
from services.passages import bump_corpus, cut_passages, text_configuration
from services.words import words_of
from tests.factories import made_up

HEAD = """Anna Beispiel
Geburtsdatum: 12.03.1990 in Köln | Staatsangehörigkeit: deutsch
verheiratet, zwei Kinder
Foto
anna@example.org · +49 30 23125 142 · linkedin.com/in/anna-beispiel
Anna Beispiel baut Plattformen mit Kubernetes."""


def plain_document(text: str) -> ReadDocument:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(TextLine(page=1, start=start, end=start + len(line)))
        start += len(line) + 1
    return ReadDocument(text=text, pages=(PageSpan(1, 0, len(text)),), lines=tuple(lines))


def test_nothing_that_is_indexed_tells_who_the_person_is() -> None:
    document, profile = made_up(full_name="Anna Beispiel", email="anna@example.org", text=HEAD)
    indexed = " ".join(draft.text for draft in cut_passages(document, profile))
    assert "Plattformen mit Kubernetes" in indexed
    for private in (
        "Anna",
        "Beispiel",
        "example.org",
        "23125",
        "1990",
        "deutsch",
        "verheiratet",
        "Kinder",
        "Foto",
    ):
        assert private not in indexed


def test_dates_of_jobs_are_no_telephone_numbers() -> None:
    document = plain_document("Developer, 01/2018 - 03/2020\nEngineer 2015 – 2019")
    indexed = " ".join(draft.text for draft in cut_passages(document, Profile()))
    assert "01/2018 - 03/2020" in indexed
    assert "2015 – 2019" in indexed


def test_a_job_is_a_passage_of_its_own() -> None:
    jobs = [
        {"job_title": "SRE", "company_name": "A", "description": "Ran Kubernetes."},
        {"job_title": "Cook"},
    ]
    drafts = cut_passages(*made_up(employment=jobs, text="Something else"))
    assert "SRE\nA\nRan Kubernetes." in [draft.text for draft in drafts]
    assert [draft.weight for draft in drafts if "Cook" in draft.text] == ["B"]


def test_a_certificate_is_marked_as_one() -> None:
    drafts = cut_passages(*made_up(certifications=["Certified Kubernetes Administrator"], skills=["Go"]))
    assert {draft.weight for draft in drafts if "Administrator" in draft.text} == {"D"}
    assert {draft.weight for draft in drafts if draft.text == "Go"} == {"A"}


@given(st.text(max_size=3000))
def test_passages_of_any_text_are_short_in_order_and_inside_it(text: str) -> None:
    document = plain_document(text)
    end = 0
    for draft in cut_passages(document, Profile()):
        assert end <= draft.start < draft.end <= len(text)
        assert len(words_of(draft.text)) <= 60
        end = draft.end


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    text = "We built a platform for trains and it ran well for years. " * 30
    drafts = cut_passages(plain_document(text), Profile())
    assert len(drafts) > 4
    assert all(draft.text.endswith("years.") for draft in drafts)


def test_the_language_of_a_text_is_recognised() -> None:
    assert text_configuration("Seit zehn Jahren leite ich das Team und die Planung der Anlagen") == "german"
    assert text_configuration("Who has worked with the team for years") == "english"
    assert text_configuration("Kubernetes Docker") == "simple"


async def test_storing_passages_replaces_them_and_keeps_words_and_stems(
    session: AsyncSession, make_cv
) -> None:  # type: ignore[no-untyped-def]
    cv = await make_cv(skills=["C++", "Node.js"], text="He managed the platforms of the team for years")
    passages = (await session.scalars(sa.select(Passage).where(Passage.cv_file_id == cv.id))).all()
    words = " ".join(passage.tsv for passage in passages)
    assert "'cplusplus':" in words
    assert "'platforms':" in words
    assert "'platform':" in words
    embeddings = await session.scalar(sa.select(sa.func.count()).select_from(PassageEmbedding))
    assert embeddings == len(passages)


async def test_each_change_raises_the_version_of_the_corpus(session: AsyncSession) -> None:
    before = await session.scalar(sa.select(Corpus.version))
    assert await bump_corpus(session) == (before or 0) + 1
