"""The chat's services begin with the server and end with it, also when the code is reloaded while it runs."""

import pytest
from pydantic import SecretStr

from core.settings import Settings
from ui import runtime
from ui.mount import start_services, stop_services
from ui.serving import serving


@pytest.fixture
def on_database(settings: Settings, migrated_url: str) -> Settings:
    return settings.model_copy(update={"database_url": SecretStr(migrated_url)})


async def test_the_services_are_there_while_the_server_serves(settings: Settings, migrated_url: str) -> None:
    async with serving(settings, migrated_url) as running:
        assert runtime.current() is running
    with pytest.raises(runtime.NotStarted):
        runtime.current()


async def test_a_failing_server_leaves_nothing_open(settings: Settings, migrated_url: str) -> None:
    with pytest.raises(RuntimeError, match="the server failed"):
        async with serving(settings, migrated_url) as running:
            engine = running.services.database.engine
            async with engine.connect():
                pass
            raise RuntimeError("the server failed")
    assert engine.pool.checkedin() == 0  # type: ignore[attr-defined]  # of the pool that is used
    with pytest.raises(runtime.NotStarted):
        runtime.current()


async def test_starting_again_after_a_reload_closes_what_ran_before(on_database: Settings) -> None:
    await start_services(on_database)
    first = runtime.current().services
    async with first.database.engine.connect():
        pass
    pool = first.database.engine.pool
    assert pool.checkedin() == 1  # type: ignore[attr-defined]
    await start_services(on_database)
    assert pool.checkedin() == 0  # type: ignore[attr-defined]
    assert runtime.current().services is not first
    await stop_services()
    with pytest.raises(runtime.NotStarted):
        runtime.current()
    await stop_services()
