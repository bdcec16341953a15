import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class CVUpload(Table):
    """Who handed a CV in, when and under which name. The last withdrawal erases the CV."""

    __tablename__ = "cv_uploads"
    __table_args__ = (sa.UniqueConstraint("cv_file_id", "user_id"),)

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    filename: Mapped[str]
    withdrawn_at: Mapped[dt.datetime | None]
