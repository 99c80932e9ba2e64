"""Letters on paper: what waits, what was printed, tracking numbers, days of delivery. Reminders in one's own words."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0007"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = mailbot.store.columns.Instant(timezone=True)
    op.create_table(
        "postings",
        sa.Column("id", key, nullable=False),
        sa.Column("reminder_id", key, nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("printed_at", instant, nullable=True),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_postings_reminder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint("reminder_id", name=op.f("uq_postings_reminder_id")),
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        for name in ("status", "run", "number"):
            batch_op.create_index(batch_op.f(f"ix_postings_{name}"), [name])
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_words", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.alter_column("own_words", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_column("own_words")
    op.drop_table("postings")
