"""A large firm made in one stroke, for figures about the books."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from typing import cast as typed

from sqlalchemy import CTE, ColumnElement, Date, Integer, Table, Text, case, cast, func, insert, literal, null, select
from sqlalchemy.orm import Session

from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from tests.firm import CONFIG, Firm

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def large(folder: Path, *, clients: int, due: int, sleeping: int, url: str = "", config: str = CONFIG) -> Office:
    """An office whose `clients` owe `due` invoices that the plan must look at, a tenth of the clients owing all of
    them, and `sleeping` ones that it need not: most not yet due, every tenth reminded some days ago."""
    office = Firm(folder, config, url).office
    with office.books.write() as session:
        _add_clients(session, clients)
        late = literal(TODAY - timedelta(days=20), Date())
        _add_invoices(session, _numbers(due), {"due_on": late}, clients // 10)
        if sleeping:
            _add_sleeping(session, due, sleeping, clients)
        session.execute(func.setval("invoices_id_seq", due + sleeping).select()) if url else None
    return office


def _add_clients(session: Session, clients: int) -> None:
    n = _numbers(clients)
    code = cast(n.c.n, Text)
    values: dict[str, Any] = {"id": n.c.n, "code": literal("C") + code, "name": literal("Client ") + code}
    values["email"] = literal("c") + code + literal("@client") + code + literal(".example")
    _fill(session, ClientRow, values, n)


def _add_sleeping(session: Session, after: int, count: int, clients: int) -> None:
    n = _numbers(count)
    reminded = n.c.n % 10 == 0
    days = {
        "due_on": case((reminded, _day(-12)), else_=_spread(n.c.n, 10)),
        "next_step_on": case((reminded, _day(4)), else_=_spread(n.c.n, 5)),
        "level": case((reminded, 1), else_=null()),
        "level_sent_on": case((reminded, _day(-5)), else_=null()),
        "deadline_on": case((reminded, _day(3)), else_=null()),
    }
    _add_invoices(session, n, days, clients, after=after)


def _add_invoices(session: Session, n: CTE, days: dict[str, Any], clients: int, after: int = 0) -> None:
    number = n.c.n + after
    amount = number + 10_000
    values: dict[str, Any] = {
        "id": number,
        "client_id": n.c.n % clients + 1,
        "number": literal("F-") + cast(number, Text),
        "issued_on": _day(-60),
        "total_minor": amount,
        "open_minor": amount,
    }
    _fill(session, InvoiceRow, values | days, n)


def _fill(session: Session, kind: type[ClientRow] | type[InvoiceRow], values: dict[str, Any], n: CTE) -> None:
    table = typed(Table, kind.__table__)
    values["created_at"] = literal(NOW, table.c.created_at.type)
    rows = select(*(value.label(name) for name, value in values.items())).select_from(n)
    session.execute(insert(table).from_select(list(values), rows))


def _numbers(count: int) -> CTE:
    """1 … count."""
    n = select(literal(1, Integer()).label("n")).cte("n", recursive=True)
    return n.union_all(select(n.c.n + 1).where(n.c.n < count))


def _day(days: int) -> ColumnElement[date]:
    return literal(TODAY + timedelta(days=days), Date())


def _spread(number: ColumnElement[int], first: int) -> ColumnElement[date]:
    """One of forty days from `first` on, in turn."""
    return case({k: _day(first + k) for k in range(40)}, value=number % 40)
