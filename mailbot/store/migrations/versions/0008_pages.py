"""Pages: indexes for long lists, saved views; sessions, failed attempts and the second factor."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OPEN = sa.text("open_minor <> 0")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("invoices", schema=None) as batch_op:
        for name, column in (("ix_invoices_open_by_due", "due_on"), ("ix_invoices_open_by_amount", "open_minor")):
            batch_op.create_index(name, [column, "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.create_index("ix_clients_name", ["name", "id"])
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("totp_seed", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("totp_step", sa.BigInteger(), nullable=True))
    _sign_in()
    op.create_table(
        "saved_views",
        sa.Column("id", _key(), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("created_at", _instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("page", "owner", "name", name=op.f("uq_saved_views_page_owner_name")),
    )


def _sign_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("began_at", _instant(), nullable=False),
        sa.Column("seen_at", _instant(), nullable=False),
        sa.Column("ended_at", _instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("digest", name=op.f("uq_sessions_digest")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_person_id"), ["person_id"])
    op.create_table(
        "failed_attempts",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", _instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_failed_attempts")),
    )


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant() -> mailbot.store.columns.Instant:
    return mailbot.store.columns.Instant(timezone=True)


def downgrade() -> None:
    """Take back."""
    for name in ("saved_views", "failed_attempts", "sessions"):
        op.drop_table(name)
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_seed")
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.drop_index("ix_clients_name")
    with op.batch_alter_table("invoices", schema=None) as batch_op:
        for name in ("ix_invoices_open_by_amount", "ix_invoices_open_by_due"):
            batch_op.drop_index(name)
