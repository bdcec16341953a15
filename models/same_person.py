import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table, one_of


class IdentityMark(Table):
    """One thing that a CV is recognised by, as the digest of its normalised form; it never holds the words.

    `kind` "employer" is the person's name together with one employer; a CV has several "passage" marks.
    """

    __tablename__ = "cv_marks"
    __table_args__ = (
        sa.UniqueConstraint("cv_file_id", "digest"),
        one_of("kind", "text", "passage", "email", "phone", "employer"),
    )

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"))
    kind: Mapped[str]
    digest: Mapped[str] = mapped_column(index=True)


class PersonJoin(Table):
    """Several people whom a human has said to be one: `person_id`. It stays, marked, when it is undone."""

    __tablename__ = "person_joins"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    joined_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    undone_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    undone_at: Mapped[dt.datetime | None]


class PersonMove(Table):
    """A CV that a join moved, and the person it came from, who is kept without CVs so that it can go back."""

    __tablename__ = "person_moves"
    __table_args__ = (sa.UniqueConstraint("join_id", "cv_file_id"),)

    join_id: Mapped[int] = mapped_column(sa.ForeignKey("person_joins.id", ondelete="CASCADE"))
    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)
    from_person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)


class SamePersonSuggestion(Table):
    """Two CVs that look like one person's, and what a human said to it. `first_cv_id` is the smaller number.

    `reasons` are schemas.people.Reason; `weak` where they are as likely of two people.
    """

    __tablename__ = "same_person_suggestions"
    __table_args__ = (
        sa.UniqueConstraint("first_cv_id", "second_cv_id"),
        sa.CheckConstraint("first_cv_id < second_cv_id", name="order"),
        one_of("state", "suggested", "joined", "dismissed"),
        one_of("names", "same", "differ", "unknown"),
    )

    first_cv_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"))
    second_cv_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[Any]]
    names: Mapped[str]
    weak: Mapped[bool]
    state: Mapped[str] = mapped_column(default="suggested", index=True)
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[dt.datetime | None]
    join_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person_joins.id", ondelete="SET NULL"), index=True
    )
