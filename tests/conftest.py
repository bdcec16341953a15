"""Real parts: an embedded PostgreSQL for the whole run, one migrated database, and a copy of it for each test
that commits. Sockets to anywhere but this machine are refused."""

import functools
import itertools
import os
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

# Chainlit writes files below its root as soon as it is imported.
os.environ.setdefault("CHAINLIT_APP_ROOT", tempfile.mkdtemp(prefix="chat-"))

import asyncpg
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncSession

from core.database import Database
from core.embedded_postgres import EmbeddedPostgres
from core.migration import ROOT, migrate
from core.security import hash_password
from core.settings import Settings
from models import Base, CVFile, User
from services.embedding import Embedder, load_embedder
from services.progress import ProgressFeed
from services.runtime import Services
from tests import factories

# Durability is of no use to a test, and the slowest thing a database does.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "120"}
COPIES = itertools.count(1)
OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
NEWEST = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
AS_NEW = ";\n".join(
    [
        *(str(sa.delete(table)) for table in reversed(Base.metadata.sorted_tables)),
        "DELETE FROM pgqueuer",
        "DELETE FROM pgqueuer_log",
        "INSERT INTO corpus (id, version, embedding_model) VALUES (1, 0, 'builtin')",
    ]
)
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright lives it occupies the thread's event loop."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True, scope="session")
def no_way_out() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        outside = self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOCAL)
        if outside:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder with a short path: a socket's name holds about a hundred bytes."""
    folder = Path(tempfile.mkdtemp(prefix="es-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def migrated_url(scratch: Path) -> AsyncIterator[str]:
    """A server with one migrated, empty database."""
    with EmbeddedPostgres(scratch / "pg", configuration=FAST).lease() as url:
        database = Database(url)
        await migrate(database.engine)
        await database.close()
        yield url


@pytest.fixture(scope="session")
def spare_copies() -> list[str]:
    """Names of copies that earlier tests have left, emptied."""
    return []


@pytest.fixture
async def database(migrated_url: str, spare_copies: list[str]) -> AsyncIterator[Database]:
    """A database of the test's own, a copy of the migrated one: what is committed stays in it for this test."""
    folder = migrated_url.rpartition("host=")[2]
    name = spare_copies.pop() if spare_copies else await _new_copy(folder)
    own = Database(f"postgresql+asyncpg://postgres@/{name}?host={folder}", pool_size=5)
    yield own
    await own.close()
    if await _emptied(folder, name):
        spare_copies.append(name)


async def _new_copy(folder: str) -> str:
    name = f"copy_{next(COPIES)}"
    server = await asyncpg.connect(host=folder, user="postgres", database="template1")
    await server.execute(f'CREATE DATABASE "{name}" TEMPLATE postgres STRATEGY FILE_COPY')
    await server.close()
    return name


async def _emptied(folder: str, name: str) -> bool:
    """Make a used copy as good as new; False for one whose schema a test has changed."""
    connection = await asyncpg.connect(host=folder, user="postgres", database=name)
    try:
        await connection.execute(OTHERS_OUT)
        await connection.execute(AS_NEW)
        version = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.PostgresError:
        return False
    finally:
        await connection.close()
    return bool(version == NEWEST)


@pytest.fixture
async def session(request: pytest.FixtureRequest, migrated_url: str) -> AsyncIterator[AsyncSession]:
    """A session that is rolled back after the test; code under test may commit. In a test that also uses
    `database` or `services`, it is a session on that database."""
    if "database" in request.fixturenames:
        own: Database = request.getfixturevalue("database")
        async with AsyncSession(own.engine, expire_on_commit=False) as session:
            yield session
        return
    shared = Database(migrated_url, pool_size=1)
    async with shared.engine.connect() as connection:
        outer = await connection.begin()
        async with AsyncSession(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        await outer.rollback()
    await shared.close()


@pytest.fixture(scope="session")
def settings(scratch: Path) -> Settings:
    return Settings(_env_file=None, data_dir=scratch / "data", auth_secret="s" * 40, sample_cvs=False)  # type: ignore[call-arg]  # pydantic-settings' own argument


@pytest.fixture(scope="session")
async def embedder(settings: Settings) -> Embedder:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return await load_embedder(settings)


@pytest.fixture
async def services(settings: Settings, database: Database, embedder: Embedder) -> AsyncIterator[Services]:
    """What the edges hand down, on a database of the test's own."""
    progress = ProgressFeed(database)
    progress.start()
    yield Services(settings, database, embedder, progress)
    await progress.close()


@pytest.fixture
def make_user(session: AsyncSession) -> Callable[..., Awaitable[User]]:
    """`await make_user(role="candidate", email=…, password=…)`, committed."""

    async def make(
        role: str = "recruiter", email: str | None = None, password: str = "correct horse"
    ) -> User:
        address = email or f"{role}{next(COPIES)}@example.com"
        user = User(email=address.lower(), password_hash=_hashed(password), role=role)
        session.add(user)
        await session.commit()
        return user

    return make


@functools.cache
def _hashed(password: str) -> str:
    """A hash is meant to be slow: each password of the tests is hashed once."""
    return hash_password(password)


@pytest.fixture
def make_cv(session: AsyncSession, embedder: Embedder) -> Callable[..., Awaitable[CVFile]]:
    """`await make_cv(full_name="…", skills=["…"], employment=[{…}], uploaded_by=user)`: a CV as if it had been
    read, searchable, with evidence for every value; see tests.factories.store_cv."""

    async def make(**facts: Any) -> CVFile:
        cv = await factories.store_cv(session, embedder, **facts)
        await session.commit()
        return cv

    return make
