"""The queue of CVs to be read (PgQueuer). A job is enqueued in the transaction that makes its row; the row's
status is the truth, and the sweep enqueues again what has no live job."""

from enum import IntEnum

import sqlalchemy as sa
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile
from schemas.cv import ProcessingStatus

READ_CV = "read_cv"
JOBS = sa.table("pgqueuer", sa.column("entrypoint"), sa.column("payload"), sa.column("status"))


class Priority(IntEnum):
    """Higher goes first: somebody waits for a drop, nobody for a sample."""

    SAMPLE = 0
    BULK = 10
    DROP = 100


async def enqueue_reading(session: AsyncSession, cv_id: int, priority: Priority) -> None:
    """Enqueue the reading of a CV within the session's own transaction; a live job is only moved forward."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    if raw is None:
        raise RuntimeError("the session has no connection of its own")
    await Queries(AsyncpgDriver(raw)).enqueue(
        READ_CV, _payload(cv_id), int(priority), dedupe_key=f"cv:{cv_id}", on_conflict="update_priority"
    )


def cv_of(payload: bytes | None) -> int:
    """The CV that a job is about."""
    return int((payload or b"").decode())


async def sweep(session: AsyncSession) -> int:
    """Enqueue every CV that is on its way but has no live job. Returns how many there were."""
    live = sa.select(JOBS.c.payload).where(
        JOBS.c.entrypoint == READ_CV, sa.cast(JOBS.c.status, sa.Text).in_(["queued", "picked"])
    )
    waiting = [ProcessingStatus.PENDING, ProcessingStatus.PROCESSING]
    rows = await session.execute(
        sa.select(CVFile.id, CVFile.is_sample).where(
            CVFile.processing_status.in_(waiting),
            sa.func.convert_to(sa.cast(CVFile.id, sa.Text), "UTF8").not_in(live),
        )
    )
    lost = rows.all()
    for cv_id, is_sample in lost:
        await enqueue_reading(session, cv_id, Priority.SAMPLE if is_sample else Priority.BULK)
    return len(lost)


def _payload(cv_id: int) -> bytes:
    return str(cv_id).encode()
