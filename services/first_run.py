"""The accounts that a fresh installation begins with."""

import json
import os
import secrets
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.settings import Settings
from models import User
from services.access import Role
from services.accounts import add_user

FIRST_ACCOUNTS = {
    Role.RECRUITER: "recruiter@example.com",
    Role.CANDIDATE: "candidate@example.com",
    Role.ADMIN: "admin@example.com",
}


async def prepare_accounts(session: AsyncSession, settings: Settings) -> None:
    """Make the first accounts if there are none: three with generated passwords on an embedded database, the
    admin of the environment on an external one."""
    if settings.admin_email and settings.admin_password:
        await _add_admin(session, settings.admin_email, settings.admin_password.get_secret_value())
    if not settings.embedded:
        return
    if await session.scalar(sa.select(sa.func.count()).select_from(User)) == 0:
        accounts = []
        for role, email in FIRST_ACCOUNTS.items():
            password = secrets.token_urlsafe(12)
            await add_user(session, email=email, password=password, role=role)
            accounts.append({"email": email, "password": password, "role": role})
        # Written before the transaction ends: an account whose password nobody knows would be of no use.
        _write_private(settings.first_run_file, {"url": settings.url, "accounts": accounts})


def read_first_run(settings: Settings) -> dict[str, object] | None:
    """What the first run wrote, with today's address; None where there is no such file."""
    if not settings.first_run_file.exists():
        return None
    content: dict[str, object] = json.loads(settings.first_run_file.read_text())
    if content.get("url") != settings.url:
        content["url"] = settings.url
        _write_private(settings.first_run_file, content)
    return content


async def _add_admin(session: AsyncSession, email: str, password: str) -> None:
    known = await session.scalar(sa.select(User.id).where(User.email == email.lower()))
    if known is None:
        await add_user(session, email=email, password=password, role=Role.ADMIN)


def _write_private(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)
        json.dump(content, file, indent=2)
