"""What is told of a payment keeps the amount of the entry that it is a part of, the day of booking, and whether a day
was told at all, or only a mail came."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("whole_minor", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("booked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("dated", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.create_index(batch_op.f("ix_tellings_whole_minor"), ["whole_minor"], unique=False)
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.alter_column("dated", server_default=None)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tellings_whole_minor"))
        batch_op.drop_column("dated")
        batch_op.drop_column("booked_on")
        batch_op.drop_column("whole_minor")
