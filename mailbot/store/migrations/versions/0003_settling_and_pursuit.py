"""Settling and pursuit: entries, penalties, instalments, interruptions, proceedings, mass runs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "runs",
        sa.Column("id", key, nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("after_client", sa.BigInteger(), nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.Column("started_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("progressed_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("finished_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("reported_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_runs_status"), ["status"], unique=False)

    op.create_table(
        "run_omissions",
        sa.Column("id", key, nullable=False),
        sa.Column("run_id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("invoice_id", key, nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_run_omissions_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_run_omissions_invoice_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_run_omissions_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_omissions")),
    )
    with op.batch_alter_table("run_omissions", schema=None) as batch_op:
        batch_op.create_index("ix_run_omissions_run_verdict", ["run_id", "verdict"], unique=False)

    op.create_table(
        "proceedings",
        sa.Column("id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("invoices", sa.JSON(), nullable=False),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("file_sha", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_proceedings_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceedings")),
    )
    with op.batch_alter_table("proceedings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proceedings_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            "uq_proceedings_open", ["client_id", "kind"], unique=True,
            sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "interruptions",
        sa.Column("id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("invoice_id", key, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("inbox_id", key, nullable=True),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("undone_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_interruptions_client_id")),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_interruptions_inbox_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_interruptions_invoice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interruptions")),
    )
    with op.batch_alter_table("interruptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interruptions_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interruptions_invoice_id"), ["invoice_id"], unique=False)

    op.create_table(
        "penalties",
        sa.Column("id", key, nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("invoice_id", key, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reminder_id", key, nullable=True),
        sa.Column("annex", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", key, nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_penalties_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_penalties_invoice_id")),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_penalties_reminder_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["penalties.id"], name=op.f("fk_penalties_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalties")),
    )
    with op.batch_alter_table("penalties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_penalties_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_penalties_invoice_id"), ["invoice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_penalties_reminder_id"), ["reminder_id"], unique=False)

    op.create_table(
        "instalments",
        sa.Column("id", key, nullable=False),
        sa.Column("hold_id", key, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("judged_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hold_id"], ["holds.id"], name=op.f("fk_instalments_hold_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalments")),
        sa.UniqueConstraint("hold_id", "rank", name=op.f("uq_instalments_hold_id_rank")),
    )
    with op.batch_alter_table("instalments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instalments_due_on"), ["due_on"], unique=False)

    op.create_table(
        "payment_uses",
        sa.Column("id", key, nullable=False),
        sa.Column("payment_id", key, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("penalty_id", key, nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.Column("undone_at", mailbot.store.columns.Instant(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payment_uses_payment_id")),
        sa.ForeignKeyConstraint(["penalty_id"], ["penalties.id"], name=op.f("fk_payment_uses_penalty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_uses")),
    )
    with op.batch_alter_table("payment_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_uses_payment_id"), ["payment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_uses_penalty_id"), ["penalty_id"], unique=False)

    op.create_table(
        "entries",
        sa.Column("id", key, nullable=False),
        sa.Column("closing_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("journal", sa.String(length=20), nullable=False),
        sa.Column("journal_name", sa.Text(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("validated_on", sa.Date(), nullable=False),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("piece_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("foreign_currency", sa.String(length=3), nullable=False),
        sa.Column("client_code", sa.Text(), nullable=False),
        sa.Column("client_name", sa.Text(), nullable=False),
        sa.Column("client_id", key, nullable=True),
        sa.Column("invoice_id", key, nullable=True),
        sa.Column("payment_id", key, nullable=True),
        sa.Column("allocation_id", key, nullable=True),
        sa.Column("use_id", key, nullable=True),
        sa.Column("reverses_id", key, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", mailbot.store.columns.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["allocation_id"], ["allocations.id"], name=op.f("fk_entries_allocation_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_entries_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_entries_invoice_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_entries_payment_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["entries.id"], name=op.f("fk_entries_reverses_id")),
        sa.ForeignKeyConstraint(["use_id"], ["payment_uses.id"], name=op.f("fk_entries_use_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("closing_on", "number", name=op.f("uq_entries_closing_on_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_entries_reverses_id")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entries_allocation_id"), ["allocation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entries_booked_on"), ["booked_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_entries_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entries_invoice_id"), ["invoice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entries_use_id"), ["use_id"], unique=False)

    op.create_table(
        "entry_lines",
        sa.Column("id", key, nullable=False),
        sa.Column("entry_id", key, nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("auxiliary", sa.Text(), nullable=False),
        sa.Column("auxiliary_name", sa.Text(), nullable=False),
        sa.Column("debit_minor", sa.BigInteger(), nullable=False),
        sa.Column("credit_minor", sa.BigInteger(), nullable=False),
        sa.Column("foreign_minor", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_entry_lines_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_lines")),
    )
    with op.batch_alter_table("entry_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_lines_entry_id"), ["entry_id"], unique=False)

    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("about_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("act_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done_why", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("deputy_delivery_id", key, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_alerts_deputy_delivery_id"), "deliveries", ["deputy_delivery_id"], ["id"]
        )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.alter_column("facts", server_default=None)
        batch_op.alter_column("done_why", server_default=None)
        batch_op.create_index("ix_alerts_open", ["kind"], sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL"))
        untold = sa.text("delivery_id IS NULL AND done_at IS NULL")
        batch_op.create_index("ix_alerts_untold", ["partner"], sqlite_where=untold, postgresql_where=untold)

    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waives_penalties", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.alter_column("waives_penalties", server_default=None)

    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("currency", sa.String(length=3), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("plan_id", key, nullable=True))
        batch_op.add_column(sa.Column("reopened_at", mailbot.store.columns.Instant(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_holds_plan_id"), ["plan_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_holds_plan_id"), "holds", ["plan_id"], ["id"])
        batch_op.create_index("ix_holds_kind_until", ["kind", "until"], unique=False)
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.alter_column("currency", server_default=None)

    with op.batch_alter_table("invoices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vat_minor", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("sent_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("mission_ended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("doubtful_on", sa.Date(), nullable=True))
        unpaid = sa.text("open_minor > 0 AND deadline_on IS NOT NULL")
        batch_op.create_index("ix_invoices_climbed", ["level", "deadline_on"], sqlite_where=unpaid, postgresql_where=unpaid)

    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reversed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reversal_key", sa.String(length=200), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_payments_reversal_key"), ["reversal_key"])

    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("quotes", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f("ix_reminders_recipient"), ["recipient"], unique=False)
        batch_op.add_column(sa.Column("in_hand_minor", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("penalties", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("run_id", key, nullable=True))
        batch_op.create_index(batch_op.f("ix_reminders_run_id"), ["run_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_reminders_run_id"), "runs", ["run_id"], ["id"])
    # Rows of before had to be given a value; new ones bring their own.
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.alter_column("by_hand", server_default=None)
        batch_op.alter_column("quotes", server_default=None)
        batch_op.alter_column("in_hand_minor", server_default=None)
        batch_op.alter_column("note", server_default=None)
        batch_op.alter_column("penalties", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reminders_run_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_reminders_run_id"))
        batch_op.drop_column("run_id")
        batch_op.drop_column("penalties")
        batch_op.drop_column("note")
        batch_op.drop_column("in_hand_minor")
        batch_op.drop_index(batch_op.f("ix_reminders_recipient"))
        batch_op.drop_column("quotes")
        batch_op.drop_column("by_hand")

    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_payments_reversal_key"), type_="unique")
        batch_op.drop_column("reversal_key")
        batch_op.drop_column("reversed_on")

    with op.batch_alter_table("invoices", schema=None) as batch_op:
        batch_op.drop_index("ix_invoices_climbed")
        batch_op.drop_column("doubtful_on")
        batch_op.drop_column("mission_ended_on")
        batch_op.drop_column("sent_on")
        batch_op.drop_column("vat_minor")

    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index("ix_holds_kind_until")
        batch_op.drop_constraint(batch_op.f("fk_holds_plan_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_holds_plan_id"))
        batch_op.drop_column("reopened_at")
        batch_op.drop_column("plan_id")
        batch_op.drop_column("currency")
        batch_op.drop_column("published_on")

    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.drop_column("waives_penalties")

    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_alerts_deputy_delivery_id"), type_="foreignkey")
        batch_op.drop_index("ix_alerts_untold")
        batch_op.drop_index("ix_alerts_open")
        for name in ("deputy_delivery_id", "done_why", "act_by", "about_id", "facts"):
            batch_op.drop_column(name)

    for name in (
        "entry_lines", "entries", "payment_uses", "instalments", "penalties", "interruptions", "proceedings",
        "run_omissions", "runs",
    ):  # fmt: skip
        op.drop_table(name)
