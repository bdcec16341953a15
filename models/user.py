from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table, one_of


class User(Table):
    """An account. Its role and its active flag are read from here on every request, turn and tool call."""

    __tablename__ = "users"
    __table_args__ = (one_of("role", "candidate", "recruiter", "admin"),)

    email: Mapped[str] = mapped_column(unique=True)  # lower case
    password_hash: Mapped[str]
    role: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    token_version: Mapped[int] = mapped_column(default=0)  # raised to end every session of this account
