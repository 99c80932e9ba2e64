"""A large firm made in one stroke, for figures about the books."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.office import Office
from tests.firm import Firm

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def large(folder: Path, *, clients: int, due: int, sleeping: int) -> Office:
    """An office whose `clients` owe `due` invoices that the plan must look at and `sleeping` ones that it need not."""
    office = Firm(folder).office
    rows = [
        {
            "id": key, "code": f"C{key}", "name": f"Client {key}", "email": f"c{key}@client{key}.example", "cc": [],
            "created_at": NOW,
        }
        for key in range(1, clients + 1)
    ]  # fmt: skip
    with office.books.write() as session:
        session.execute(insert(ClientRow), rows)
        session.execute(insert(InvoiceRow), [_invoice(n, n % (clients // 10) + 1, 20, None) for n in range(due)])
        others = range(due, due + sleeping)
        asleep = TODAY + timedelta(days=9)
        for start in range(0, sleeping, 20_000):
            chunk = others[start : start + 20_000]
            session.execute(
                insert(InvoiceRow), [_invoice(n, clients - n % (clients * 9 // 10), -30, asleep) for n in chunk]
            )
    return office


def _invoice(number: int, client: int, days_late: int, next_step_on: date | None) -> dict[str, object]:
    due_on = TODAY - timedelta(days=days_late)
    return {
        "client_id": client, "number": f"F-{number}", "issued_on": due_on - timedelta(days=30), "due_on": due_on,
        "total_minor": 10_000 + number, "open_minor": 10_000 + number, "next_step_on": next_step_on, "created_at": NOW,
    }  # fmt: skip
