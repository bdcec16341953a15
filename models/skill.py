from sqlalchemy.orm import Mapped, mapped_column

from models.extracted import Listed


class Skill(Listed):
    """A skill that the CV names."""

    __tablename__ = "cv_skills"

    name: Mapped[str | None]
    category: Mapped[str | None]
    canonical: Mapped[str | None] = mapped_column(index=True)  # services.vocabulary.canonical_skill
