"""Letters through a service that posts them: its name for each, why it refused one, when it was last asked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    instant = mailbot.store.columns.Instant(timezone=True)
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provider_id", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("refusal", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("asked_at", instant, nullable=True))
        batch_op.create_index(batch_op.f("ix_postings_provider_id"), ["provider_id"])
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.alter_column("provider_id", server_default=None)
        batch_op.alter_column("refusal", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postings_provider_id"))
        batch_op.drop_column("asked_at")
        batch_op.drop_column("refusal")
        batch_op.drop_column("provider_id")
