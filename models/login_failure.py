from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class LoginFailure(Table):
    """One failed sign-in, counted per account and per network address."""

    __tablename__ = "login_failures"

    subject: Mapped[str] = mapped_column(index=True)  # "account:<email>" or "address:<ip>"
