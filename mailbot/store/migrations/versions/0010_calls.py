"""Calls to make, each with what came of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = mailbot.store.columns.Instant(timezone=True)
    op.create_table(
        "calls",
        sa.Column("id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reminder_id", key, nullable=True),
        sa.Column("follows_id", key, nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("closed_at", instant, nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_calls_client_id")),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_calls_reminder_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["calls.id"], name=op.f("fk_calls_follows_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        for name in ("client_id", "reminder_id", "follows_id"):
            batch_op.create_index(batch_op.f(f"ix_calls_{name}"), [name])
        batch_op.create_index("ix_calls_status_due_on", ["status", "due_on"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("calls")
