"""One question, start to end: understood, filtered, ranked, proven, stored."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InvalidInput, NotFound
from core.log import get_logger
from models import SearchRun
from schemas.criteria import Criterion, Understood
from schemas.results import SearchAnswer, SearchRequest
from services.access import Caller, Permission, require
from services.embedding import Embedder, EmbeddingUnavailable, Vectors
from services.search.answer import Asked, Page, present
from services.search.criteria import normalised, numbered
from services.search.intent import asks_for_people
from services.search.lexicon import Lexicon, load_lexicon
from services.search.membership import Graded, Grades, Membership, corpus_state, find_members
from services.search.question import NOT_UNDERSTOOD, QuestionReader, understand
from services.search.ranking import fused, rank_key, score
from services.search.retrieval import Near, Words, near_meaning, near_words, terms_of
from services.search.traits import check_traits
from services.search.verdicts import Sources

log = get_logger(__name__)
MOST_COMPARED = 5
LONG_QUESTION = 1_000  # characters
# Below the model's threshold by this much, a passage still shows a free wish partly.
PARTLY_BELOW = 0.08


async def search_experts(
    session: AsyncSession,
    caller: Caller,
    request: SearchRequest,
    *,
    embedder: Embedder,
    as_of: dt.date | None = None,
    reader: QuestionReader | None = None,
) -> SearchAnswer:
    """The people who meet the question's wishes, best first, with proof; the run is stored.

    Open jobs count up to `as_of` (today). With `request.criteria` these are used instead of the question's text.
    Raises NotAllowed, and InvalidInput with a sentence that says what is missing.
    """
    require(caller, Permission.SEARCH)
    state = await corpus_state(session)
    lexicon = await load_lexicon(session, version=state.key)
    understood = await _understand(request, lexicon, reader)
    asked = Asked(request.query.replace("\x00", " "), understood, as_of or dt.date.today(), state, lexicon)
    membership, near = await _ranked(session, asked, embedder)
    if request.criteria is None:
        _check_wish(asked, near)
    page = Page.of(membership, limit=request.limit)
    return await _stored(session, caller, asked, await present(session, page, asked, _sources(asked, near)))


async def compare_people(
    session: AsyncSession,
    caller: Caller,
    person_ids: Sequence[int],
    *,
    embedder: Embedder,
    run_id: UUID | None = None,
    query: str | None = None,
    as_of: dt.date | None = None,
) -> SearchAnswer:
    """Two to five people on the same wishes: those of an earlier run, or of a question. All are in `results`.

    Raises InvalidInput for another number of people or without wishes, NotFound for somebody without a
    readable CV.
    """
    require(caller, Permission.SEARCH)
    wanted = list(dict.fromkeys(person_ids))
    if not 2 <= len(wanted) <= MOST_COMPARED:
        raise InvalidInput(f"Two to {MOST_COMPARED} people can be compared, not {len(wanted)}.")
    state = await corpus_state(session)
    lexicon = await load_lexicon(session, version=state.key)
    question, understood = await _wishes(session, caller, lexicon, run_id=run_id, query=query)
    asked = Asked(question, understood, as_of or dt.date.today(), state, lexicon)
    membership, near = await _ranked(session, asked, embedder, person_ids=wanted)
    if query and query.strip():
        _check_wish(asked, near)
    if len(membership.pool) < len(wanted):
        raise NotFound("One of these people has no readable CV any more.")
    page = Page.of(membership, limit=MOST_COMPARED, everybody=True)
    return await _stored(session, caller, asked, await present(session, page, asked, _sources(asked, near)))


async def stored_answer(session: AsyncSession, caller: Caller, run_id: UUID) -> SearchAnswer:
    """The answer of an earlier run, as it was given. Raises NotAllowed for who may not search (any more), NotFound
    when it is not the caller's to see."""
    require(caller, Permission.SEARCH)
    return SearchAnswer.model_validate((await _run(session, caller, run_id)).answer)


async def _run(session: AsyncSession, caller: Caller, run_id: UUID) -> SearchRun:
    statement = sa.select(SearchRun).where(SearchRun.uuid == run_id)
    if not caller.may(Permission.REVIEW):
        statement = statement.where(SearchRun.user_id == caller.user_id)
    run = await session.scalar(statement)
    if run is None:
        raise NotFound()
    return run


async def _wishes(
    session: AsyncSession, caller: Caller, lexicon: Lexicon, *, run_id: UUID | None, query: str | None
) -> tuple[str, Understood]:
    if query and query.strip():
        return query, await _read(query, lexicon)
    if run_id is None:
        raise InvalidInput("Please say what to compare them on.")
    answer = await stored_answer(session, caller, run_id)
    return answer.question, answer.understood


async def _understand(request: SearchRequest, lexicon: Lexicon, reader: QuestionReader | None) -> Understood:
    if request.criteria is not None:
        if not request.criteria:
            raise InvalidInput(NOT_UNDERSTOOD)
        understood = Understood(criteria=normalised(request.criteria))
        _check_free(understood)
    elif reader is not None and request.query.strip():
        read = await reader.read(request.query)
        understood = Understood(criteria=numbered(normalised(read.criteria)), ignored=read.ignored)
        _check_free(understood)
    else:
        understood = await _read(request.query, lexicon)
    return _decidable(understood)


def _check_free(understood: Understood) -> None:
    for criterion in understood.criteria:
        if criterion.kind == "meaning" and len(criterion.text) < LONG_QUESTION:
            check_traits(" ".join([criterion.text, *criterion.value]))


async def _read(question: str, lexicon: Lexicon) -> Understood:
    """The grammar's reading; of long texts in a thread, as it takes a good part of a second."""
    if len(question) < LONG_QUESTION:
        return understand(question, lexicon)
    return await asyncio.to_thread(understand, question, lexicon)


def _decidable(understood: Understood) -> Understood:
    """A free wish decides who is in only where nothing else is required; it never keeps anybody out."""
    typed = any(c.kind != "meaning" and c.importance == "required" for c in understood.criteria)
    kept, ignored = [], list(understood.ignored)
    for criterion in understood.criteria:
        if criterion.kind == "meaning" and criterion.importance == "excluded":
            ignored.append(criterion.text)
        elif criterion.kind == "meaning" and typed:
            kept.append(criterion.model_copy(update={"importance": "preferred"}))
        else:
            kept.append(criterion)
    if not kept:
        raise InvalidInput(NOT_UNDERSTOOD)
    return Understood(criteria=kept, ignored=ignored)


@dataclass(slots=True)
class Nearness:
    """How near each CV is to each free wish, and to all words together."""

    meaning: dict[str, dict[int, Near]]
    words: dict[int, Words]


async def _ranked(
    session: AsyncSession, asked: Asked, embedder: Embedder, *, person_ids: Sequence[int] | None = None
) -> tuple[Membership, Nearness]:
    """Who meets what, in the order of the answer."""
    free = [criterion for criterion in asked.criteria if criterion.kind == "meaning"]
    dense = bool(free) and embedder.name == asked.state.model
    embedding = asyncio.create_task(embedder.embed([" ".join(c.value) for c in free])) if dense else None
    deciding = any(criterion.importance == "required" for criterion in free)
    try:
        vectors = await _given(embedding) if deciding else None
        near = Nearness({}, {})
        if deciding:
            near = await _nearness(session, asked, free, vectors, cv_ids=None)
        grades = _grades(asked, free, near, embedder.threshold) if deciding else {}
        membership = await find_members(
            session, asked.criteria, asked.lexicon, as_of=asked.as_of, meaning=grades, person_ids=person_ids
        )
        if not deciding:
            vectors = await _given(embedding)
            ids = [person.cv_id for person in membership.pool]
            near = await _nearness(session, asked, free, vectors, cv_ids=ids)
            _complete(asked, membership.pool, _grades(asked, free, near, embedder.threshold))
    finally:
        if embedding and not embedding.done():
            embedding.cancel()
    _order(asked, membership.pool, near)
    return membership, near


def _check_wish(asked: Asked, near: Nearness) -> None:
    """Raise InvalidInput for a text that names nothing and does not ask for people either."""
    known = any(words.wished for words in near.words.values())
    free = all(criterion.kind == "meaning" for criterion in asked.criteria)
    if free and not asks_for_people(asked.question, known=known):
        raise InvalidInput(NOT_UNDERSTOOD)


async def _given(embedding: asyncio.Task[Vectors] | None) -> Vectors | None:
    """The vectors, or None while the embedding server is away: words still find people."""
    try:
        return await embedding if embedding else None
    except EmbeddingUnavailable:
        log.warning("searching by words alone: the embedding server does not answer")
        return None


async def _nearness(
    session: AsyncSession,
    asked: Asked,
    free: list[Criterion],
    vectors: Vectors | None,
    *,
    cv_ids: list[int] | None,
) -> Nearness:
    terms = terms_of(asked.criteria, asked.question)
    if cv_ids == []:
        return Nearness({}, {})
    words = await near_words(session, terms, people=asked.state.people, cv_ids=cv_ids)
    meaning = {
        criterion.id: await near_meaning(
            session,
            vectors[number],
            model=asked.state.model,
            embeddings=asked.state.embeddings,
            cv_ids=cv_ids,
        )
        for number, criterion in enumerate(free)
        if vectors is not None
    }
    return Nearness(meaning, words)


def _grades(asked: Asked, free: list[Criterion], near: Nearness, threshold: float) -> dict[str, Grades]:
    """A CV shows a free wish when a passage comes near enough, or when it holds all of the wish's words."""
    wished = len(terms_of(free, asked.question).wished)
    grades: dict[str, Grades] = {}
    for criterion in free:
        found = {cv: 2 for cv, words in near.words.items() if wished and words.wished == wished}
        for cv, passage in near.meaning.get(criterion.id, {}).items():
            if passage.similarity >= threshold - PARTLY_BELOW:
                found[cv] = max(found.get(cv, 0), 2 if passage.similarity >= threshold else 1)
        grades[criterion.id] = found
    return grades


def _complete(asked: Asked, pool: list[Graded], grades: dict[str, Grades]) -> None:
    """Put the grades of the free wishes, known only for the pool, into their places."""
    for number, criterion in enumerate(asked.criteria):
        if criterion.kind == "meaning":
            for person in pool:
                person.grades[number] = grades[criterion.id].get(person.cv_id, 0)


def _order(asked: Asked, pool: list[Graded], near: Nearness) -> None:
    ids = [person.cv_id for person in pool]
    words = {cv: found.weight for cv, found in near.words.items()}
    dense = [{cv: n.similarity for cv, n in found.items()} for found in near.meaning.values()]
    relevance = fused(words, *dense, keys=ids)
    for person in pool:
        person.score = score(asked.criteria, person.grades)
        person.relevance = relevance[person.cv_id]
    pool.sort(key=rank_key)


def _sources(asked: Asked, near: Nearness) -> Sources:
    pairs = [(key, cv, found) for key, cvs in near.meaning.items() for cv, found in cvs.items()]
    return Sources(
        lexicon=asked.lexicon,
        as_of=asked.as_of,
        best_passages={(key, cv): found.passage_id for key, cv, found in pairs},
        similarities={(key, cv): found.similarity for key, cv, found in pairs},
    )


async def _stored(session: AsyncSession, caller: Caller, asked: Asked, answer: SearchAnswer) -> SearchAnswer:
    """Keep the run so that it can be shown again and replayed."""
    complete = answer.model_copy(update={"run_id": uuid4()})
    run = SearchRun(
        uuid=complete.run_id,
        user_id=caller.user_id,
        question=asked.question,
        criteria=[criterion.model_dump(mode="json") for criterion in asked.criteria],
        as_of=asked.as_of,
        corpus_version=asked.state.version,
        person_ids=[candidate.person_id for candidate in complete.results],
        answer=complete.model_dump(mode="json"),
    )
    session.add(run)
    await session.flush()
    return complete
