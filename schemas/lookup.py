"""CVs as lists show them: the row, with who it speaks of."""

import datetime as dt

from pydantic import BaseModel

from schemas.cv import CVAnswer


class CVSummary(CVAnswer):
    """A CV's row with the name, title and place that were read in it."""

    full_name: str | None = None
    professional_title: str | None = None
    location: str | None = None


class OwnUpload(CVSummary):
    """A CV that the caller handed in, under the name and at the time they did."""

    uploaded_as: str
    uploaded_at: dt.datetime


class UploadRecord(BaseModel):
    """Who handed a CV in, when and under which name."""

    user: str
    filename: str
    uploaded_at: dt.datetime
    withdrawn_at: dt.datetime | None
