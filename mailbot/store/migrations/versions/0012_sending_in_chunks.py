"""Sending in chunks: how far a message that is being sent is, and since which line of the history the gate's word holds."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. What was being sent before this may have left."""
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("progress", sa.String(length=10), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("asked_line", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("progress", server_default=None)
        batch_op.alter_column("asked_line", server_default=None)
    op.execute("UPDATE deliveries SET progress = 'begun' WHERE status = 'sending'")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("asked_line")
        batch_op.drop_column("progress")
