"""What pages ask of the books, on both databases: parts of lists, sums, months, sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from mailbot.core.figures.collection import Month, Paid
from mailbot.store import history
from mailbot.store.access_tables import SessionRow
from mailbot.store.lists import debtor_list, history_list, invoice_list, keyset, money_months, owners, past_invoices
from mailbot.store.lists.debtor_list import DebtorFilter, DebtorOrder
from mailbot.store.lists.history_list import EventFilter
from mailbot.store.lists.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceState
from mailbot.store.people import sessions
from mailbot.store.session import Books
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow, PersonRow

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
TODAY = date(2026, 11, 18)
OPEN = InvoiceFilter(today=TODAY, state=InvoiceState.OPEN)


@pytest.fixture
def ledger(books: Books) -> Books:
    """Three clients with seven invoices; two of the same day, amount and client; one is half paid, one wholly."""
    with books.write() as session:
        for key, name in enumerate(("Écrou", "dupont", "Żak"), 1):
            session.add(ClientRow(id=key, code=f"C{key}", name=name, partner="A@x.example", created_at=NOW))
        session.flush()
        for key in range(1, 8):
            due = date(2026, 9, 30) + timedelta(days=7 * (key // 2))
            session.add(_invoice(key, key % 3 + 1, due))
        session.flush()
        for key, minor in ((1, 5_000), (2, 10_000)):
            session.add(_payment(key, minor))
            session.flush()
            placed = {"kind": "payment", "payment_id": key, "amount_minor": minor, "created_at": NOW}
            session.add(AllocationRow(invoice_id=key, **placed))
            session.get_one(InvoiceRow, key).open_minor -= minor
    return books


def _invoice(key: int, client: int, due: date) -> InvoiceRow:
    return InvoiceRow(
        id=key, client_id=client, number=f"F-{key}", issued_on=due - timedelta(days=30), due_on=due, total_minor=10_000,
        open_minor=10_000, level=key if key > 4 else None, partner="b@x.example" if key == 7 else "", created_at=NOW,
    )  # fmt: skip


def _payment(key: int, minor: int) -> PaymentRow:
    return PaymentRow(
        id=key, entry_key=f"k{key}", received_on=date(2026, 10, 10), amount_minor=minor, unapplied_minor=0,
        created_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("order", list(InvoiceOrder))
@pytest.mark.parametrize("down", [False, True])
def test_parts_of_two_are_the_whole_list(ledger: Books, order: InvoiceOrder, down: bool) -> None:
    keys, seen, at = invoice_list.keys_of(order), [], None
    with ledger.read() as session:
        whole = [i.id for i, _ in invoice_list.part(session, OPEN, order, size=99, down=down).rows]
        while True:
            part = invoice_list.part(session, OPEN, order, at, size=2, down=down)
            seen += [invoice.id for invoice, _ in part.rows]
            if not part.after:
                break
            at = keyset.place(part.after, keys)
        before = keyset.place(part.before, keys, back=True)
        earlier = invoice_list.part(session, OPEN, order, before, size=2, down=down).rows
    assert seen == whole
    assert sorted(seen) == [1, 3, 4, 5, 6, 7]
    assert [invoice.id for invoice, _ in earlier] == whole[-4:-2]


@pytest.mark.parametrize("order", list(DebtorOrder))
def test_parts_of_the_debtors_are_all_debtors(ledger: Books, order: DebtorOrder) -> None:
    wanted = DebtorFilter(today=TODAY)
    keys, seen, at = debtor_list.keys_of(order, wanted), [], None
    with ledger.read() as session:
        while True:
            part = debtor_list.part(session, wanted, order, at, size=1)
            seen += [(debt.client.id, debt.open_minor, debt.count) for debt in part.rows]
            if not part.after:
                break
            at = keyset.place(part.after, keys)
        assert sum(late for _, late in debtor_list.sums(session, wanted)) == 55_000
    assert sorted(seen) == [(1, 20_000, 2), (2, 25_000, 3), (3, 10_000, 1)]


def test_debtors_are_narrowed_by_whose_matter_it_is(ledger: Books) -> None:
    with ledger.read() as session:
        for partners, debts in ((("a@x.example",), 3), (("b@x.example",), 1), (("nobody",), 0)):
            wanted = DebtorFilter(today=TODAY, matters_of=partners)
            assert len(debtor_list.part(session, wanted).rows) == debts
            theirs = InvoiceFilter(today=TODAY, state=InvoiceState.OPEN, matters_of=partners)
            assert len(invoice_list.part(session, theirs, InvoiceOrder.DUE).rows) == {3: 5, 1: 1, 0: 0}[debts]
        assert owners.of(session, "client", 2) == {"a@x.example", "b@x.example"}
        assert owners.of(session, "invoice", 7) == {"b@x.example"}
        assert owners.clients_of(session, ["b@x.example"], [1, 2, 3]) == {2}


def test_sums_stop_at_so_many_rows(ledger: Books) -> None:
    with ledger.read() as session:
        assert invoice_list.sums(session, OPEN, at_most=5) is None
        found = invoice_list.sums(session, OPEN, at_most=6)
    assert found is not None
    assert [(one.count, one.open_minor) for one in found] == [(6, 55_000)]


@pytest.mark.parametrize(("words", "keys"), [("ZAK", []), ("żak", [5]), ("UPON", [1, 4, 7]), ("f-6", [6]), ("%", [])])
def test_words_are_found_in_names_and_numbers(ledger: Books, words: str, keys: list[int]) -> None:
    wanted = InvoiceFilter(today=TODAY, state=InvoiceState.OPEN, words=words)
    with ledger.read() as session:
        found = sorted(i.id for i, _ in invoice_list.part(session, wanted, InvoiceOrder.DUE).rows)
    assert found == keys


def test_money_is_counted_by_month(ledger: Books) -> None:
    with ledger.read() as session:
        assert money_months.currencies(session) == ["EUR"]
        assert sum(money_months.billed(session, "EUR").values()) == 70_000
        assert set(money_months.billed(session, "EUR")) == {Month(2026, 8), Month(2026, 9)}
        assert money_months.settled(session, "EUR") == {Month(2026, 10): 15_000}
        assert money_months.received(session, "EUR") == {Month(2026, 10): 15_000}
        assert sorted(money_months.paid_since(session, "EUR", date(2026, 1, 1))) == [Paid(2, 10), Paid(3, 3)]
        assert sum(one.minor for one in money_months.expected(session, "EUR", TODAY)) == 55_000
        past = past_invoices.fell_due(session, date(2026, 1, 1), TODAY, 99)
        assert past_invoices.count(session, date(2026, 1, 1), TODAY) == 7
    assert {invoice.id: on for invoice, _, on in past if on} == {2: date(2026, 10, 10)}


def test_a_session_is_found_by_its_token_until_it_ends(books: Books) -> None:
    with books.write() as session:
        session.add(PersonRow(id=1, email="a@x.example", name="A", role="admin", created_at=NOW))
        session.flush()
        for number in (1, 2):
            digest = sessions.digest(f"t{number}")
            sessions.begin(session, SessionRow(person_id=1, digest=digest, way="link", began_at=NOW, seen_at=NOW))
        assert _found(session, "t1", NOW - timedelta(hours=1))
        assert not _found(session, "t1", NOW)
        assert sessions.count_of(session, NOW - timedelta(hours=1)) == {1: 2}
        assert sessions.end(session, NOW, person_id=1, but=2) == 1
        assert not _found(session, "t1", NOW - timedelta(hours=1))
        assert _found(session, "t2", NOW - timedelta(hours=1))
        assert [sessions.failed(session, "a", NOW - timedelta(minutes=15), NOW) for _ in range(3)] == [1, 2, 3]
        assert sessions.failures(session, "a", NOW - timedelta(minutes=1)) == 3
        assert sessions.failures(session, "a", NOW) == 0
        assert sessions.failed(session, "a", NOW, NOW + timedelta(minutes=20)) == 1, "a new count after the pause"
        sessions.forget_before(session, NOW + timedelta(days=1))
        assert sessions.running(session, NOW - timedelta(days=1)) == []


def _found(session: Session, token: str, since: datetime) -> bool:
    return sessions.by_token(session, token, since) is not None


def test_the_history_is_read_in_parts_and_narrowed(books: Books) -> None:
    with books.write() as session:
        for number in range(5):
            kind = "payment_counted" if number % 2 else "hold_promise"
            at = NOW + timedelta(days=number)
            history.append(session, history.Entry(at=at, actor=f"p{number % 2}", kind=kind, text=f"ligne {number}"))
        first = history_list.part(session, EventFilter(), size=2)
        assert [row.text for row in first.rows] == ["ligne 4", "ligne 3"]
        place = keyset.place(first.after, history_list.KEYS)
        second = history_list.part(session, EventFilter(), place, size=2)
        assert [row.text for row in second.rows] == ["ligne 2", "ligne 1"]
        for wanted, count in (
            (EventFilter(actor="p1"), 2), (EventFilter(kinds=("hold",)), 3), (EventFilter(words="E 3"), 1),
            (EventFilter(since=NOW + timedelta(days=3)), 2), (EventFilter(until=NOW + timedelta(days=3)), 3),
        ):  # fmt: skip
            assert len(history_list.part(session, wanted).rows) == count
        assert history_list.actors(session) == ["p0", "p1"]
