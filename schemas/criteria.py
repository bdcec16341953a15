"""What a recruiter asks: typed criteria that can be shown, edited and checked one by one."""

from typing import Literal

from pydantic import BaseModel, Field

Kind = Literal[
    "skill", "title", "seniority", "years", "place", "language", "degree", "field", "certification",
    "employer", "industry", "recency", "availability", "name", "meaning",
]  # fmt: skip
Importance = Literal["required", "preferred", "excluded"]
Tense = Literal["current", "past", "either"]


class Bounds(BaseModel):
    """`lower` and `upper` in years (or a date's year), inclusive unless strict."""

    lower: float | None = None
    upper: float | None = None
    lower_strict: bool = False
    upper_strict: bool = False


class Criterion(BaseModel):
    """One wish. `value` holds alternatives, any of which will do, in normalised form (canonical skill, ISO code …);
    `text` is how it is shown."""

    id: str  # "c1", "c2" …, stable within a search
    kind: Kind
    text: str
    value: list[str] = []
    importance: Importance = "required"
    tense: Tense = "either"  # for employer, place and title
    bounds: Bounds | None = None  # for years and recency; with a value, years in that skill or role


class Understood(BaseModel):
    """The question as understood, and the words that made no criterion although they might have."""

    criteria: list[Criterion] = Field(default_factory=list)
    ignored: list[str] = Field(default_factory=list)
