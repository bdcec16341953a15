"""CVs as if they had been read: text, profile and passages made from facts, without parsing a file."""

import hashlib
import itertools
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, CVText, CVUpload, Person, User
from schemas.document import PageSpan, ReadDocument, TextLine
from schemas.evidence import Evidence
from schemas.profile import Profile
from services.embedding import Embedder
from services.passages import bump_corpus, cut_passages, store_passages
from services.profiles import store_profile

NUMBERS = itertools.count(1)
LISTS = ("employment", "education", "skills", "certifications", "projects", "languages")
SHORT = {"skills": "name", "languages": "language", "certifications": "name", "projects": "name"}
NOT_WORDS = {"is_current", "duration_months", "country_code", "canonical", "language_code", "degree_level"}


class Page:
    """Writes lines and remembers where every value stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0

    def write(self, value: str) -> Evidence:
        start = self.length
        self.lines.append(value)
        self.length += len(value) + 1
        return Evidence(page=1, start=start, end=start + len(value), quote=value, confidence=0.95)

    def document(self) -> ReadDocument:
        text, lines, start = "\n".join(self.lines), [], 0
        for value in self.lines:
            lines.append(TextLine(page=1, start=start, end=start + len(value)))
            start += len(value) + 1
        return ReadDocument(text=text, pages=(PageSpan(1, 0, len(text)),), lines=tuple(lines))


def made_up(**facts: Any) -> tuple[ReadDocument, Profile]:
    """A document and its profile. `skills=["Python"]` is short for `skills=[{"name": "Python"}]`; personal facts
    (full_name, email, location …) stand at the top level; `text` adds lines that no field points at."""
    page = Page()
    extra = str(facts.pop("text", ""))
    parts: dict[str, Any] = {}
    lists = {part: facts.pop(part, []) for part in LISTS}
    parts["personal_info"] = _written(page, {"full_name": f"Person {next(NUMBERS)}", **facts})
    for part, entries in lists.items():
        full = [entry if isinstance(entry, dict) else {SHORT[part]: entry} for entry in entries]
        parts[part] = [_written(page, _derived(part, entry)) for entry in full]
    for line in extra.splitlines():
        page.write(line)
    return page.document(), Profile.model_validate(parts)


async def store_cv(session: AsyncSession, embedder: Embedder, **facts: Any) -> CVFile:
    """A processed CV. `uploaded_by=user`, `is_sample`, `status`, `filename` describe the file."""
    number = next(NUMBERS)
    uploaded_by: User | None = facts.pop("uploaded_by", None)
    status = facts.pop("status", "processed")
    filename = facts.pop("filename", f"cv-{number}.pdf")
    is_sample = facts.pop("is_sample", False)
    document, profile = made_up(**facts)
    person = Person()
    session.add(person)
    await session.flush()
    data = f"file {number}".encode()
    cv = CVFile(
        person_id=person.id, is_sample=is_sample, filename=filename, original_filename=filename,
        file_format="pdf", file_size=len(data), content_type="application/pdf", file_data=data,
        sha256=hashlib.sha256(data).hexdigest(), processing_status=status,
        processed=status in ("processed", "needs_review"),
    )  # fmt: skip
    session.add(cv)
    await session.flush()
    if uploaded_by is not None:
        session.add(CVUpload(cv_file_id=cv.id, user_id=uploaded_by.id, filename=filename))
    if cv.processed:
        await _store_reading(session, embedder, cv, document, profile)
    await session.flush()
    return cv


async def _store_reading(
    session: AsyncSession, embedder: Embedder, cv: CVFile, document: ReadDocument, profile: Profile
) -> None:
    lines = [{"page": line.page, "start": line.start, "end": line.end} for line in document.lines]
    pages = [{"page": 1, "start": 0, "end": len(document.text)}]
    session.add(CVText(cv_file_id=cv.id, reader_version="test", text=document.text, pages=pages, lines=lines))
    await store_profile(session, cv, profile)
    drafts = cut_passages(document, profile)
    vectors = await embedder.embed([draft.text for draft in drafts])
    await store_passages(session, cv.id, drafts, vectors, model=embedder.name)
    await bump_corpus(session)


def _written(page: Page, entry: dict[str, Any]) -> dict[str, Any]:
    words = {name: value for name, value in entry.items() if name not in NOT_WORDS and value is not None}
    evidence = {name: page.write(str(value)) for name, value in words.items()}
    return {**entry, "evidence": evidence}


def _derived(part: str, entry: dict[str, Any]) -> dict[str, Any]:
    from services import vocabulary

    if part == "skills":
        return {"canonical": vocabulary.canonical_skill(entry["name"]), **entry}
    if part == "languages":
        return {"language_code": vocabulary.language_code(entry["language"]), **entry}
    if part == "education" and entry.get("degree"):
        return {"degree_level": vocabulary.degree_level(entry["degree"]), **entry}
    return entry
