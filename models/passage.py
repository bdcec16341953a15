import sqlalchemy as sa
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class Passage(Table):
    """A searchable piece of a CV, free of names, contacts and other personal data.

    `start` and `end` span the piece in the CV's text; `text` is what was indexed, with personal data cut out.
    """

    __tablename__ = "cv_passages"
    __table_args__ = (sa.Index("ix_cv_passages_tsv", "tsv", postgresql_using="gin"),)

    cv_file_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    tsv: Mapped[str] = mapped_column(TSVECTOR)


class PassageEmbedding(Table):
    """A passage as one embedding model sees it. The column has no fixed size: each model brings its own,
    and a partial HNSW index of its own (made in a migration or by `manage.py reindex`)."""

    __tablename__ = "passage_embeddings"
    __table_args__ = (sa.UniqueConstraint("passage_id", "model"),)

    passage_id: Mapped[int] = mapped_column(sa.ForeignKey("cv_passages.id", ondelete="CASCADE"))
    model: Mapped[str]
    embedding: Mapped[list[float]] = mapped_column(VECTOR())
