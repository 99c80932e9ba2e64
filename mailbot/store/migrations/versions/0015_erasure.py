"""Erasure: how far what is on file about a client was erased, when, and how long the rest is kept; payments by day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("erased_at", mailbot.store.columns.Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("accounts_until", sa.Date(), nullable=True))
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.alter_column("erased", existing_type=sa.String(length=8), server_default=None)
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index("ix_payments_received", ["received_on", "id"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_index("ix_payments_received")
    with op.batch_alter_table("clients", schema=None) as batch_op:
        for name in ("accounts_until", "erased_at", "erased"):
            batch_op.drop_column(name)
