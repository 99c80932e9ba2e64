"""The aged balance from sums of the database is the one that adds invoice by invoice."""

from datetime import UTC, date, datetime, timedelta

from mailbot.core.figures.aging import OpenRow, aged
from mailbot.core.money import Money
from mailbot.store.lists import reports
from mailbot.store.session import Books
from mailbot.store.tables import ClientRow, InvoiceRow

TODAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_sums_by_client_and_column_give_the_same_aged_balance_as_every_invoice_by_itself(books: Books) -> None:
    rows: list[OpenRow] = []
    with books.write() as session:
        session.add_all(
            ClientRow(id=n, code=f"C{n}", name=f"Client {n % 3}", partner=f"p{n % 2}", created_at=NOW)
            for n in range(1, 5)
        )
        session.flush()
        for number, late in enumerate([-400, -1, 0, 1, 30, 31, 60, 61, 90, 91, 4000] * 4):
            due, owner = TODAY - timedelta(days=late), number % 4 + 1
            minor, currency = (-70 if number % 7 == 0 else 100 + number), "CHF" if number % 5 == 0 else "EUR"
            own, kind = "own" if number % 3 == 0 else "", "quote" if number % 11 == 4 else "invoice"
            session.add(
                InvoiceRow(
                    client_id=owner,
                    number=f"F-{number}",
                    kind=kind,
                    issued_on=due,
                    due_on=due,
                    currency=currency,
                    total_minor=minor,
                    open_minor=minor,
                    partner=own,
                    created_at=NOW,
                )  # fmt: skip
            )
            if kind == "invoice":
                whose = own or f"p{owner % 2}"
                rows.append(OpenRow(f"Client {owner % 3}", whose, due, Money.from_minor(minor, currency)))
    with books.read() as session:
        sums = reports.open_rows(session, TODAY)
    assert aged(sums, TODAY) == aged(rows, TODAY) and len(sums) < len(rows) == 40
