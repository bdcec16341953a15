"""A question over the API, and what comes back."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.results import Candidate

LONGEST_MESSAGE = 20_000  # characters


class ChatRequest(BaseModel):
    """`POST /chat`. Without `conversation_id` a conversation is begun; `cv_ids` are CVs that the message is about."""

    message: str = Field(min_length=1, max_length=LONGEST_MESSAGE)
    conversation_id: UUID | None = None
    cv_ids: list[Annotated[int, Field(ge=1, lt=2**63)]] = Field(default=[], max_length=20)


class Citation(BaseModel):
    """Words that an answer rests on, and where they stand."""

    cv_id: int
    page: int | None
    quote: str


class Step(BaseModel):
    """A tool that was used; `rows` is None where counting makes no sense."""

    tool: str
    rows: int | None


class ChatAnswer(BaseModel):
    """`results` are the people of the turn's last search, as in `/search`, up to 100."""

    conversation_id: UUID
    message_id: UUID  # of the answer
    answer: str
    run_id: UUID | None = None
    results: list[Candidate] = []
    citations: list[Citation] = []
    steps: list[Step] = []
