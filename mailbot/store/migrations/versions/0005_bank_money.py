"""Bank money: who told of a payment, what was learned about payers, the days on which a bank spoke."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Payments that were there before are told by what brought them, so that nobody enters them a second time.
_TOLD_BEFORE = """
INSERT INTO tellings (payment_id, told_by, key, account, received_on, payer, payer_iban, label, batch, inbox_id,
                      created_at)
SELECT id,
       CASE WHEN bank = 'by hand' THEN 'hand' WHEN bank IN ('import', 'FEC') THEN 'file'
            WHEN inbox_id IS NOT NULL THEN 'notice' ELSE 'statement' END,
       'before:' || entry_key, account, received_on, payer, payer_iban, label,
       CASE WHEN substr(entry_key, 1, length(account) + 1) = account || ':' THEN substr({entry}, 1, 120) ELSE '' END,
       inbox_id, created_at
FROM payments
"""
# The bank's id, without what tells the transactions of one entry apart.
_ID = "substr(entry_key, length(account) + 2)"
_ENTRY = {"sqlite": f"substr({_ID}, 1, instr({_ID} || '/', '/') - 1)", "postgresql": f"split_part({_ID}, '/', 1)"}


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = mailbot.store.columns.Instant(timezone=True)
    op.create_table(
        "tellings",
        sa.Column("id", key, nullable=False),
        sa.Column("payment_id", key, nullable=False),
        sa.Column("told_by", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=240), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("payer_iban", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("batch", sa.String(length=120), nullable=False),
        sa.Column("inbox_id", key, nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_tellings_inbox_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_tellings_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        sa.UniqueConstraint("key", name=op.f("uq_tellings_key")),
    )
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tellings_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_tellings_payment_id"), ["payment_id"], unique=False)
    op.create_table(
        "payer_aliases",
        sa.Column("id", key, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("client_id", key, nullable=True),
        sa.Column("payment_id", key, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("undone_at", instant, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_payer_aliases_client_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payer_aliases_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payer_aliases")),
    )
    with op.batch_alter_table("payer_aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payer_aliases_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payer_aliases_value"), ["value"], unique=False)
        batch_op.create_index(
            "uq_payer_aliases_known",
            ["value", "kind", "client_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index("ix_payments_amount", ["amount_minor", "received_on"], unique=False)
    with op.batch_alter_table("bank_accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard_on", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("bank_accounts", schema=None) as batch_op:
        batch_op.alter_column("heard_on", server_default=None)
    op.execute(_TOLD_BEFORE.format(entry=_ENTRY[op.get_bind().dialect.name]))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("bank_accounts", schema=None) as batch_op:
        batch_op.drop_column("heard_on")
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_index("ix_payments_amount")
    for name in ("payer_aliases", "tellings"):
        op.drop_table(name)
