"""Puts the chat, guarded, at the root of a web application.

Chainlit keeps its application, its socket and its configuration in modules: one process serves one chat.
"""

import asyncio
import os
from contextlib import AsyncExitStack

from chainlit import server as chainlit_server
from chainlit.auth import cookie, ensure_jwt_secret
from chainlit.config import FILES_DIRECTORY, config, load_module
from fastapi import FastAPI

from core.connection import database_url
from core.errors import SettingsProblem
from core.settings import Settings, load_settings
from ui.environment import CHECKOUT, NOT_FOR_CHAINLIT, make_private, with_secret
from ui.guards import Guard, allowed_origins
from ui.routes import install_routes
from ui.serving import serving
from ui.sockets import install_socket_guards
from ui.welcome import set_upload_limit
from ui.words import install_words

APP = str(CHECKOUT / "app.py")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_mounted = False


def mount_chat(app: FastAPI, settings: Settings) -> None:
    """Mount the chat at "/". To be called last: it answers every path that nobody else does."""
    global _mounted
    _mounted = True
    config.run.module_name = APP
    load_module(APP)
    ensure_jwt_secret()
    install_guards(settings)
    app.mount("/", chainlit_server.app)


def install_guards(settings: Settings) -> None:
    """Close Chainlit's holes. Installing again, as a reload does, replaces what was installed."""
    chainlit_app = chainlit_server.app
    make_private(FILES_DIRECTORY)
    config.project.allow_origins[:] = allowed_origins(settings)
    cookie._cookie_secure = (settings.public_url or "").startswith("https://")
    set_upload_limit(settings.max_file_size)
    install_words()
    install_routes(chainlit_app)
    install_socket_guards()
    guarded = any(
        getattr(middleware.cls, "__name__", "") == Guard.__name__
        for middleware in chainlit_app.user_middleware
    )
    if not guarded:
        chainlit_app.add_middleware(Guard)


def develop() -> None:
    """Under `chainlit run app.py -w`: the same guards on a running database, for this machine only."""
    if _mounted:
        return
    if config.run.host not in LOOPBACK:
        raise SettingsProblem("`chainlit run` is for developing: it serves this machine only.")
    settings = with_secret(load_settings())
    assert settings.auth_secret is not None
    for name in NOT_FOR_CHAINLIT:
        os.environ.pop(name, None)
    os.environ["CHAINLIT_AUTH_SECRET"] = settings.auth_secret.get_secret_value()
    install_guards(settings)
    config.code.on_app_startup = lambda: start_services(settings)
    config.code.on_app_shutdown = stop_services
    try:
        asyncio.get_running_loop().create_task(start_services(settings))
    except RuntimeError:
        return  # not a reload: the server starts them


async def start_services(settings: Settings) -> None:
    """Build what the handlers ask for, on the database that runs already; what ran before a reload is closed."""
    await stop_services()
    opened = AsyncExitStack()
    await opened.enter_async_context(serving(settings, database_url(settings)))
    chainlit_server.app.state.opened = opened  # a reload forgets our modules, not Chainlit's


async def stop_services() -> None:
    """Close what `start_services` has built."""
    opened = getattr(chainlit_server.app.state, "opened", None)
    chainlit_server.app.state.opened = None
    if opened is not None:
        await opened.aclose()
