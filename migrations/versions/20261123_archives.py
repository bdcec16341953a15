"""Files that came in an archive know which one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    archive = sa.ForeignKey("attachments.id", ondelete="CASCADE")
    op.add_column("attachments", sa.Column("archive_id", sa.BigInteger, archive))
    op.create_index("ix_attachments_archive_id", "attachments", ["archive_id"])


def downgrade() -> None:
    op.drop_column("attachments", "archive_id")
