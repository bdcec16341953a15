"""Our reader, as it is measured: in one process, so that processor time can be told."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from benchmarks.reading.scoring import Said, said_by
from schemas.document import ReadDocument
from schemas.draft import ProfileDraft
from schemas.profile import Profile
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.sniff import sniff_format

AS_OF = dt.date(2026, 6, 30)


@dataclass(slots=True)
class Reading:
    """A CV as our reader read it; times in processor seconds of this process."""

    said: Said = field(default_factory=dict)
    profile: Profile | None = None
    document: ReadDocument | None = None
    state: str = "read"
    reading: float = 0.0
    extracting: float = 0.0
    needs_pictures: bool = False


def read_ours(path: Path) -> Reading:
    """Read a file in this process, pictures left out: `needs_pictures` says that pages have to be seen."""
    data = path.read_bytes()
    began = process_time()
    try:
        document = read_bytes(data, sniff_format(data, path.name) or "")
    except ReadingFailed as failure:
        return Reading(state=str(failure.status), needs_pictures=failure.status == "no_text")
    read = process_time()
    if document.unread_pages or not document.lines:
        return Reading(document=document, state="no_text", needs_pictures=True)
    profile = resolve_profile(document, draft_profile(document), as_of=AS_OF)
    return Reading(said_by(profile), profile, document, "read", read - began, process_time() - read)


def extracted(document: ReadDocument, draft: ProfileDraft | None = None) -> Reading:
    """What is extracted out of a document that was read elsewhere, from pictures for example."""
    profile = resolve_profile(document, draft or draft_profile(document), as_of=AS_OF)
    return Reading(said_by(profile), profile, document)
