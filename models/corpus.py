import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Table


class Corpus(Table):
    """One row (id 1): the version of all searchable CVs, and the embedding model that search uses.

    Every transaction that changes a searchable CV raises `version`.
    """

    __tablename__ = "corpus"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    embedding_model: Mapped[str]
    samples_loaded_at: Mapped[dt.datetime | None]  # once loaded and removed, the samples do not come back
