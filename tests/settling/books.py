"""What the books hold, said in the field's words, for tests."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.checking import checks, checks_books
from mailbot.store.debts import invoices
from mailbot.store.money import doubtful
from mailbot.store.settling_tables import EntryLineRow, EntryRow
from tests.firm import Firm


def problems(session: Session, *, cash: bool = False) -> list[str]:
    """Everything that is wrong with the money."""
    session.flush()
    return [
        *invoices.balance_problems(session),
        *checks_books.payment_problems(session),
        *checks_books.entry_problems(session),
        *checks_books.booking_problems(session),
        *(f"{number} overpaid" for number, _ in checks.overpaid(session)),
        *(f"payment {key} {status}" for key, status in checks.uncounted_allocations(session)),
        *(str(one) for one in ([] if cash else doubtful.disagreements(session))),
    ]


def entries(firm: Firm) -> list[tuple[str, ...]]:
    """Every entry: its kind, and each line as `account debit credit`."""
    with firm.office.books.read() as session:
        rows = session.scalars(select(EntryRow).order_by(EntryRow.closing_on, EntryRow.number)).all()
        return [(row.kind, *_lines(session, row.id)) for row in rows]


def _lines(session: Session, entry_id: int) -> list[str]:
    query = select(EntryLineRow).where(EntryLineRow.entry_id == entry_id).order_by(EntryLineRow.id)
    return [f"{line.account} {_euros(line.debit_minor)} {_euros(line.credit_minor)}" for line in session.scalars(query)]


def _euros(minor: int) -> str:
    return f"{minor / 100:.2f}" if minor else "-"


def balance(session: Session, *accounts: str) -> int:
    """Debits less credits on these accounts, in minor units."""
    query = select(EntryLineRow).where(EntryLineRow.account.in_(accounts))
    return sum(line.debit_minor - line.credit_minor for line in session.scalars(query))
