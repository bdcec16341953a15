"""The sample CVs: a demonstration that goes through the real pipeline."""

import datetime as dt
from pathlib import Path

from core.database import Database
from core.settings import Settings
from models import Corpus
from services.intake import register_sample

FOLDER = Path(__file__).resolve().parent.parent / "data" / "fictional_cvs"


async def load_samples(database: Database, settings: Settings, *, again: bool = False) -> int:
    """Queue the sample CVs behind everybody's files; only once, unless `again`. Returns how many are new."""
    async with database.transaction() as session:
        corpus = await session.get_one(Corpus, 1, with_for_update=True)
        if corpus.samples_loaded_at is not None and not again:
            return 0
    added = 0
    for path in sorted(FOLDER.iterdir()):
        async with database.transaction() as session:
            answer = await register_sample(
                session, data=path.read_bytes(), filename=path.name, settings=settings
            )
            added += not answer.duplicate
    async with database.transaction() as session:
        corpus = await session.get_one(Corpus, 1, with_for_update=True)
        corpus.samples_loaded_at = dt.datetime.now(dt.UTC)
    return added
