"""Whether this server can do its work."""

import asyncio
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from core.database import Database
from core.migration import is_current

PATIENCE = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Readiness:
    database: bool
    migrated: bool

    @property
    def ready(self) -> bool:
        return self.database and self.migrated


async def readiness(database: Database) -> Readiness:
    """Whether the database answers, and has the schema that this code expects. Never raises."""
    try:
        async with asyncio.timeout(PATIENCE):
            return Readiness(database=True, migrated=await is_current(database.engine))
    except (SQLAlchemyError, OSError, TimeoutError):
        return Readiness(database=False, migrated=False)
