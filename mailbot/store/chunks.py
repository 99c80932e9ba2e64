"""Long lists in pieces: databases limit how many values one statement may carry. Many rows in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from mailbot.store.base import Base

Key = TypeVar("Key")

SIZE = 1000


def chunks(keys: Sequence[Key], size: int = SIZE) -> Iterator[Sequence[Key]]:
    """The keys, `size` at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def insert_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows past the session's objects. All of them name the same columns; the others get their defaults."""
    if rows:
        session.flush()
        session.execute(insert(cast(Table, kind.__table__)), [dict(row) for row in rows])
