"""The engine and its sessions. Transactions belong to the edges: application code flushes, never commits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from core.errors import DatabaseUnavailable


class Database:
    """A pool of connections to one PostgreSQL, with sessions that end with the block that opened them."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, pool_timeout=10
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end of the block, or rolled back as a whole.

        A lost connection becomes DatabaseUnavailable, a sentence that a user can be shown.
        """
        try:
            async with self._sessions.begin() as session:
                yield session
        except (OperationalError, InterfaceError, OSError) as problem:
            raise DatabaseUnavailable() from problem
        except DBAPIError as problem:
            if problem.connection_invalidated:
                raise DatabaseUnavailable() from problem
            raise

    async def connect_raw(self) -> asyncpg.Connection:
        """A connection of its own, outside the pool, for listening and for the queue."""
        _, options = self.engine.dialect.create_connect_args(make_url(self.url))
        for sqlalchemys_own in ("prepared_statement_cache_size", "prepared_statement_name_func"):
            options.pop(sqlalchemys_own, None)
        return await asyncpg.connect(**options)

    async def close(self) -> None:
        await self.engine.dispose()
