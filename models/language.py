from sqlalchemy.orm import Mapped, mapped_column

from models.extracted import Listed


class Language(Listed):
    """A language that the person speaks."""

    __tablename__ = "cv_languages"

    language: Mapped[str | None]
    proficiency: Mapped[str | None]
    language_code: Mapped[str | None] = mapped_column(index=True)  # ISO 639-1
