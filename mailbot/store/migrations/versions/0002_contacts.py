"""Contacts: several people per client, each with a role, and the one an invoice names."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "contacts",
        sa.Column("id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("invoice_id", key, nullable=True),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("bounced", sa.Boolean(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_contacts_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_contacts_invoice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contacts_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contacts_email"), ["email"], unique=False)
        batch_op.create_index(
            "uq_contacts_of_invoice",
            ["invoice_id"],
            unique=True,
            sqlite_where=sa.text("invoice_id IS NOT NULL"),
            postgresql_where=sa.text("invoice_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_contacts_of_client",
            ["client_id", "role", "email"],
            unique=True,
            sqlite_where=sa.text("invoice_id IS NULL"),
            postgresql_where=sa.text("invoice_id IS NULL"),
        )


def downgrade() -> None:
    """Take back."""
    op.drop_table("contacts")
