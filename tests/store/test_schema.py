"""Migrations and declared tables must say the same, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from mailbot.store.schema import METADATA
from mailbot.store.session import Books, migrate


def test_migrations_give_exactly_the_declared_schema(books: Books) -> None:
    with books.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_every_declared_table_exists_and_is_empty(books: Books) -> None:
    with books.engine.connect() as connection:
        assert set(METADATA.tables) <= set(inspect(connection).get_table_names())
        for name in METADATA.tables:
            assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() == 0


def test_the_unique_key_of_a_reminder_line_is_partial_on_both_databases(books: Books) -> None:
    with books.engine.connect() as connection:
        indexes = {index["name"]: index for index in inspect(connection).get_indexes("reminder_lines")}
    index = indexes["uq_reminder_lines_once"]
    options = index["dialect_options"]
    assert index["unique"] and any("where" in key and "advanced" in str(value) for key, value in options.items())


def test_migrating_twice_is_harmless(books: Books) -> None:
    migrate(books)
