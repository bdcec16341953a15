"""Correcting what was read from a CV."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

CorrectionKind = Literal["changed", "added", "removed"]
Values = dict[str, str | None]


class CorrectionRequest(BaseModel):
    """What to correct, by its place in the profile as `GET /cv/{id}/profile` answers it now.

    A value: `field` "personal_info/phone" or "employment/0/job_title", `value` the right words, or null where the CV
    says nothing. An entry to remove: `field` "employment/0", `value` null. An entry to add: `field` "employment",
    `value` its values by field.

    `old`: what the entry, or the person's data, said when you looked, by field ({"job_title": "Enginer", "end_date":
    null}). Entries move when others are added or the CV is read anew; with `old` that ends in 409 and not in a
    correction of another entry.
    """

    field: str = Field(max_length=100)
    value: str | Values | None
    old: Values | None = None


class CorrectionAnswer(BaseModel):
    """A correction. `field` is where it stands in the profile now; None when it is undone or no longer fits."""

    id: int
    kind: CorrectionKind
    field: str | None
    label: str  # "Phone", "Experience: Data engineer"
    old: Values
    new: Values
    author: str
    at: dt.datetime
    undone_at: dt.datetime | None
    fits: bool  # False: the CV was read again since, and has no such entry any more
