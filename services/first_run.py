"""The accounts that a fresh installation begins with."""

import json
import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict, SettingsProblem
from core.security import generate_password
from core.settings import Settings
from models import Corpus, PassageEmbedding, User
from services.access import Role
from services.accounts import add_user, list_users

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
            password = generate_password()
            await add_user(session, email=email, password=password, role=role)
            accounts.append({"email": email, "password": password, "role": role})
        # Written before the transaction ends: an account whose password nobody knows would be of no use.
        _write_private(settings.first_run_file, {"url": settings.url, "accounts": accounts})


async def refresh_first_run(session: AsyncSession, settings: Settings) -> list[dict[str, str]]:
    """The first accounts that still have their first password. The file follows: today's address, and no password
    that is not one any more."""
    if not settings.first_run_file.exists():
        return []
    content: dict[str, Any] = json.loads(settings.first_run_file.read_text())
    untouched = {user.email for user in await list_users(session) if user.token_version == 0 and user.active}
    accounts = [account for account in content["accounts"] if account["email"] in untouched]
    if content != {"url": settings.url, "accounts": accounts}:
        _write_private(settings.first_run_file, {"url": settings.url, "accounts": accounts})
    return accounts


async def settle_embedding_model(session: AsyncSession, name: str) -> None:
    """Make `name` the model that search uses, while nothing is embedded yet.

    Raises SettingsProblem when the corpus is embedded by another: vectors of two models cannot be compared.
    """
    corpus = await session.get_one(Corpus, 1, with_for_update=True)
    if corpus.embedding_model == name:
        return
    if await session.scalar(sa.select(PassageEmbedding.id).limit(1)) is not None:
        raise SettingsProblem(
            f"EMBEDDING_MODEL: the CVs here are embedded by '{corpus.embedding_model}', so '{name}' cannot be used"
        )
    corpus.embedding_model = name


async def _add_admin(session: AsyncSession, email: str, password: str) -> None:
    try:
        await add_user(session, email=email, password=password, role=Role.ADMIN)
    except Conflict:  # made by an earlier start
        return


def _write_private(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)
        json.dump(content, file, indent=2)
