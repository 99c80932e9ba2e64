"""Migrations and declared tables must say the same, on both databases."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Column, MetaData, inspect, text

from mailbot.store.schema import METADATA
from mailbot.store.session import MIGRATIONS, Books, migrate

_VALUES: dict[type, Any] = {
    bool: False, int: 1, str: "1", float: 1.0, bytes: b"1", dict: {},
    datetime: datetime(2026, 11, 1, tzinfo=UTC), date: date(2026, 11, 1),
}  # fmt: skip


VERSIONS = sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("0*.py"))


def test_migrations_give_exactly_the_declared_schema(empty_books: Books) -> None:
    migrate(empty_books, VERSIONS[0])
    migrate(empty_books)
    with empty_books.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_books_made_today_are_those_that_came_all_the_way(empty_books: Books) -> None:
    migrate(empty_books, VERSIONS[0])
    migrate(empty_books)
    grown = _told_of(empty_books)
    with empty_books.engine.execution_options(mailbot_write=True).begin() as connection:
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)
    migrate(empty_books)
    assert _told_of(empty_books) == grown


def _told_of(books: Books) -> dict[str, Any]:
    """All that the database knows of its tables, as text; the order of columns does not count."""
    with books.engine.connect() as connection:
        asked = inspect(connection)
        found: dict[str, Any] = {
            name: [
                sorted(_as_text(one) for one in told)
                for told in (
                    asked.get_columns(name), asked.get_indexes(name), asked.get_foreign_keys(name),
                    asked.get_unique_constraints(name), asked.get_check_constraints(name),
                    [asked.get_pk_constraint(name)],
                )
            ]
            for name in asked.get_table_names()
        }  # fmt: skip
        found["version"] = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return found


def _as_text(told: Any) -> str:
    if isinstance(told, Mapping):
        return str(sorted((key, _as_text(value)) for key, value in told.items()))
    return str(told)


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_books_of_every_earlier_version_are_brought_up_to_date_with_all_that_is_in_them(
    empty_books: Books, version: str
) -> None:
    migrate(empty_books, version)
    old = MetaData()
    with empty_books.engine.execution_options(mailbot_write=True).begin() as connection:
        old.reflect(connection)
        old.remove(old.tables["alembic_version"])
        for table in old.sorted_tables:
            connection.execute(table.insert().values({one.name: _something(one) for one in table.columns}))
    migrate(empty_books)
    with empty_books.engine.connect() as connection:
        counted = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in old.tables}
        enforced = connection.execute(text("PRAGMA foreign_keys")).scalar() if _is_sqlite(empty_books) else 1
    assert set(counted.values()) == {1} and enforced == 1


def _is_sqlite(books: Books) -> bool:
    return books.engine.dialect.name == "sqlite"


def _something(column: Column[Any]) -> Any:
    """A value that the column takes; every reference is to the one row."""
    kind: Any = dict if isinstance(column.type, JSON) else column.type.python_type
    if column.foreign_keys or column.primary_key:
        return kind(1)
    return _VALUES[kind]


def test_migrating_twice_is_harmless(books: Books) -> None:
    migrate(books)
