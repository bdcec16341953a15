"""Who reads a profile out of a document."""

from typing import Protocol

from schemas.document import ReadDocument
from schemas.draft import ProfileDraft


class ProfileReader(Protocol):
    """Gives fields as pointers to lines; services.extraction.evidence checks each one."""

    name: str

    async def read(self, document: ReadDocument) -> ProfileDraft: ...
