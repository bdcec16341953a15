import datetime as dt

from sqlalchemy.orm import Mapped

from models.extracted import Listed


class Certification(Listed):
    """A certificate or a licence."""

    __tablename__ = "cv_certifications"

    name: Mapped[str | None]
    issuer: Mapped[str | None]
    issue_date: Mapped[dt.date | None]
    issue_precision: Mapped[str | None]
    expiry_date: Mapped[dt.date | None]
    expiry_precision: Mapped[str | None]
