"""What an admin does with accounts; every change is recorded with it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict
from core.security import generate_password
from models import User
from services import accounts
from services.access import Caller, Permission, require
from services.audit import note_event


async def all_accounts(session: AsyncSession, caller: Caller) -> Sequence[User]:
    """All accounts, by e-mail address. NotAllowed for others than admins, as everything here."""
    require(caller, Permission.MANAGE_USERS)
    return await accounts.list_users(session)


async def add_account(session: AsyncSession, caller: Caller, *, email: str, role: str) -> tuple[User, str]:
    """A new account and its generated password, which is shown once and stored nowhere."""
    require(caller, Permission.MANAGE_USERS)
    password = generate_password()
    user = await accounts.add_user(session, email=email, password=password, role=role)
    await _note(session, caller, "user.added", user, role=role)
    return user, password


async def reset_password(
    session: AsyncSession, caller: Caller, user_id: int, *, password: str | None = None
) -> tuple[User, str]:
    """Give an account a password, or a generated one; its sessions end."""
    require(caller, Permission.MANAGE_USERS)
    user = await accounts.user_by_id(session, user_id)
    chosen = password or generate_password()
    await accounts.set_password(session, user, chosen)
    await _note(session, caller, "user.password_set", user)
    return user, chosen


async def change_role(session: AsyncSession, caller: Caller, user_id: int, *, role: str) -> User:
    """Give an account another role. Conflict for one's own: nobody locks themselves out by mistake."""
    require(caller, Permission.MANAGE_USERS)
    user = await _somebody_else(session, caller, user_id)
    await accounts.set_role(session, user, role)
    await _note(session, caller, "user.role_changed", user, role=role)
    return user


async def change_active(session: AsyncSession, caller: Caller, user_id: int, *, active: bool) -> User:
    """Enable or disable an account. Conflict for one's own."""
    require(caller, Permission.MANAGE_USERS)
    user = await _somebody_else(session, caller, user_id)
    await accounts.set_active(session, user, active)
    await _note(session, caller, "user.enabled" if active else "user.disabled", user)
    return user


async def _somebody_else(session: AsyncSession, caller: Caller, user_id: int) -> User:
    user = await accounts.user_by_id(session, user_id)
    if user.id == caller.user_id:
        raise Conflict("This is your own account: another admin can change it.")
    return user


async def _note(session: AsyncSession, caller: Caller, action: str, user: User, **details: str) -> None:
    await note_event(
        session, actor_id=caller.user_id, action=action, subject=f"user:{user.id}", details=details
    )
