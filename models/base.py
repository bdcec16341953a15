"""What all tables share: constraint names by convention, an integer key and timezone-aware times."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {
        str: sa.Text(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        dt.datetime: sa.DateTime(timezone=True),
    }


class Table(Base):
    """A table of ours: integer `id`, `created_at` and `updated_at`."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True, sort_order=-3)
    created_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now(), sort_order=-2)
    updated_at: Mapped[dt.datetime] = mapped_column(
        server_default=sa.func.now(), onupdate=sa.func.clock_timestamp(), sort_order=-1
    )


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """A check that `column` holds one of `values` (both are constants of ours, never input)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)
