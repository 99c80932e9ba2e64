"""What a flat table of an export is, and its rows, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.money import Money

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Export:
    """One table: what stands in each column, where it is read (joins and order), and which columns are minor units
    of the column `currency`."""

    columns: Mapping[str, Any]
    source: Callable[[Any], Any]
    amounts: tuple[str, ...] = ()

    @property
    def owner(self) -> Any:
        """The column with the client's code, None where the table has none."""
        return next((self.columns[name] for name in ("client", "code") if name in self.columns), None)


def rows(session: Session, export: Export, client: str = "") -> Iterator[dict[str, object]]:
    """Every row (only those of the client of that code, if one is given), streamed. Amounts are decimals; instants are
    UTC."""
    query = export.source(select(*export.columns.values())).execution_options(yield_per=_BATCH)
    if client:
        query = query.where(export.owner == client)
    for values in session.execute(query):
        row: dict[str, Any] = dict(zip(export.columns, values, strict=True))
        for name in export.amounts:
            row[name] = Money.from_minor(row[name], row["currency"]).amount
        yield row


def named(row: Any, *names: str) -> dict[str, Any]:
    """Columns that are called as in the database."""
    return {name: getattr(row, name) for name in names}
