"""Which database: the external one of the environment, or the embedded one that already runs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.embedded_postgres import START_SECONDS, EmbeddedPostgres, running_url
from core.errors import DatabaseUnavailable
from core.settings import Settings


def database_url(settings: Settings) -> str:
    """The URL for SQLAlchemy. Raises DatabaseUnavailable when the embedded server does not run."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return running_url(settings.data_dir / "pg")


def await_database_url(settings: Settings) -> str:
    """The same for a process that is started beside the embedded server, and imports while that comes up."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return database_url(settings)
        except DatabaseUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def keep_running(settings: Settings) -> None:
    """Start the embedded server again if it died; for who holds a lease. An external one is its operator's."""
    if settings.embedded:
        EmbeddedPostgres(settings.data_dir / "pg").ensure_running()


@contextmanager
def leased_database(settings: Settings) -> Iterator[str]:
    """The URL; an embedded server is started for the block if nobody else runs it."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with EmbeddedPostgres(settings.data_dir / "pg").lease() as url:
        yield url
