"""Which database: the external one of the environment, or the embedded one that already runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.embedded_postgres import EmbeddedPostgres, running_url
from core.settings import Settings


def database_url(settings: Settings) -> str:
    """The URL for SQLAlchemy. Raises DatabaseUnavailable when the embedded server does not run."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return running_url(settings.data_dir / "pg")


@contextmanager
def leased_database(settings: Settings) -> Iterator[str]:
    """The URL; an embedded server is started for the block if nobody else runs it."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with EmbeddedPostgres(settings.data_dir / "pg").lease() as url:
        yield url
