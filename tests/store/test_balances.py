"""Every cent: total = open + settled, and payment = allocated + unapplied, whatever is done."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.store.checking import checks_books
from mailbot.store.debts import invoices
from mailbot.store.money import payments
from mailbot.store.money.payments import Placement, Word
from mailbot.store.schema import METADATA
from mailbot.store.session import Books, open_books
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
WORD = Word("test", "because", NOW)


def seed(session: Session) -> None:
    session.add(ClientRow(id=1, code="C1", name="Dupont", created_at=NOW))
    session.flush()
    for key, (number, total) in enumerate([("F1", 120000), ("F2", 30050), ("A1", -20000)], start=1):
        kind = "credit_note" if total < 0 else "invoice"
        session.add(
            InvoiceRow(
                id=key, client_id=1, number=number, kind=kind, issued_on=date(2026, 10, 1), due_on=date(2026, 11, 1),
                total_minor=total, open_minor=total, created_at=NOW,
            )
        )  # fmt: skip
    for key, amount in ((1, 100000), (2, 70000)):
        session.add(
            PaymentRow(
                id=key, entry_key=f"p{key}", received_on=date(2026, 11, 10), amount_minor=amount,
                unapplied_minor=amount, created_at=NOW,
            )
        )  # fmt: skip


def problems(session: Session) -> list[str]:
    session.flush()
    return invoices.balance_problems(session) + checks_books.payment_problems(session)


STEP = st.one_of(
    st.tuples(st.just("pay"), st.integers(1, 2), st.integers(1, 2), st.integers(-100, 150000)),
    st.tuples(st.just("credit"), st.just(3), st.integers(1, 2), st.integers(1, 30000)),
    st.tuples(st.just("write_off"), st.just(0), st.integers(1, 2), st.integers(1, 5000)),
    st.tuples(st.just("undo"), st.integers(0, 30), st.just(0), st.just(0)),
)


def do(session: Session, step: tuple[str, int, int, int]) -> None:
    what, source, target, amount = step
    money = Money.from_minor(amount)
    if what == "pay":
        placement = Placement(invoice_id=target, amount=money)
        payments.allocate(session, session.get_one(PaymentRow, source), [placement], WORD)
    elif what == "credit":
        note = session.get_one(InvoiceRow, source)
        payments.settle_otherwise(
            session, session.get_one(InvoiceRow, target), AllocationKind.CREDIT, money, WORD, note
        )
    elif what == "write_off":
        payments.settle_otherwise(session, session.get_one(InvoiceRow, target), AllocationKind.WRITE_OFF, money, WORD)
    else:
        rows = session.scalars(select(AllocationRow).order_by(AllocationRow.id)).all()
        if rows:
            payments.undo(session, rows[source % len(rows)], "test", NOW)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_no_sequence_of_operations_loses_a_cent(steps: list[tuple[str, int, int, int]]) -> None:
    books = open_books("sqlite://")
    METADATA.create_all(books.engine)
    with books.write() as session:
        seed(session)
        session.flush()
        for step in steps:
            try:
                do(session, step)
            except Refused:
                continue
            assert problems(session) == []
            rows = session.scalars(select(InvoiceRow)).all()
            assert all(0 <= row.open_minor <= row.total_minor for row in rows if row.kind == "invoice")
            assert all(row.total_minor <= row.open_minor <= 0 for row in rows if row.kind == "credit_note")
            assert all(0 <= row.unapplied_minor <= row.amount_minor for row in session.scalars(select(PaymentRow)))
    books.close()


def test_the_same_operations_give_the_same_balances_on_both_databases(books: Books) -> None:
    steps = [
        ("pay", 1, 1, 60000),
        ("credit", 3, 2, 20000),
        ("write_off", 0, 2, 50),
        ("pay", 2, 1, 60000),
        ("undo", 0, 0, 0),
    ]
    with books.write() as session:
        seed(session)
        session.flush()
        for step in steps:
            do(session, step)
    with books.read() as session:
        assert problems(session) == []
        assert [row.open_minor for row in session.scalars(select(InvoiceRow).order_by(InvoiceRow.id))] == [
            60000,
            10000,
            0,
        ]
        assert [row.unapplied_minor for row in session.scalars(select(PaymentRow).order_by(PaymentRow.id))] == [
            100000,
            10000,
        ]


def test_more_than_is_open_or_left_is_refused_and_changes_nothing(books: Books) -> None:
    with books.write() as session:
        seed(session)
    for step in (("pay", 2, 1, 80000), ("pay", 1, 2, 40000), ("credit", 3, 1, 30000)):
        with pytest.raises(Refused), books.write() as session:
            do(session, step)
    with books.read() as session:
        assert problems(session) == [] and session.scalars(select(AllocationRow)).all() == []


def test_a_balance_changed_by_hand_is_found(books: Books, tmp_path: Path) -> None:
    with books.write() as session:
        seed(session)
        session.flush()
        session.get_one(InvoiceRow, 1).open_minor -= 1
    with books.read() as session:
        assert [problem.split(":")[0] for problem in problems(session)] == ["F1"]
