"""The passages of a CV whose profile people have corrected: cut anew where that changes what search may read."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVText, Passage
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.profile import Profile
from services.embedding import Embedder
from services.passages import cut_passages, store_passages

PLACES = (Passage.start, Passage.end, Passage.text)


async def recut_passages(
    session: AsyncSession, cv_id: int, read: Profile, now: Profile, *, embedder: Embedder
) -> None:
    """Cut the text by the profile as it is `now`, with the names and contacts of both profiles cut out of it."""
    text = await session.scalar(sa.select(CVText).where(CVText.cv_file_id == cv_id))
    if text is None:
        return
    drafts = cut_passages(_document(text), _with_both_names(read, now))
    stored = await session.execute(
        sa.select(*PLACES).where(Passage.cv_file_id == cv_id).order_by(Passage.position)
    )
    if [tuple(row) for row in stored] == [(one.start, one.end, one.text) for one in drafts]:
        return
    vectors = await embedder.embed([draft.text for draft in drafts])
    await store_passages(session, cv_id, drafts, vectors, model=embedder.name)


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


def _with_both_names(read: Profile, now: Profile) -> Profile:
    """The profile that passages are cut by: a name or a contact that was corrected away is still nobody's business."""
    info = now.personal_info
    names = [name for name in (info.full_name, read.personal_info.full_name) if name]
    both = info.model_copy(
        update={
            "full_name": " ".join(dict.fromkeys(names)) or None,
            "evidence": {**read.personal_info.evidence, **info.evidence},
        }
    )
    return now.model_copy(update={"personal_info": both})
