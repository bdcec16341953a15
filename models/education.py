import datetime as dt

from sqlalchemy.orm import Mapped

from models.extracted import Listed


class Education(Listed):
    """A degree or a course of study."""

    __tablename__ = "cv_education"

    institution: Mapped[str | None]
    degree: Mapped[str | None]
    degree_level: Mapped[str | None]  # school, vocational, bachelor, master, doctorate
    field_of_study: Mapped[str | None]
    start_date: Mapped[dt.date | None]
    start_precision: Mapped[str | None]
    end_date: Mapped[dt.date | None]
    end_precision: Mapped[str | None]
    grade: Mapped[str | None]
