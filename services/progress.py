"""Progress of CVs, carried from the worker to whoever shows it by PostgreSQL's NOTIFY.

The rows are the truth; a notification only says that looking again is worth it. A lost connection therefore
costs nothing but latency: followers look again after their timeout.
"""

import asyncio
from collections.abc import Collection

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.log import get_logger

CHANNEL = "cv_progress"
RECONNECT_SECONDS = 2.0
log = get_logger(__name__)


async def announce(session: AsyncSession, cv_id: int) -> None:
    """Tell followers, when this transaction commits, that the CV's row has changed."""
    await session.execute(sa.select(sa.func.pg_notify(CHANNEL, str(cv_id))))


class ProgressFeed:
    """Listens on one connection and wakes whoever waits for one of the announced CVs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[asyncio.Event, frozenset[int]] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._listen(), name="cv-progress")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def changed(self, cv_ids: Collection[int], timeout: float) -> None:
        """Return when one of `cv_ids` made progress, or after `timeout` seconds."""
        event = asyncio.Event()
        self._waiting[event] = frozenset(cv_ids)
        try:
            async with asyncio.timeout(timeout):
                await event.wait()
        except TimeoutError:
            return
        finally:
            del self._waiting[event]

    def _wake(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        if payload.isdecimal():
            for event, cv_ids in self._waiting.items():
                if int(payload) in cv_ids:
                    event.set()

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_until_lost()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.info("progress feed lost its connection, trying again")
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen_until_lost(self) -> None:
        connection = await self._database.connect_raw()
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        try:
            await connection.add_listener(CHANNEL, self._wake)
            await lost.wait()
        finally:
            connection.terminate()
