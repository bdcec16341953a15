"""Takes jobs from the queue and reads CVs, until it is told to stop."""

import asyncio
import signal
from datetime import timedelta

from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job

from core.connection import database_url
from core.errors import AppError, DatabaseUnavailable
from core.log import configure_logging, get_logger, log_unexpected
from core.settings import Settings, load_settings
from schemas.cv import ProcessingStatus
from services.extraction.builtin import BuiltinReader
from services.extraction.reader import ProfileReader
from services.ingestion import end_with, ingest_cv
from services.people.suggesting import next_unmarked, suggest_same_person
from services.queue import READ_CV, cv_of, sweep
from services.runtime import Services, open_services

AT_ONCE = 2  # CVs in the making; each reads in a process of its own
ATTEMPTS = 3
AWAY = 503
BACK_OFF = timedelta(seconds=2)
LONGEST_BACK_OFF = timedelta(minutes=2)
SWEEP_SECONDS = 30.0
# A killed worker's job is taken up again after this long without a sign of life.
HEARTBEAT = timedelta(seconds=12)
FAILED_FOR_GOOD = "Reading it failed on our side. It was kept: an admin can retry it."
log = get_logger("worker")


async def work(settings: Settings, database_url: str) -> None:
    """Read CVs until SIGTERM or SIGINT; the CV in hand is finished first."""
    async with open_services(settings, database_url, pool_size=AT_ONCE + 2) as services:
        queue = PgQueuer(AsyncpgDriver(await services.database.connect_raw()))
        _register(queue, services, profile_reader(settings))
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, queue.shutdown.set)
        sweeping = asyncio.create_task(_sweep_now_and_then(services))
        marking = asyncio.create_task(mark_older(services))
        log.info("reading CVs")
        await queue.run(
            dequeue_timeout=timedelta(seconds=5),
            batch_size=1,
            max_concurrent_tasks=AT_ONCE,
            heartbeat_timeout=HEARTBEAT,
            shutdown_on_listener_failure=True,
        )
        sweeping.cancel()
        marking.cancel()


def profile_reader(settings: Settings) -> ProfileReader:
    """The reader that the settings name. The SDK is imported only where an agent reads."""
    if settings.profile_reader == "agent":
        from orchestrator.profile_agent import AgentReader

        return AgentReader(settings)
    return BuiltinReader()


def _register(queue: PgQueuer, services: Services, reader: ProfileReader) -> None:
    @queue.entrypoint(READ_CV)
    async def read(job: Job) -> None:
        cv_id = cv_of(job.payload)
        try:
            await ingest_cv(services, reader, cv_id)
        except Exception as problem:
            if isinstance(problem, AppError) and problem.status == AWAY:
                # The database or a model server is away: no fault of the CV, so it waits as long as it takes.
                raise RetryRequested(_pause(job.attempts), reason=problem.code) from problem
            log_unexpected(log, f"reading CV {cv_id}", problem)
            if job.attempts + 1 >= ATTEMPTS:
                await end_with(services, cv_id, ProcessingStatus.BROKEN, FAILED_FOR_GOOD)
            else:
                raise RetryRequested(_pause(job.attempts)) from problem


def _pause(attempts: int) -> timedelta:
    doublings = min(attempts, 10)
    return min(BACK_OFF * float(2**doublings), LONGEST_BACK_OFF)


async def _sweep_now_and_then(services: Services) -> None:
    """Take up what has no live job: at the start, and what fell between a job's end and a retry."""
    while True:
        try:
            async with services.database.transaction() as session:
                if lost := await sweep(session):
                    log.info("%d CVs taken up again", lost)
        except DatabaseUnavailable:
            log.warning("the database is away")
        except Exception as problem:
            log_unexpected(log, "taking up CVs again", problem)
        await asyncio.sleep(SWEEP_SECONDS)


async def mark_older(services: Services, *, pause: float = SWEEP_SECONDS) -> None:
    """Once, at the start: look for other CVs of the same person among those read before that was done.

    One that cannot be compared is passed over; a database that is away is asked again after `pause` seconds.
    """
    after: int | None = 0
    while after is not None:
        try:
            after = await _mark_next(services, after)
        except DatabaseUnavailable:
            log.warning("the database is away")
            await asyncio.sleep(pause)
        except Exception as problem:
            log_unexpected(log, "looking for CVs to compare", problem)
            await asyncio.sleep(pause)


async def _mark_next(services: Services, after: int) -> int | None:
    """One CV in a transaction of its own, as all that changes CVs waits for it. Returns its number, None at the end."""
    async with services.database.transaction() as session:
        cv_id = await next_unmarked(session, after=after)
    if cv_id is None:
        return None
    try:
        async with services.database.transaction() as session:
            await suggest_same_person(session, cv_id)
    except DatabaseUnavailable:
        raise
    except Exception as problem:
        log_unexpected(log, f"comparing CV {cv_id}", problem)
    return cv_id


def main() -> None:
    configure_logging()
    settings = load_settings()
    asyncio.run(work(settings, database_url(settings)))


if __name__ == "__main__":
    main()
