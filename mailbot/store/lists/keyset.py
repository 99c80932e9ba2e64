"""Long lists in parts that cost the same wherever they begin: a part starts at the row where the last one ended.

Counting rows to skip costs as much as the list is long; comparing with the last row seen costs one look into an index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Row, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Key:
    """A column that rows are sorted by, never NULL; `read` makes its value of what an address carries."""

    column: ColumnElement[Any] | InstrumentedAttribute[Any]
    read: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part begins: just after the row with these values of the keys, or (`back`) ends just before it."""

    values: tuple[Any, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Part(Generic[Found]):
    """One part of a list; `before` and `after` lead to its neighbours, empty where there is none."""

    rows: list[Found]
    before: str
    after: str


def day(text: str) -> date:
    """A day as an address carries it. Raises ValueError."""
    return date.fromisoformat(text)


def instant(text: str) -> datetime:
    """An instant as an address carries it. Raises ValueError."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"{text!r} is in no zone")
    return found


def place(text: str, keys: Sequence[Key], *, back: bool = False) -> Place | None:
    """The place that an address names; None when it names none, or none of this list."""
    try:
        values = json.loads(text)
        if not isinstance(values, list) or len(values) != len(keys):
            return None
        return Place(tuple(key.read(str(value)) for key, value in zip(keys, values, strict=True)), back)
    except ValueError:
        return None


def part(
    session: Session, query: Select[*tuple[Any, ...]], keys: Sequence[Key], at: Place | None, size: int, *, down: bool
) -> Part[tuple[Any, ...]]:  # fmt: skip
    """`size` rows of the query from that place on, sorted by the keys (`down`: by all of them, the largest first)."""
    back = at is not None and at.back
    falls = down != back
    columns = [key.column for key in keys]
    query = query.add_columns(*columns).order_by(*((one.desc() if falls else one) for one in columns)).limit(size + 1)
    if at is not None:
        here = tuple_(*columns)
        query = query.where(here < at.values if falls else here > at.values)
    found = list(session.execute(query))
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    return Part(
        rows=[tuple(row)[: -len(keys)] for row in shown],
        before=_mark(shown[0], keys) if shown and (more if back else at is not None) else "",
        after=_mark(shown[-1], keys) if shown and (back or more) else "",
    )


def _mark(row: Row[Any], keys: Sequence[Key]) -> str:
    values = tuple(row)[-len(keys) :]
    # A sum is a Decimal on PostgreSQL.
    said = [value if isinstance(value, int | str) else str(value) for value in values]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
