"""The tables of accounts, conversations, CVs and search."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAMES = (
    "users", "login_failures", "audit_events", "conversations", "messages", "feedback", "people", "cv_files",
    "cv_uploads", "attachments", "message_cvs", "cv_texts", "cv_personal_info", "cv_employment",
    "cv_education", "cv_skills", "cv_certifications", "cv_projects", "cv_languages", "cv_passages",
    "passage_embeddings", "corpus", "search_runs",
)  # fmt: skip


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    accounts()
    conversations()
    cv_files()
    conversation_files()
    profiles()
    listed_entries()
    search()
    op.execute("INSERT INTO corpus (id, version, embedding_model) VALUES (1, 0, 'builtin')")


def downgrade() -> None:
    for name in reversed(NAMES):
        op.drop_table(name)
    op.execute("DROP EXTENSION vector")


def accounts() -> None:
    table(
        "users",
        text("email", required=True, unique=True),
        text("password_hash", required=True),
        text("role", required=True),
        flag("active"),
        sa.Column("token_version", sa.Integer, nullable=False),
        sa.CheckConstraint("role IN ('candidate', 'recruiter', 'admin')", name="role"),
    )
    table("login_failures", text("subject", required=True, index=True))
    table(
        "audit_events",
        link("actor_id", "users", on_delete="SET NULL", required=False),
        text("action", required=True, index=True),
        text("subject"),
        text("reason"),
        json("details"),
    )


def conversations() -> None:
    table(
        "conversations",
        sa.Column("uuid", sa.Uuid, nullable=False, unique=True),
        link("user_id", "users", on_delete="SET NULL", required=False),
        text("name"),
        json("details"),
        moment("last_message_at", server_default=sa.func.now(), nullable=False, index=True),
        moment("deleted_at"),
    )
    table(
        "messages",
        sa.Column("uuid", sa.Uuid, nullable=False, unique=True),
        link("conversation_id", "conversations"),
        text("role", required=True),
        text("content", required=True),
        json("item", required=False),
        json("ui"),
        sa.Column("input_tokens", sa.Integer),
        sa.Column("output_tokens", sa.Integer),
        sa.CheckConstraint("role IN ('user', 'assistant', 'tool_call', 'tool_result')", name="role"),
    )
    table(
        "feedback",
        link("message_id", "messages", index=False, unique=True),
        sa.Column("value", sa.Integer, nullable=False),
        text("comment"),
    )


def cv_files() -> None:
    table("people")
    table(
        "cv_files",
        sa.Column("person_id", sa.BigInteger, sa.ForeignKey("people.id"), nullable=False, index=True),
        flag("is_current"),
        flag("is_sample"),
        *(text(name, required=True) for name in ("filename", "original_filename", "file_format")),
        sa.Column("file_size", sa.Integer, nullable=False),
        text("content_type", required=True),
        sa.Column("file_data", sa.LargeBinary, nullable=False),
        text("sha256", required=True, unique=True),
        text("processing_status", required=True, index=True),
        text("status_detail"),
        text("processing_step"),
        text("extraction_provider"),
        sa.Column("extraction_confidence", sa.Numeric(3, 2)),
        flag("processed"),
        moment("processed_at"),
    )
    table(
        "cv_uploads",
        link("cv_file_id", "cv_files", index=False),
        link("user_id", "users"),
        text("filename", required=True),
        moment("withdrawn_at"),
        sa.UniqueConstraint("cv_file_id", "user_id"),
    )


def conversation_files() -> None:
    table(
        "attachments",
        sa.Column("uuid", sa.Uuid, nullable=False, unique=True),
        link("message_id", "messages"),
        link("cv_file_id", "cv_files", required=False),
        text("filename", required=True),
        text("problem"),
    )
    table(
        "message_cvs",
        link("message_id", "messages", index=False),
        link("cv_file_id", "cv_files"),
        sa.UniqueConstraint("message_id", "cv_file_id"),
    )


def profiles() -> None:
    table(
        "cv_texts",
        link("cv_file_id", "cv_files", index=False, unique=True),
        text("reader_version", required=True),
        text("text", required=True),
        *(json(name) for name in ("pages", "lines", "warnings")),
    )
    words = ("full_name", "email", "phone", "location", "professional_title", "linkedin_url", "github_url",
             "portfolio_url", "summary", "phone_e164", "country_code")  # fmt: skip
    table(
        "cv_personal_info",
        link("cv_file_id", "cv_files"),
        json("evidence"),
        *(text(name) for name in words),
        text("email_normalised", index=True),
        sa.UniqueConstraint("cv_file_id"),
    )


def listed_entries() -> None:
    listed(
        "cv_employment",
        *(text(name) for name in ("company_name", "job_title", "location", "country_code", "description")),
        *day("start"),
        *day("end"),
        flag("is_current"),
        sa.Column("duration_months", sa.Integer),
    )
    words = ("institution", "degree", "degree_level", "field_of_study", "grade")
    listed("cv_education", *(text(name) for name in words), *day("start"), *day("end"))
    listed("cv_skills", text("name"), text("category"), text("canonical", index=True))
    listed("cv_certifications", text("name"), text("issuer"), *day("issue"), *day("expiry"))
    listed("cv_projects", text("name"), text("description"), text("url"))
    listed("cv_languages", text("language"), text("proficiency"), text("language_code", index=True))


def search() -> None:
    table(
        "cv_passages",
        link("cv_file_id", "cv_files"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("position", "page", "start", "end")),
        text("text", required=True),
        sa.Column("tsv", TSVECTOR, nullable=False),
    )
    op.create_index("ix_cv_passages_tsv", "cv_passages", ["tsv"], postgresql_using="gin")
    table(
        "passage_embeddings",
        link("passage_id", "cv_passages", index=False),
        text("model", required=True),
        sa.Column("embedding", VECTOR(), nullable=False),
        sa.UniqueConstraint("passage_id", "model"),
    )
    op.create_table(
        "corpus",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        *timestamps(),
        sa.Column("version", sa.BigInteger, nullable=False),
        text("embedding_model", required=True),
        moment("samples_loaded_at"),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    table(
        "search_runs",
        sa.Column("uuid", sa.Uuid, nullable=False, unique=True),
        link("user_id", "users", on_delete="SET NULL", required=False),
        text("question", required=True),
        json("criteria"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("corpus_version", sa.BigInteger, nullable=False),
        json("person_ids"),
        json("answer"),
    )


def table(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table with an integer id and both timestamps; constraints are named by the metadata's convention."""
    key = sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True)
    op.create_table(name, key, *timestamps(), *columns)


def listed(name: str, *columns: sa.schema.SchemaItem) -> None:
    position = sa.Column("position", sa.Integer, nullable=False)
    table(name, link("cv_file_id", "cv_files"), json("evidence"), position, *columns)


def timestamps() -> tuple[sa.Column, sa.Column]:
    now = {"server_default": sa.func.now(), "nullable": False}
    return moment("created_at", **now), moment("updated_at", **now)


def text(name: str, *, required: bool = False, **options: bool) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=not required, **options)


def flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False)


def json(name: str, *, required: bool = True) -> sa.Column:
    return sa.Column(name, JSONB, nullable=not required)


def moment(name: str, **options: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), **options)


def day(name: str) -> tuple[sa.Column, sa.Column]:
    return sa.Column(f"{name}_date", sa.Date), text(f"{name}_precision")


def link(
    name: str, target: str, *, on_delete: str = "CASCADE", required: bool = True, index: bool = True,
    unique: bool = False,
) -> sa.Column:  # fmt: skip
    key = sa.ForeignKey(f"{target}.id", ondelete=on_delete)
    return sa.Column(name, sa.BigInteger, key, nullable=not required, index=index, unique=unique)
