"""What the edges build once and hand down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from core.database import Database
from core.settings import Settings
from services.embedding import Embedder, load_embedder
from services.progress import ProgressFeed
from services.reading.ocr.choice import scan_reader
from services.reading.ocr.scan_reader import BuiltinScanReader, ScanReader


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    database: Database
    embedder: Embedder
    progress: ProgressFeed
    scans: ScanReader = field(default_factory=BuiltinScanReader)


@asynccontextmanager
async def open_services(
    settings: Settings, database_url: str, *, pool_size: int = 10
) -> AsyncIterator[Services]:
    """The services of one process, closed with the block."""
    database = Database(database_url, pool_size=pool_size)
    progress = ProgressFeed(database)
    try:
        embedder = await load_embedder(settings)
        progress.start()
        yield Services(settings, database, embedder, progress, scan_reader(settings))
    finally:
        await progress.close()
        await database.close()
