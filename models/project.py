from sqlalchemy.orm import Mapped

from models.extracted import Listed


class Project(Listed):
    """A project or a publication."""

    __tablename__ = "cv_projects"

    name: Mapped[str | None]
    description: Mapped[str | None]
    url: Mapped[str | None]
