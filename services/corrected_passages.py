"""The passages of a CV whose profile people have corrected: cut anew where that changes what search may read."""

import asyncio
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVText, Passage
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.profile import Profile
from services.corrected_values import TEXTS, stated_values
from services.embedding import Embedder
from services.passages import cut_passages, store_passages
from services.profiles import PARTS
from services.words import fold

PLACES = (Passage.start, Passage.end, Passage.text)


async def text_of(session: AsyncSession, cv_id: int) -> ReadDocument | None:
    """The CV's text as it was read, as far as cutting and assessing need it; None when nothing was kept."""
    text = await session.scalar(sa.select(CVText).where(CVText.cv_file_id == cv_id))
    return None if text is None else await asyncio.to_thread(_document, text)


async def recut_passages(
    session: AsyncSession,
    cv_id: int,
    document: ReadDocument,
    read: Profile,
    now: Profile,
    *,
    embedder: Embedder,
) -> None:
    """Cut the text by the profile as it is `now`; what `read` took for the person's data stays cut out of it."""
    drafts = await asyncio.to_thread(lambda: cut_passages(document, cut_by(read, now)))
    stored = await session.execute(
        sa.select(*PLACES).where(Passage.cv_file_id == cv_id).order_by(Passage.position)
    )
    if [tuple(row) for row in stored] == [(one.start, one.end, one.text) for one in drafts]:
        return
    vectors = await embedder.embed([draft.text for draft in drafts])
    await store_passages(session, cv_id, drafts, vectors, model=embedder.name)


def cut_by(read: Profile, now: Profile) -> Profile:
    """The profile that passages are cut by: with the places where the CV says what was corrected away, since a
    name or a contact is still nobody's business there.

    The words of a name are cut wherever they stand. Those of a former name only if it is another spelling of the
    present one, and not where they are words of the person's work: a title that was misread as a name would blind
    search to it.
    """
    info = now.personal_info
    both = info.model_copy(
        update={
            "full_name": " ".join(filter(None, (info.full_name, *_former_names(read, now)))) or None,
            "evidence": {**read.personal_info.evidence, **info.evidence},
        }
    )
    return now.model_copy(update={"personal_info": both})


def _former_names(read: Profile, now: Profile) -> list[str]:
    present = set(fold(now.personal_info.full_name or "").split())
    former = dict.fromkeys(fold(read.personal_info.full_name or "").split())
    if not present & former.keys():
        return []
    work = set(fold(" ".join(_words_of_work(now))).split())
    return [word for word in former if word not in work]


def _words_of_work(profile: Profile) -> Iterator[str]:
    yield profile.personal_info.professional_title or ""
    for part in PARTS:
        for entry in getattr(profile, part):
            yield from (words for name, words in stated_values(part, entry).items() if name not in TEXTS)


def _document(text: CVText) -> ReadDocument:
    return ReadDocument(
        text=text.text,
        pages=tuple(PageSpan(**page) for page in text.pages),
        lines=tuple(_line(line) for line in text.lines),
    )


def _line(line: dict[str, Any]) -> TextLine:
    """What cutting needs of a line."""
    return TextLine(
        page=line["page"], start=line["start"], end=line["end"], heading=line.get("heading", False),
        block=line.get("block", 0),
    )  # fmt: skip
