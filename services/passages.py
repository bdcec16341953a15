"""A CV cut into the pieces that search reads: about 80 tokens each, free of personal data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG
from sqlalchemy.ext.asyncio import AsyncSession

from models import Corpus, Passage, PassageEmbedding
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.profile import Evidenced, Profile
from services.concepts import read_data
from services.embedding import Vectors
from services.private_words import private_spans, without
from services.words import index_words, words_of

WORDS = 60  # about 80 tokens of the embedding's vocabulary
LONGEST_CONFIGURATION_SAMPLE = 2_000  # words are enough to tell a language
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
# The weight of a passage's words in its tsvector tells what kind of entry they stand in; certificates are "D",
# because a certificate alone shows a skill only partly.
Weight = Literal["A", "B", "C", "D"]
WEIGHTS: dict[str, Weight] = {"skills": "A", "employment": "B", "projects": "B", "certifications": "D"}


class InternalChar(sa.types.UserDefinedType[str]):
    """PostgreSQL's one-byte "char", which setweight() takes."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return '"char"'


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A piece: `start` and `end` span it in the CV's text, `text` is what is indexed of it."""

    position: int
    page: int
    start: int
    end: int
    text: str
    weight: Weight = "C"
    configuration: str = "simple"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line, or a part of a long one, and the entry of the profile that it belongs to."""

    page: int
    start: int
    end: int
    words: int
    part: str
    entry: int


def cut_passages(document: ReadDocument, profile: Profile) -> list[PassageDraft]:
    """Pieces that follow the profile's entries (a job stays together where it fits) and never cross a page."""
    configuration = text_configuration(document.text)
    hidden = private_spans(document, profile)
    drafts: list[PassageDraft] = []
    for _, block in groupby(_units(document, profile), key=lambda unit: (unit.page, unit.part, unit.entry)):
        for piece in _pieces(list(block)):
            text = "\n".join(filter(None, (without(document.text, u.start, u.end, hidden) for u in piece)))
            if not words_of(text):
                continue
            drafts.append(
                PassageDraft(
                    position=len(drafts),
                    page=piece[0].page,
                    start=piece[0].start,
                    end=piece[-1].end,
                    text=text,
                    weight=WEIGHTS.get(piece[0].part, "C"),
                    configuration=configuration,
                )
            )
    return drafts


@cache
def _stopwords() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_data("stopwords").items()}


def text_configuration(text: str) -> str:
    """PostgreSQL's text search configuration for the language of a text; "simple" when it is not clear."""
    words = [
        text[word.start : word.end].lower() for word in words_of(text[: 8 * LONGEST_CONFIGURATION_SAMPLE])
    ]
    counts = {name: sum(word in common for word in words) for name, common in _stopwords().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= max(2, 0.02 * len(words)) else "simple"


def _units(document: ReadDocument, profile: Profile) -> Iterator[_Unit]:
    spans = _entry_spans(profile)
    section = 0
    for line in document.lines or _whole_pages(document.pages):
        part, entry = _owner(spans, line)
        if line.heading:
            section += 1
        if part == "other":
            entry = section
        for start, end, words in _split(document.text, line.start, line.end):
            yield _Unit(line.page, start, end, words, part, entry)


def _whole_pages(pages: Sequence[PageSpan]) -> list[TextLine]:
    return [TextLine(page=page.page, start=page.start, end=page.end) for page in pages]


def _entry_spans(profile: Profile) -> list[tuple[int, int, str, int]]:
    """Every span that a profile's entry points at: (start, end, part, number of the entry)."""
    parts: dict[str, Sequence[Evidenced]] = {
        "employment": profile.employment,
        "projects": profile.projects,
        "certifications": profile.certifications,
        "education": profile.education,
        "skills": profile.skills,
        "languages": profile.languages,
    }
    return [
        (evidence.start, evidence.end, part, number if part in ("employment", "projects", "education") else 0)
        for part, entries in parts.items()
        for number, entry in enumerate(entries)
        for evidence in entry.evidence.values()
    ]


def _owner(spans: list[tuple[int, int, str, int]], line: TextLine) -> tuple[str, int]:
    """The entry that the line stands in; the parts come in order of precedence."""
    for start, end, part, number in spans:
        if start < line.end and end > line.start:
            return part, number
    return "other", 0


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A line as (start, end, words); one that is too long is cut at sentences, or at words if it must be."""
    words = words_of(text[start:end])
    if len(words) <= WORDS:
        yield start, end, len(words)
        return
    breaks = [start + match.end() for match in SENTENCE_END.finditer(text[start:end])]
    first = 0
    while first < len(words):
        last = min(first + WORDS, len(words))
        stop = start + words[last].start if last < len(words) else end
        begin = start + words[first].start if first else start
        fitting = [place for place in breaks if begin < place <= stop]
        if fitting and last < len(words):
            stop = fitting[-1]
            last = next(
                n for n in range(first, len(words) + 1) if n == len(words) or start + words[n].start >= stop
            )
        last = max(last, first + 1)
        yield begin, stop, last - first
        first = last


def _pieces(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Units packed into pieces of about the same size, none above the limit unless one unit alone is."""
    total = sum(unit.words for unit in units)
    aim = total / max(1, -(-total // WORDS))
    piece: list[_Unit] = []
    size = 0
    for unit in units:
        if piece and (size + unit.words > WORDS or size >= aim):
            yield piece
            piece, size = [], 0
        piece.append(unit)
        size += unit.words
    if piece:
        yield piece


async def store_passages(
    session: AsyncSession,
    cv_file_id: int,
    drafts: Sequence[PassageDraft],
    vectors: Vectors,
    *,
    model: str,
) -> None:
    """Replace a CV's passages and their embeddings; `vectors` has one row a draft."""
    await session.execute(sa.delete(Passage).where(Passage.cv_file_id == cv_file_id))
    if not drafts:
        return
    stored = await session.execute(_insertion(cv_file_id, drafts))
    ids = dict(stored.tuples().all())
    rows = [
        {"passage_id": ids[draft.position], "model": model, "embedding": vectors[row].tolist()}
        for row, draft in enumerate(drafts)
    ]
    await session.execute(sa.insert(PassageEmbedding), rows)


def _insertion(cv_file_id: int, drafts: Sequence[PassageDraft]) -> Any:
    """All passages in one statement. Their tsvector holds the plain words, exact under any language, and the
    stems of the CV's language."""
    columns = {
        "position": ([draft.position for draft in drafts], sa.Integer),
        "page": ([draft.page for draft in drafts], sa.Integer),
        "start": ([draft.start for draft in drafts], sa.Integer),
        "end": ([draft.end for draft in drafts], sa.Integer),
        "text": ([draft.text for draft in drafts], sa.Text),
        "plain": ([" ".join(index_words(draft.text)) for draft in drafts], sa.Text),
        "lower": ([draft.text.lower() for draft in drafts], sa.Text),
        "weight": ([draft.weight for draft in drafts], sa.Text),
        "configuration": ([draft.configuration for draft in drafts], sa.Text),
    }
    given = (
        sa.func.unnest(*(sa.cast(sa.literal(v, ARRAY(t)), ARRAY(t)) for v, t in columns.values()))
        .table_valued(*(sa.column(name, kind) for name, (_, kind) in columns.items()), name="given")
        .render_derived()
    )
    words = sa.func.to_tsvector(sa.cast(sa.literal("simple"), REGCONFIG), given.c.plain)
    stems = sa.func.to_tsvector(sa.cast(given.c.configuration, REGCONFIG), given.c.lower)
    tsv = sa.func.setweight(words.concat(stems), sa.cast(given.c.weight, InternalChar))
    names = ["cv_file_id", "position", "page", "start", "end", "text", "tsv"]
    chosen = sa.select(
        sa.literal(cv_file_id), given.c.position, given.c.page, given.c.start, given.c.end, given.c.text, tsv
    )
    return sa.insert(Passage).from_select(names, chosen).returning(Passage.position, Passage.id)


async def hold_corpus(session: AsyncSession) -> None:
    """Let no other transaction change which CVs are found until this one ends. To be taken before any row of a CV
    or a person: a change of one CV may make another of the same person the current one, so whoever holds the one
    row and waits for the other could wait forever."""
    await session.execute(sa.select(Corpus.id).where(Corpus.id == 1).with_for_update())


async def bump_corpus(session: AsyncSession) -> int:
    """Raise and return the version of the searchable CVs: part of every transaction that changes one."""
    changed = sa.update(Corpus).values(version=Corpus.version + 1).returning(Corpus.version)
    return int((await session.execute(changed)).scalar_one())
