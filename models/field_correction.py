import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table, one_of


class FieldCorrection(Table):
    """A person's word against the reader's: a value changed, an entry added or removed. Replayed after each reading.

    `entry` says which entry is meant by what the CV said in it, since positions change from one reading to the next:
    its values as read, or `{"added": id}` for one that an earlier correction added; empty for personal_info. `old`
    and `new` map fields to values (None: not stated). `fits` is False when a later reading has no such entry.
    """

    __tablename__ = "field_corrections"
    __table_args__ = (one_of("kind", "changed", "added", "removed"),)

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    kind: Mapped[str]
    part: Mapped[str]  # "personal_info", "employment" …
    entry: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)  # as read, to tell equal entries apart
    old: Mapped[dict[str, Any]] = mapped_column(default=dict)
    new: Mapped[dict[str, Any]] = mapped_column(default=dict)
    fits: Mapped[bool] = mapped_column(default=True)
    undone_at: Mapped[dt.datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))


class ProfileAsRead(Table):
    """What the reader found, schemas.profile.Profile as JSON: kept beside a profile that people have corrected."""

    __tablename__ = "profiles_as_read"

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), unique=True)
    profile: Mapped[dict[str, Any]]
