"""Failed sign-ins, counted per account and per network address; only failures count.

Ten failures for one account, or fifty from one address (an office shares one), within fifteen minutes close
that account or address until the oldest of them is fifteen minutes old. A success clears the account's.
"""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import TooManyAttempts
from models import LoginFailure

WINDOW = dt.timedelta(minutes=15)
ACCOUNT_LIMIT = 10
ADDRESS_LIMIT = 50
KEPT = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose sign-in, from where (None: not known, as in a test or on a socket without an address)."""

    email: str
    address: str | None

    @property
    def limits(self) -> dict[str, int]:
        """What is counted, in the order in which it is locked, and its limit."""
        counted = {f"account:{self.email}": ACCOUNT_LIMIT}
        if self.address:
            counted[f"address:{self.address}"] = ADDRESS_LIMIT
        return counted


async def check_open(session: AsyncSession, attempt: Attempt) -> None:
    """Raise TooManyAttempts when the account or the address has failed too often."""
    recent = sa.and_(
        LoginFailure.subject.in_(attempt.limits), LoginFailure.created_at > sa.func.now() - WINDOW
    )
    counts = await session.execute(
        sa.select(LoginFailure.subject, sa.func.count()).where(recent).group_by(LoginFailure.subject)
    )
    for subject, failures in counts.tuples():
        if failures >= attempt.limits[subject]:
            raise TooManyAttempts()


async def lock(session: AsyncSession, attempt: Attempt) -> None:
    """Let attempts of one account, and from one address, be counted one after the other.

    Without this, a hundred guesses sent at once would all see a count of zero.
    """
    for subject in attempt.limits:
        kind, _, _ = subject.partition(":")
        await session.execute(
            sa.select(
                sa.func.pg_advisory_xact_lock(sa.func.hashtext(f"sign-in {kind}"), sa.func.hashtext(subject))
            )
        )


async def count_failure(session: AsyncSession, attempt: Attempt) -> None:
    """Count a failure, and forget those that no longer matter."""
    session.add_all(LoginFailure(subject=subject) for subject in attempt.limits)
    await session.execute(sa.delete(LoginFailure).where(LoginFailure.created_at < sa.func.now() - KEPT))
    await session.flush()


async def clear_account(session: AsyncSession, email: str) -> None:
    """Forget the account's failures; the address keeps its own, or one right password would buy fifty guesses."""
    await session.execute(sa.delete(LoginFailure).where(LoginFailure.subject == f"account:{email}"))
