"""Accounts: signing in, and changing who may sign in and as what."""

import asyncio
import re
import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.errors import Conflict, InvalidInput, NotFound, NotSignedIn, WrongCredentials
from core.security import Claims, hash_password, verify_password
from models import User
from services import throttle
from services.access import Caller, Role

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256
LONGEST_EMAIL = 320
# An address is a name to sign in with; nothing is sent to it, and a company's own domains are fine.
EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)*")


async def sign_in(database: Database, *, email: str, password: str, address: str | None) -> User:
    """The account that e-mail and password belong to.

    Raises WrongCredentials (the same, after the same work, for an unknown, a disabled and a mistyped account)
    or TooManyAttempts. Failures are committed at once, in a transaction of their own. A closed account gives
    no hint whether the password was right, also to guesses that were sent at the same time.
    """
    attempt = throttle.Attempt(email=_folded(email), address=address)
    async with database.transaction() as session:
        await throttle.check_open(session, attempt)
        user = await session.scalar(sa.select(User).where(User.email == attempt.email, User.active))
    fits = len(password) <= LONGEST_PASSWORD
    right = await asyncio.to_thread(
        verify_password, password if fits else "", user.password_hash if user else None
    )
    async with database.transaction() as session:
        await throttle.lock(session, attempt)
        await throttle.check_open(session, attempt)
        if user is not None and right:
            await throttle.clear_account(session, attempt.email)
            return user
        await throttle.count_failure(session, attempt)
    raise WrongCredentials()


async def caller_by_claims(session: AsyncSession, claims: Claims) -> Caller:
    """Whom a token speaks for, with today's role. Raises NotSignedIn for a disabled account or an ended session."""
    user = await session.scalar(sa.select(User).where(User.email == _folded(claims.email)))
    if user is None or not user.active or user.token_version != claims.token_version:
        raise NotSignedIn()
    return Caller(user_id=user.id, email=user.email, role=Role(user.role))


async def add_user(session: AsyncSession, *, email: str, password: str, role: str) -> User:
    """A new account. Raises InvalidInput for an unusable address, password or role, Conflict for a taken address."""
    new = insert(User).values(
        email=_checked_email(email),
        password_hash=await _checked_hash(password),
        role=_checked_role(role),
    )
    user: User | None = await session.scalar(
        new.on_conflict_do_nothing(index_elements=[User.email]).returning(User)
    )
    if user is None:
        raise Conflict("There is already an account with this e-mail address.")
    return user


async def list_users(session: AsyncSession) -> Sequence[User]:
    """All accounts, by e-mail address."""
    return (await session.scalars(sa.select(User).order_by(User.email))).all()


async def user_by_email(session: AsyncSession, email: str) -> User:
    """The account with this address; NotFound without one."""
    user = await session.scalar(sa.select(User).where(User.email == _folded(email)))
    if user is None:
        raise NotFound("There is no account with this e-mail address.")
    return user


async def user_by_id(session: AsyncSession, user_id: int) -> User:
    """The account with this number; NotFound without one."""
    user = await session.get(User, user_id)
    if user is None:
        raise NotFound("There is no account under this number.")
    return user


async def set_password(session: AsyncSession, user: User, password: str) -> None:
    """Give the account a new password; every session of it ends, and its failed sign-ins are forgotten."""
    user.password_hash = await _checked_hash(password)
    user.token_version += 1
    await throttle.clear_account(session, user.email)
    await session.flush()


async def set_role(session: AsyncSession, user: User, role: str) -> None:
    """Give the account another role, in force from its next request. Conflict for the last active admin."""
    checked = _checked_role(role)
    if user.role == Role.ADMIN and checked is not Role.ADMIN:
        await _keep_an_admin(session, user)
    user.role = checked
    await session.flush()


async def set_active(session: AsyncSession, user: User, active: bool) -> None:
    """Let the account sign in, or end its sessions and keep it out. Conflict for the last active admin."""
    if user.active and not active:
        await _keep_an_admin(session, user)
        user.token_version += 1
    user.active = active
    await session.flush()


async def change_own_password(session: AsyncSession, caller: Caller, *, old: str, new: str) -> User:
    """A new password for the caller's own account; every session of it ends, this one included.

    Raises WrongCredentials when `old` is not right. Where guesses must be counted, `replace_own_password`
    is the one to call.
    """
    user = await user_by_id(session, caller.user_id)
    if not await asyncio.to_thread(verify_password, old, user.password_hash):
        raise WrongCredentials("The current password is not right.")
    await set_password(session, user, new)
    return user


async def replace_own_password(
    database: Database, caller: Caller, *, old: str, new: str, address: str | None
) -> User:
    """`change_own_password` behind the sign-in throttle: a borrowed session cannot guess the password."""
    _check_length(new)
    try:
        await sign_in(database, email=caller.email, password=old, address=address)
    except WrongCredentials:
        raise WrongCredentials("The current password is not right.") from None
    async with database.transaction() as session:
        return await change_own_password(session, caller, old=old, new=new)


def _folded(email: str) -> str:
    """The address as it is stored. What the database could not hold (NUL, lone surrogates) becomes a blank."""
    storable = email.encode("utf-8", "replace").decode().replace("\0", " ")
    return unicodedata.normalize("NFC", storable.strip().lower())[:LONGEST_EMAIL]


def _checked_email(email: str) -> str:
    folded = _folded(email)
    if not EMAIL.fullmatch(folded):
        raise InvalidInput("This is not an e-mail address.")
    return folded


def _checked_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise InvalidInput("The role is one of candidate, recruiter and admin.") from None


async def _checked_hash(password: str) -> str:
    _check_length(password)
    return await asyncio.to_thread(hash_password, password)


def _check_length(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidInput(f"A password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")


async def _keep_an_admin(session: AsyncSession, user: User) -> None:
    """Raise Conflict when `user` is the last active admin; two admins cannot remove each other at once."""
    admins = await session.scalars(
        sa.select(User.id).where(User.role == Role.ADMIN, User.active).with_for_update()
    )
    if set(admins.all()) == {user.id}:
        raise Conflict("This is the last active admin: nobody could manage the accounts any more.")
