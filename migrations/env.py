"""Alembic's environment: it runs on the connection that core.migration hands in."""

from typing import Literal

from alembic import context
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.schema import SchemaItem

from models import Base

# Made by hand in migrations, since Alembic cannot compare them: the queue's own tables (its library's business)
# and the indexes over an expression.
QUEUE_PREFIX = "pgqueuer"
EXPRESSION_INDEX_PREFIX = "hnsw_"


def ours(_item: SchemaItem, name: str | None, kind: str, *_: object) -> bool:
    prefix = QUEUE_PREFIX if kind == "table" else EXPRESSION_INDEX_PREFIX
    return not (name or "").startswith(prefix)


def render(kind: str, value: object, _context: object) -> str | Literal[False]:
    if kind == "type" and isinstance(value, VECTOR):
        return "VECTOR()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_object=ours,
    render_item=render,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
