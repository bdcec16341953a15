"""What CVs are recognised by, suggestions that two are of one person, and joins that can be undone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    marks()
    joins()
    suggestions()
    op.create_index("ix_cv_files_older", "cv_files", ["id"], postgresql_where=sa.text("NOT is_current"))


def downgrade() -> None:
    op.drop_index("ix_cv_files_older", table_name="cv_files")
    for name in ("same_person_suggestions", "person_moves", "person_joins", "cv_marks"):
        op.drop_table(name)


def marks() -> None:
    table(
        "cv_marks",
        link("cv_file_id", "cv_files", index=False),
        text("kind"),
        sa.Column("digest", sa.Text, nullable=False, index=True),
        sa.UniqueConstraint("cv_file_id", "digest"),
        sa.CheckConstraint("kind IN ('text', 'passage', 'email', 'phone', 'employer')", name="kind"),
    )


def joins() -> None:
    table(
        "person_joins", link("person_id", "people"), user("joined_by"), user("undone_by"), moment("undone_at")
    )
    table(
        "person_moves",
        link("join_id", "person_joins", index=False),
        link("cv_file_id", "cv_files"),
        link("from_person_id", "people"),
        sa.UniqueConstraint("join_id", "cv_file_id"),
    )


def suggestions() -> None:
    table(
        "same_person_suggestions",
        link("first_cv_id", "cv_files", index=False),
        link("second_cv_id", "cv_files"),
        sa.Column("reasons", JSONB, nullable=False),
        text("names"),
        sa.Column("weak", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False, index=True),
        user("decided_by"),
        moment("decided_at"),
        optional("join_id", "person_joins"),
        sa.UniqueConstraint("first_cv_id", "second_cv_id"),
        sa.CheckConstraint("first_cv_id < second_cv_id", name="order"),
        sa.CheckConstraint("state IN ('suggested', 'joined', 'dismissed')", name="state"),
        sa.CheckConstraint("names IN ('same', 'differ', 'unknown')", name="names"),
    )


def table(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table with an integer id and both timestamps; constraints are named by the metadata's convention."""
    key = sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True)
    now = {"server_default": sa.func.now(), "nullable": False}
    op.create_table(name, key, moment("created_at", **now), moment("updated_at", **now), *columns)


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=False)


def moment(name: str, **options: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), **options)


def link(name: str, to: str, *, index: bool = True) -> sa.Column:
    key = sa.ForeignKey(f"{to}.id", ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger, key, nullable=False, index=index)


def optional(name: str, to: str) -> sa.Column:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(f"{to}.id", ondelete="SET NULL"), index=True)


def user(name: str) -> sa.Column:
    """Whoever did it; their account may go, what they did stays."""
    return optional(name, "users")
