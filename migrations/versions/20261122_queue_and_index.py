"""The queue's own tables, and the nearest-neighbour index of the built-in embedding model."""

from typing import Any

from alembic import op
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import Queries

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# halfvec halves the index at no measurable loss of recall; m and ef_construction are pgvector's defaults.
HNSW = """
CREATE INDEX hnsw_passage_embeddings_builtin ON passage_embeddings
USING hnsw ((embedding::halfvec(384)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)
WHERE model = 'builtin'
"""


def upgrade() -> None:
    _on_the_driver(lambda connection: Queries(AsyncpgDriver(connection)).install())
    op.execute(HNSW)


def downgrade() -> None:
    op.execute("DROP INDEX hnsw_passage_embeddings_builtin")
    _on_the_driver(lambda connection: Queries(AsyncpgDriver(connection)).uninstall())


def _on_the_driver(action: Any) -> None:
    """The library's DDL is several statements in one, which only the driver's own connection takes."""
    op.get_bind().connection.dbapi_connection.run_async(action)
