"""The chat's services, from the server's start to its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.settings import Settings
from orchestrator.turn import Orchestrator
from services.page_cache import PICTURES
from services.runtime import open_services
from ui import intake_progress, runtime


@asynccontextmanager
async def serving(settings: Settings, database_url: str) -> AsyncIterator[runtime.Runtime]:
    """Build what the handlers ask for; with the block's end all of it is closed."""
    async with open_services(settings, database_url) as services:
        runtime.begin(services, Orchestrator(services))
        warming = asyncio.create_task(PICTURES.warm())
        try:
            yield runtime.current()
        finally:
            warming.cancel()
            await intake_progress.stop_all()
            runtime.end()
