"""What every table of extracted values shares."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from models.base import Table


class Extracted(Table):
    """Values read from one CV. `evidence` maps a field to its schemas.evidence.Evidence, as JSON."""

    __abstract__ = True

    @declared_attr
    def cv_file_id(cls) -> Mapped[int]:
        return mapped_column(sa.ForeignKey("cv_files.id", ondelete="CASCADE"), index=True)

    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Listed(Extracted):
    """One of several entries of a CV, in the CV's own order."""

    __abstract__ = True

    position: Mapped[int] = mapped_column(default=0)
