"""Bringing a database to the schema that this code expects."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncEngine

ROOT = Path(__file__).resolve().parent.parent
# Two processes that start at once must not migrate at once; the number is arbitrary but fixed.
MIGRATION_LOCK = 7_214_011


async def migrate(engine: AsyncEngine) -> None:
    """Upgrade to the newest schema; waits for another process that is doing so."""

    def upgrade(config: Config) -> None:
        command.upgrade(config, "head")

    await run_alembic(engine, upgrade)


async def run_alembic(engine: AsyncEngine, action: Callable[[Config], None]) -> None:
    """Run an Alembic command on a connection of `engine`, in one transaction under the migration lock."""
    async with engine.begin() as connection:
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        await connection.run_sync(lambda plain: action(_config(plain)))


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the database has exactly the schema that this code expects."""
    async with engine.connect() as connection:
        heads = await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_heads())
    return set(heads) == set(ScriptDirectory.from_config(_config(None)).get_heads())


def _config(connection: sa.Connection | None) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["connection"] = connection
    return config
