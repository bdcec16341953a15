"""The chat in this process: its routes over ASGI, its socket by the very handlers that the server calls."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import httpx
import pytest
from chainlit.session import WebsocketSession
from fastapi import FastAPI

from core.database import Database
from core.security import issue_token
from core.settings import Settings
from models import User
from orchestrator.turn import Orchestrator
from services.runtime import Services
from tests.ui.pages import SECRET, ChatPage
from ui import runtime
from ui.mount import mount_chat

ORIGIN = {"Origin": "http://testserver"}  # as a browser sends it from our own page
NOWHERE = "postgresql+asyncpg://postgres@/nowhere?host=/nonexistent"


@pytest.fixture(scope="session")
def web(settings: Settings) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mount_chat(app, settings)
    return app


@pytest.fixture
async def running(services: Services) -> AsyncIterator[Services]:
    """The handlers' services, as the server's lifespan sets them."""
    runtime.begin(services, Orchestrator(services))
    yield services
    for session in [one for one in ChatPage.opened if one is not None]:
        await session.delete()
    ChatPage.opened.clear()
    runtime.end()


@pytest.fixture
async def dead_database(running: Services) -> AsyncIterator[Callable[[], None]]:
    """Call it to take the database away."""
    nowhere = Database(NOWHERE, pool_size=1)

    def take_away() -> None:
        broken = replace(running, database=nowhere)
        runtime.begin(broken, Orchestrator(broken))

    yield take_away
    await nowhere.close()


@pytest.fixture
async def visitor(web: FastAPI, running: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that has not signed in."""
    transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=ORIGIN) as client:
        yield client


@pytest.fixture
def signed_in(web: FastAPI, running: Services) -> Callable[[User], httpx.AsyncClient]:
    """A browser with the session cookie of an account."""

    def sign_in(user: User) -> httpx.AsyncClient:
        token = issue_token(SECRET, email=user.email, token_version=user.token_version)
        transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)
        return httpx.AsyncClient(
            transport=transport,
            base_url="http://testserver",
            headers=ORIGIN,
            cookies={"access_token": token},
        )

    return sign_in


@pytest.fixture
def open_page(web: FastAPI, running: Services) -> Callable[..., Awaitable[ChatPage]]:
    """`await open_page(user, thread_id=…)`: a connected page of the chat."""

    async def opened(user: User, **options: str | None) -> ChatPage:
        page = ChatPage(user)
        await page.connect(**options)
        return page

    return opened


@pytest.fixture(autouse=True)
def no_session_left() -> None:
    assert not [one for one in ChatPage.opened if WebsocketSession.get_by_id(one.id)]
