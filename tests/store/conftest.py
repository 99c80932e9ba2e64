"""The books on both databases: each test that takes `books` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.store.session import Books, migrate, open_books


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    return str(request.getfixturevalue("db_url"))


@pytest.fixture
def empty_books(url: str) -> Iterator[Books]:
    """A database without any table."""
    opened = open_books(url)
    yield opened
    opened.close()


@pytest.fixture
def books(empty_books: Books) -> Books:
    migrate(empty_books)
    return empty_books
