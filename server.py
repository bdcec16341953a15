"""The ASGI application: the API, the admin pages and, at "/", the chat.

uvicorn server:main_app --factory
"""

from core.quick_start import imports_are_done  # isort: split

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from api import add_routes
from core.connection import await_database_url
from core.log import configure_logging
from core.settings import Settings, load_settings
from ui.environment import prepare_chat, remove_uploads


def main_app() -> FastAPI:
    """The application as the environment's settings describe it, on a database that runs already."""
    configure_logging()
    settings = load_settings()
    app = create_app(settings, database_url=await_database_url(settings))
    imports_are_done()
    return app


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
        from ui.serving import serving

        remove_uploads(settings)
        async with serving(settings, database_url) as running:
            app.state.services, app.state.orchestrator = running.services, running.orchestrator
            yield

    return lifespan
