"""The ASGI application: the API, the admin pages and, at "/", the chat.

uvicorn server:main_app --factory
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from api import add_routes
from core.connection import await_database_url
from core.database import Database
from core.log import configure_logging
from core.settings import Settings, load_settings
from orchestrator.turn import Orchestrator
from services.embedding import load_embedder
from services.progress import ProgressFeed
from services.runtime import Services
from ui.environment import prepare_chat, remove_uploads


def main_app() -> FastAPI:
    """The application as the environment's settings describe it, on a database that runs already."""
    configure_logging()
    settings = load_settings()
    return create_app(settings, database_url=await_database_url(settings))


def create_app(settings: Settings, *, database_url: str) -> FastAPI:
    """The application on this database. Nothing is loaded and nothing connects before it starts."""
    settings = prepare_chat(settings)
    from ui.mount import mount_chat  # Chainlit fixes its folders when it is imported

    app = FastAPI(
        title="Expert Sourcing",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan(settings, database_url),
    )
    add_routes(app)
    mount_chat(app, settings)
    return app


def _lifespan(
    settings: Settings, database_url: str
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        from ui import intake_progress, runtime

        remove_uploads(settings)
        database = Database(database_url)
        services = Services(settings, database, await load_embedder(settings), ProgressFeed(database))
        orchestrator = Orchestrator(services)
        app.state.services, app.state.orchestrator = services, orchestrator
        runtime.begin(services, orchestrator)
        services.progress.start()
        try:
            yield
        finally:
            await intake_progress.stop_all()
            await services.progress.close()
            runtime.end()
            await database.close()

    return lifespan
