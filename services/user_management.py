"""What is done with accounts, by an admin in the page or by the operator; every change is recorded with it.

`caller` is who asks; None is the operator on the machine itself, who may do everything here.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict
from core.security import generate_password
from models import User
from services import accounts
from services.access import Caller, Permission, require
from services.audit import note_event

OPERATOR = "operator"  # the reason in the record, where no account did it


async def all_accounts(session: AsyncSession, caller: Caller | None) -> Sequence[User]:
    """All accounts, by e-mail address. NotAllowed for others than admins, as everything here."""
    _check_may_manage(caller)
    return await accounts.list_users(session)


async def add_account(
    session: AsyncSession, caller: Caller | None, *, email: str, role: str, password: str | None = None
) -> tuple[User, str]:
    """A new account and its password: the given one, or a generated one that is stored nowhere in plain."""
    _check_may_manage(caller)
    chosen = password or generate_password()
    user = await accounts.add_user(session, email=email, password=chosen, role=role)
    await _note(session, caller, "user.added", user, role=role)
    return user, chosen


async def reset_password(
    session: AsyncSession, caller: Caller | None, user: User, *, password: str | None = None
) -> tuple[User, str]:
    """Give an account this password, or a generated one; its sessions end."""
    _check_may_manage(caller)
    chosen = password or generate_password()
    await accounts.set_password(session, user, chosen)
    await _note(session, caller, "user.password_set", user)
    return user, chosen


async def change_role(session: AsyncSession, caller: Caller | None, user: User, *, role: str) -> User:
    """Give an account another role. Conflict for one's own: nobody locks themselves out by mistake."""
    _check_may_change(caller, user)
    await accounts.set_role(session, user, role)
    await _note(session, caller, "user.role_changed", user, role=role)
    return user


async def change_active(session: AsyncSession, caller: Caller | None, user: User, *, active: bool) -> User:
    """Enable or disable an account. Conflict for one's own."""
    _check_may_change(caller, user)
    await accounts.set_active(session, user, active)
    await _note(session, caller, "user.enabled" if active else "user.disabled", user)
    return user


def _check_may_manage(caller: Caller | None) -> None:
    if caller is not None:
        require(caller, Permission.MANAGE_USERS)


def _check_may_change(caller: Caller | None, user: User) -> None:
    _check_may_manage(caller)
    if caller is not None and caller.user_id == user.id:
        raise Conflict("This is your own account: another admin can change it.")


async def _note(
    session: AsyncSession, caller: Caller | None, action: str, user: User, **details: str
) -> None:
    await note_event(
        session,
        actor_id=caller.user_id if caller is not None else None,
        action=action,
        subject=f"user:{user.id}",
        reason=None if caller is not None else OPERATOR,
        details=details,
    )
