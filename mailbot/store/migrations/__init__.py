"""Alembic migrations; together they produce exactly the schema of `mailbot.store.tables`."""
