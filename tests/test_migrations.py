"""The migrations and the models say the same, in both directions."""

import pytest
import sqlalchemy as sa
from alembic import command

from core.database import Database
from core.migration import is_current, migrate, run_alembic


@pytest.fixture(autouse=True)
def a_new_copy(spare_copies: list[str]) -> None:
    """Schemas are judged on a copy that no earlier test has used."""
    spare_copies.clear()


async def test_models_need_no_further_migration(database: Database) -> None:
    await run_alembic(database.engine, command.check)


async def test_a_migrated_database_is_current_and_an_older_one_is_not(database: Database) -> None:
    assert await is_current(database.engine)
    await run_alembic(database.engine, lambda config: command.downgrade(config, "-1"))
    assert not await is_current(database.engine)


async def test_migrations_go_down_and_up_again(database: Database) -> None:
    await run_alembic(database.engine, lambda config: command.downgrade(config, "base"))
    async with database.transaction() as session:
        tables = await session.scalars(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        assert set(tables) == {"alembic_version"}
    await migrate(database.engine)
    assert await is_current(database.engine)
