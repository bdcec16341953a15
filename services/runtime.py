"""What the edges build once and hand down."""

from dataclasses import dataclass

from core.database import Database
from core.settings import Settings
from services.embedding import Embedder
from services.progress import ProgressFeed


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    database: Database
    embedder: Embedder
    progress: ProgressFeed
