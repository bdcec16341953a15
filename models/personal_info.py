import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.extracted import Extracted


class PersonalInfo(Extracted):
    """Who the CV speaks of: the CV's own words, with normalised forms beside them."""

    __tablename__ = "cv_personal_info"
    __table_args__ = (sa.UniqueConstraint("cv_file_id"),)

    full_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    location: Mapped[str | None]
    professional_title: Mapped[str | None]
    linkedin_url: Mapped[str | None]
    github_url: Mapped[str | None]
    portfolio_url: Mapped[str | None]
    summary: Mapped[str | None]

    email_normalised: Mapped[str | None] = mapped_column(index=True)
    phone_e164: Mapped[str | None]
    country_code: Mapped[str | None]
