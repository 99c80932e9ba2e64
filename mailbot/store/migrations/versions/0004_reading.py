"""Reading: corrections of messages, what was learned from them, answers that wait for OK."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from alembic import op

import mailbot.store.columns

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = mailbot.store.columns.Instant(timezone=True)
    op.create_table(
        "corrections",
        sa.Column("id", key, nullable=False),
        sa.Column("inbox_id", key, nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=False),
        sa.Column("meant", sa.JSON(), nullable=False),
        sa.Column("undoing", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("undone_at", instant, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_corrections_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_inbox_id"), ["inbox_id"], unique=False)

    op.create_table(
        "aliases",
        sa.Column("id", key, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=320), nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("inbox_id", key, nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("undone_at", instant, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_aliases_client_id")),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_aliases_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
    )
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aliases_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            "uq_aliases_known",
            ["value", "kind", "client_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
    _answers(key, instant)


def _answers(key: sa.types.TypeEngine[int], instant: sa.types.TypeEngine[datetime]) -> None:
    op.create_table(
        "answers",
        sa.Column("id", key, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("client_id", key, nullable=False),
        sa.Column("inbox_id", key, nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("delivery_id", key, nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("decided_at", instant, nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_answers_client_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_answers_delivery_id")),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_answers_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("inbox_id", "kind", "client_id", name=op.f("uq_answers_inbox_id_kind_client_id")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_status"), ["status"], unique=False)


def downgrade() -> None:
    """Take back."""
    for name in ("answers", "aliases", "corrections"):
        op.drop_table(name)
