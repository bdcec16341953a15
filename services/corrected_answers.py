"""Corrections as they are shown: with their place in the profile now, a name, and who made them."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import FieldCorrection, User
from schemas.corrections import CorrectionAnswer, CorrectionKind, Values
from services.access import Caller, Permission
from services.corrected_profile import Corrected
from services.doubts import PARTS as TITLES
from services.doubts import PERSONAL


async def answers(
    session: AsyncSession, caller: Caller, rows: Sequence[FieldCorrection], result: Corrected
) -> list[CorrectionAnswer]:
    """The rows as `caller` may see them, with where each stands in the profile."""
    ids = {row.author_id for row in rows if row.author_id is not None}
    users = {user.id: user for user in await session.scalars(sa.select(User).where(User.id.in_(ids)))}
    return [
        CorrectionAnswer(
            id=row.id,
            kind=_kind(row.kind),
            field=result.path(row) if row.undone_at is None else None,
            label=_label(row),
            old=_values(row.old),
            new=_values(row.new),
            author=_author(caller, users.get(row.author_id or 0)),
            at=row.created_at,
            undone_at=row.undone_at,
            fits=row.fits,
        )
        for row in rows
    ]


def _author(caller: Caller, user: User | None) -> str:
    """Who corrected it, as far as the caller may know: their address is for those who review."""
    if user is None:
        return "a former user"
    if user.id == caller.user_id:
        return "you"
    return user.email if caller.may(Permission.REVIEW) else f"a{'n' * (user.role == 'admin')} {user.role}"


def _label(row: FieldCorrection) -> str:
    """ "Phone"; "Experience: Data engineer"."""
    if row.part == "personal_info":
        return ", ".join(PERSONAL.get(name, name) for name in row.new)
    title, heading, _ = TITLES[row.part]
    name = row.entry.get(heading) or row.old.get(heading) or row.new.get(heading)
    return f"{title}: {name}" if name else title


def _values(values: Mapping[str, Any]) -> Values:
    return {name: None if value is None else str(value) for name, value in values.items()}


def _kind(kind: str) -> CorrectionKind:
    kinds: dict[str, CorrectionKind] = {"changed": "changed", "added": "added", "removed": "removed"}
    return kinds[kind]
