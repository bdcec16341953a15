"""A CV file and its fate."""

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ProcessingStatus(StrEnum):
    """Where a CV stands. The first two are on their way, the next two are read and searchable, the rest are ends."""

    PENDING = "pending"
    PROCESSING = "processing"
    PROCESSED = "processed"
    NEEDS_REVIEW = "needs_review"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    BROKEN = "broken"
    NOT_A_CV = "not_a_cv"

    @property
    def on_its_way(self) -> bool:
        return self in (ProcessingStatus.PENDING, ProcessingStatus.PROCESSING)

    @property
    def readable(self) -> bool:
        return self in (ProcessingStatus.PROCESSED, ProcessingStatus.NEEDS_REVIEW)


SENTENCES = {
    ProcessingStatus.PENDING: "Waiting to be read.",
    ProcessingStatus.PROCESSING: "Being read.",
    ProcessingStatus.PROCESSED: "Read and searchable.",
    ProcessingStatus.NEEDS_REVIEW: "Read and searchable, but some parts are unsure: please check them.",
    ProcessingStatus.NO_TEXT: "No text could be read in it. If it is a scan or a photo, please take it again, "
    "straight and sharp, or drop the CV as a PDF or Word file.",
    ProcessingStatus.ENCRYPTED: "It is protected by a password. Please save a copy without one and drop that.",
    ProcessingStatus.UNSUPPORTED: "This kind of file cannot be read. Please save it as PDF or .docx.",
    ProcessingStatus.TOO_LARGE: "It has too many pages, or unpacks to too much. Please drop the CV alone.",
    ProcessingStatus.TIMED_OUT: "Reading it took too long and was stopped. "
    "Please save it again as a plain PDF, or ask an admin to retry.",
    ProcessingStatus.BROKEN: "The file is damaged and cannot be opened. Please export it again.",
    ProcessingStatus.NOT_A_CV: "This does not look like a CV, so it was not filed as one.",
}


class UploadAnswer(BaseModel):
    """`POST /cv/upload`: the CV that these bytes are; `duplicate` when it was already there."""

    id: int
    processing_status: ProcessingStatus
    sha256: str
    duplicate: bool


class TakenMember(UploadAnswer):
    """A file of an archive that was let in."""

    filename: str


class RefusedMember(BaseModel):
    """A file of an archive that was not let in: the code and the sentence that it would have got by itself."""

    filename: str
    code: str
    detail: str


class ArchiveAnswer(BaseModel):
    """`POST /cv/upload` with a ZIP: what became of each file in it, in the archive's order."""

    archive: str
    items: list[TakenMember | RefusedMember]
    total: int
    accepted: int
    refused: int


class CVAnswer(BaseModel):
    """A CV's row without its bytes."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    person_id: int
    is_current: bool
    is_sample: bool
    filename: str
    original_filename: str
    file_format: str
    file_size: int
    content_type: str
    sha256: str
    processing_status: ProcessingStatus
    status_detail: str | None
    processing_step: str | None
    extraction_provider: str | None
    extraction_confidence: float | None = Field(default=None)
    processed: bool
    created_at: dt.datetime
    updated_at: dt.datetime
