"""One person, several CVs: suggestions, joins, versions, and what differs between two versions."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

Reason = Literal["same_text", "near_text", "same_email", "same_phone", "same_name_and_employer"]
Names = Literal["same", "differ", "unknown"]
SuggestionState = Literal["suggested", "joined", "dismissed"]
Part = Literal[
    "personal_info", "employment", "education", "skills", "certifications", "projects", "languages"
]
ChangeKind = Literal["added", "removed", "changed"]


class CVVersion(BaseModel):
    """One CV of a person. `dated` decides which version is the newest: the latest past date that the CV states
    (the first day of a month or a year), or the day it was handed in where it states none."""

    cv_id: int
    person_id: int
    full_name: str | None
    professional_title: str | None
    filename: str
    uploaded_at: dt.datetime
    dated: dt.date
    is_current: bool
    is_sample: bool


class Suggestion(BaseModel):
    """Two CVs that look like one person's.

    `weak`: as likely two people, because the names differ, or because a telephone number is all that is shared
    and a name is missing. `join_id` is set once they are joined, and undoes it.
    """

    id: int
    state: SuggestionState
    reasons: list[Reason]
    names: Names
    weak: bool
    sentence: str = Field(description="The reasons for a reader: “same e-mail, same phone”.")
    older: CVVersion
    newer: CVVersion
    join_id: int | None = None


class Join(BaseModel):
    """People joined into one; `id` undoes it."""

    id: int
    person_id: int
    current_cv_id: int
    versions: list[CVVersion]
    joined_at: dt.datetime
    undone_at: dt.datetime | None = None


class JoinRequest(BaseModel):
    """The people that are one; the smallest number stays."""

    person_ids: list[int] = Field(min_length=2, max_length=10)


class Undone(BaseModel):
    """The people that a join had made one, as they are again."""

    join_id: int
    person_ids: list[int]


class Versions(BaseModel):
    """A person's CVs that the caller may see, the current one first, and the joins that can be undone."""

    person_id: int
    versions: list[CVVersion]
    joins: list[Join]


class FieldChange(BaseModel):
    """A value that differs; null where a CV does not state it. Pages count from 1."""

    field: str
    before: str | None
    after: str | None
    before_page: int | None = None
    after_page: int | None = None


class EntryChange(BaseModel):
    """A job, a degree, a skill … that one version has and the other has not, or tells otherwise."""

    part: Part
    change: ChangeKind
    label: str = Field(description="What the entry is recognised by: “Data engineer, Example Trains”.")
    fields: list[FieldChange]


class ProfileDifference(BaseModel):
    """What the newer version says otherwise than the older, field by field; order and layout do not count.

    Jobs are matched by employer, title and start, then by two of these; skills by their canonical name.
    """

    older: CVVersion
    newer: CVVersion
    added: int
    removed: int
    changed: int
    entries: list[EntryChange]
