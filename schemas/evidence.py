"""Where a value stands: the promise that every claim is a quote."""

from typing import Literal

from pydantic import BaseModel


class Evidence(BaseModel):
    """A checked span: `text[start:end] == quote`, in code points of the CV's text."""

    page: int
    start: int
    end: int
    quote: str
    confidence: float
    source: Literal["text", "human"] = "text"
