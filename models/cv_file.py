import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Table
from models.certification import Certification
from models.education import Education
from models.employment import Employment
from models.language import Language
from models.person import Person
from models.personal_info import PersonalInfo
from models.project import Project
from models.skill import Skill


class CVFile(Table):
    """A CV: the original bytes, their fate, and everything read from them.

    `processing_status` is the truth about its reading (schemas.cv.ProcessingStatus); the queue only drives it.
    """

    __tablename__ = "cv_files"
    # Older versions are few: leaving them out of a search costs next to nothing.
    __table_args__ = (sa.Index("ix_cv_files_older", "id", postgresql_where=sa.text("NOT is_current")),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    is_current: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool] = mapped_column(default=False)

    filename: Mapped[str]  # safe to show and to save under
    original_filename: Mapped[str]  # as it was handed in, cleaned of what the database cannot hold
    file_format: Mapped[str]
    file_size: Mapped[int]
    content_type: Mapped[str]
    file_data: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(unique=True)

    processing_status: Mapped[str] = mapped_column(default="pending", index=True)
    status_detail: Mapped[str | None]  # a sentence a user can act on
    processing_step: Mapped[str | None]  # "reading", "extracting", "embedding" while it is processed
    extraction_provider: Mapped[str | None]
    extraction_confidence: Mapped[Decimal | None] = mapped_column(sa.Numeric(3, 2))
    processed: Mapped[bool] = mapped_column(default=False)  # its rows are complete and searchable
    processed_at: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")
    personal_info: Mapped[PersonalInfo | None] = relationship(lazy="raise", passive_deletes=True)
    employment: Mapped[list[Employment]] = relationship(
        lazy="raise", order_by=Employment.position, passive_deletes=True
    )
    education: Mapped[list[Education]] = relationship(
        lazy="raise", order_by=Education.position, passive_deletes=True
    )
    skills: Mapped[list[Skill]] = relationship(lazy="raise", order_by=Skill.position, passive_deletes=True)
    certifications: Mapped[list[Certification]] = relationship(
        lazy="raise", order_by=Certification.position, passive_deletes=True
    )
    projects: Mapped[list[Project]] = relationship(
        lazy="raise", order_by=Project.position, passive_deletes=True
    )
    languages: Mapped[list[Language]] = relationship(
        lazy="raise", order_by=Language.position, passive_deletes=True
    )
