"""Who may what: decided here, in code, on every call, from the accounts table."""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotAllowed, NotFound, NotSignedIn
from models import CVFile, CVUpload, User


class Role(StrEnum):
    CANDIDATE = "candidate"
    RECRUITER = "recruiter"
    ADMIN = "admin"


class Permission(StrEnum):
    UPLOAD = "upload"
    SEARCH = "search"
    READ_ALL_CVS = "read_all_cvs"
    REVIEW = "review"
    MANAGE_USERS = "manage_users"
    RETRY = "retry"
    ERASE_ANY = "erase_any"


GRANTED: dict[Role, frozenset[Permission]] = {
    Role.CANDIDATE: frozenset({Permission.UPLOAD}),
    Role.RECRUITER: frozenset({Permission.UPLOAD, Permission.SEARCH, Permission.READ_ALL_CVS}),
    Role.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, as the accounts table says at this moment."""

    user_id: int
    email: str
    role: Role
    token_version: int = 0  # of the session that asks; a turn goes on only as long as it holds

    def may(self, permission: Permission) -> bool:
        return permission in GRANTED[self.role]


async def load_caller(session: AsyncSession, user_id: int, *, token_version: int | None = None) -> Caller:
    """The caller with today's role. Raises NotSignedIn for a disabled account or an ended session."""
    user = await session.get(User, user_id)
    if user is None or not user.active:
        raise NotSignedIn()
    if token_version is not None and token_version != user.token_version:
        raise NotSignedIn()
    return Caller(user_id=user.id, email=user.email, role=Role(user.role), token_version=user.token_version)


def require(caller: Caller, permission: Permission) -> None:
    """Raise NotAllowed unless the caller's role grants `permission`."""
    if not caller.may(permission):
        raise NotAllowed()


def visible_cvs(caller: Caller) -> sa.Select[CVFile]:
    """The CVs that the caller may see: all, or those they handed in and did not withdraw."""
    query = sa.select(CVFile)
    if caller.may(Permission.READ_ALL_CVS):
        return query
    own = sa.select(CVUpload.cv_file_id).where(
        CVUpload.user_id == caller.user_id, CVUpload.withdrawn_at.is_(None)
    )
    return query.where(CVFile.id.in_(own))


async def readable_cv(session: AsyncSession, caller: Caller, cv_id: int) -> CVFile:
    """The CV row; NotFound when there is none or when it is not the caller's to see."""
    cv = await session.scalar(visible_cvs(caller).where(CVFile.id == cv_id))
    if cv is None:
        raise NotFound()
    return cv
