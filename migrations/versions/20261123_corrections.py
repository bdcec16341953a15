"""What people correct in profiles, and what the reader had found before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table(
        "field_corrections",
        cv_file(index=True),
        user("author_id"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        json("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        json("old"),
        json("new"),
        sa.Column("fits", sa.Boolean, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        user("undone_by_id"),
        sa.CheckConstraint("kind IN ('changed', 'added', 'removed')", name="kind"),
    )
    table("profiles_as_read", cv_file(unique=True), json("profile"))


def downgrade() -> None:
    op.drop_table("profiles_as_read")
    op.drop_table("field_corrections")


def table(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table with what every table of ours has."""
    now = sa.func.now()
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        *columns,
    )


def cv_file(*, index: bool = False, unique: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("cv_files.id", ondelete="CASCADE")
    return sa.Column("cv_file_id", sa.BigInteger, target, nullable=False, index=index, unique=unique)


def user(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey("users.id", ondelete="SET NULL"))


def json(name: str) -> sa.Column[dict[str, object]]:
    return sa.Column(name, JSONB, nullable=False)
