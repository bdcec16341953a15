"""The API on an application of its own, spoken to over ASGI."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from fastapi import FastAPI

from api import add_routes
from core.security import issue_token
from models import User
from orchestrator.turn import Orchestrator
from services.runtime import Services

HOME = "http://experts.test"


@pytest.fixture
def app(services: Services) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app)
    app.state.services, app.state.orchestrator = services, Orchestrator(services)
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, client=("192.0.2.7", 4711))
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
        yield client


@pytest.fixture
def token(services: Services) -> Callable[[User], str]:
    secret = services.settings.auth_secret
    assert secret is not None

    def of(user: User) -> str:
        return issue_token(secret.get_secret_value(), email=user.email, token_version=user.token_version)

    return of


@pytest.fixture
def as_user(token: Callable[[User], str]) -> Callable[[User], dict[str, str]]:
    """`client.get(…, headers=as_user(user))`"""

    def headers(user: User) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(user)}"}

    return headers


@pytest.fixture
def with_cookie(token: Callable[[User], str]) -> Callable[..., dict[str, str]]:
    """The headers of a browser that is signed in to the chat, on a page of `origin`."""

    def headers(user: User, origin: str | None = HOME) -> dict[str, str]:
        sent = {"Cookie": f"access_token={token(user)}"}
        return sent | ({"Origin": origin} if origin else {})

    return headers
