"""The ASGI application: the API, the admin pages and, at "/", the chat.

    uvicorn server:main_app --factory
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import install_api
from core.connection import database_url as running_database
from core.database import Database
from core.log import configure_logging
from core.settings import Settings, load_settings
from orchestrator.turn import Orchestrator
from services.embedding import Embedder, load_embedder
from services.progress import ProgressFeed
from services.runtime import Services
from ui.environment import prepare_chat, remove_uploads


def main_app() -> FastAPI:
    """The application as the environment's settings describe it, on a database that runs already."""
    configure_logging()
    settings = load_settings()
    return create_app(settings, database_url=running_database(settings))


def create_app(settings: Settings, *, database_url: str) -> FastAPI:
    """The application on this database; nothing connects before it starts."""
    settings = prepare_chat(settings)
    from ui.mount import mount_chat  # Chainlit fixes its folders when it is imported

    database = Database(database_url)
    services = Services(settings, database, _load_embedder(settings), ProgressFeed(database))
    orchestrator = Orchestrator(services)
    app = FastAPI(
        title="Expert Sourcing", docs_url=None, redoc_url=None, openapi_url=None,
        lifespan=_lifespan(services, orchestrator),
    )  # fmt: skip
    install_api(app, services, orchestrator)
    mount_chat(app, settings)
    return app


def _lifespan(services: Services, orchestrator: Orchestrator):  # type: ignore[no-untyped-def]  # FastAPI's shape
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        from ui import intake_progress, runtime

        remove_uploads(services.settings)
        services.progress.start()
        runtime.begin(services, orchestrator)
        try:
            yield
        finally:
            await intake_progress.stop_all()
            await services.progress.close()
            runtime.end()
            await services.database.close()

    return lifespan


def _load_embedder(settings: Settings) -> Embedder:
    """Load it in a thread with a loop of its own: uvicorn calls this factory inside its running loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(load_embedder(settings))).result()
