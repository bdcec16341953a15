"""How much can be searched, and how much is still coming: search and look-up count the same."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.lookup import CorpusCounts, corpus_counts
from tests.search.conftest import MakeCV, Search
from ui.card_results import counted


@pytest.mark.parametrize(
    ("own", "samples", "sentence"),
    [
        (0, 0, "1 of 1 person"),
        (0, 1, "1 of 1 person; 1 sample is still being read"),
        (0, 2, "1 of 1 person; 2 samples are still being read"),
        (1, 0, "1 of 1 person; 1 CV is still being read"),
        (1, 2, "1 of 1 person; 1 CV and 2 samples are still being read"),
        (2, 1, "1 of 1 person; 2 CVs and 1 sample are still being read"),
    ],
)
async def test_the_sentence_tells_own_cvs_and_samples_apart(
    make_cv: MakeCV, search: Search, session: AsyncSession, own: int, samples: int, sentence: str
) -> None:
    await make_cv(full_name="Anna", skills=["Go"])
    for number in range(own + samples):
        await make_cv(status=("pending", "processing")[number % 2], is_sample=number >= own)
    answer = await search("Go")
    assert (answer.unread, answer.unread_samples) == (own + samples, samples)
    assert counted(answer) == sentence
    assert await corpus_counts(session) == CorpusCounts(1, own + samples, samples)


@pytest.mark.parametrize("status", ["pending", "processing", "broken"])
async def test_a_cv_that_is_read_again_stays_searchable_and_is_not_on_its_way(
    make_cv: MakeCV, search: Search, session: AsyncSession, status: str
) -> None:
    again = await make_cv(full_name="Anna", skills=["Go"])
    again.processing_status = status
    await session.flush()
    answer = await search("Go")
    assert [candidate.full_name for candidate in answer.results] == ["Anna"]
    assert (answer.people, answer.unread) == (1, 0)
    assert await corpus_counts(session) == CorpusCounts(1, 0, 0)


async def test_a_cv_that_was_replaced_is_nobodys(
    make_cv: MakeCV, search: Search, session: AsyncSession
) -> None:
    old = await make_cv(full_name="Anna", skills=["Go"])
    old.is_current = False
    await session.flush()
    assert (await search("Go")).people == 0
    assert await corpus_counts(session) == CorpusCounts(0, 0, 0)
