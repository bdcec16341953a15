import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from models.extracted import Listed


class Employment(Listed):
    """A job. Dates are stored as the first day of what the CV states, beside the precision of its statement."""

    __tablename__ = "cv_employment"

    company_name: Mapped[str | None]
    job_title: Mapped[str | None]
    location: Mapped[str | None]
    country_code: Mapped[str | None]
    description: Mapped[str | None]
    start_date: Mapped[dt.date | None]
    start_precision: Mapped[str | None]  # "year", "month" or "day"
    end_date: Mapped[dt.date | None]
    end_precision: Mapped[str | None]
    is_current: Mapped[bool] = mapped_column(default=False)
    duration_months: Mapped[int | None]  # derived from the dates, rounded down
