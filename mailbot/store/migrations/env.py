"""Runs migrations on the connection that `mailbot.store.session.migrate` hands over."""

from alembic import context

from mailbot.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite", compare_type=True,
)  # fmt: skip
with context.begin_transaction():
    context.run_migrations()
