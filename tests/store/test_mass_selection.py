"""What a mass filter selects, on both databases; and runs that are taken by one worker at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from mailbot.core.deciding.mass import MassFilter, approaches
from mailbot.core.reminder import ReminderStatus
from mailbot.store.dunning import mass, runs
from mailbot.store.dunning.mass import Selection
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.session import Books
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderLineRow, ReminderRow
from tests.factories import a_ladder

TODAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
LADDERS = {"professional": a_ladder(), "soft": a_ladder(name="soft")}


def add_client(session, key, code, **more):
    session.add(ClientRow(id=key, code=code, name=f"Client {code}", created_at=NOW, **more))
    session.flush()


def add_invoice(session, key, client, days, minor=10_000, **more):
    session.add(
        InvoiceRow(
            id=key, client_id=client, number=f"F-{key}", issued_on=TODAY - timedelta(days=days + 30),
            due_on=TODAY - timedelta(days=days), total_minor=minor, open_minor=more.pop("open_minor", minor),
            created_at=NOW, **more,
        )
    )  # fmt: skip
    session.flush()


def add_reminder(session, key, invoice, sent_at, *, status=ReminderStatus.SENT, advanced=True):
    session.add(
        ReminderRow(
            id=key, client_id=invoice.client_id, status=status, currency="EUR", language="fr", ladder="professional",
            level=1, level_name="rappel", channel="mail", partner="", total_minor=1, sent_at=sent_at, created_at=NOW,
        )
    )  # fmt: skip
    session.flush()
    session.add(
        ReminderLineRow(
            reminder_id=key, client_id=invoice.client_id, invoice_id=invoice.id, number=invoice.number,
            issued_on=TODAY, due_on=TODAY, total_minor=1, open_minor=1, level=key, cycle=0, days_overdue=0,
            advanced=advanced,
        )
    )  # fmt: skip
    session.flush()


@pytest.fixture
def ledger(books: Books) -> Books:
    """Eight invoices of three clients: late and early, large and small, reminded and not."""
    with books.write() as session:
        add_client(session, 1, "A", partner="h@x.example", payment_mode="Virement")
        add_client(session, 2, "B", kind="consumer", ladder="soft")
        add_client(session, 3, "C")
        add_invoice(session, 1, 1, 40, 500_000, level=1, matter="D-7")
        add_invoice(session, 2, 1, 5, 1_999)
        add_invoice(session, 3, 2, 20, 2_000, payment_mode="Chèque", partner="j@x.example")
        add_invoice(session, 4, 2, -4)
        add_invoice(session, 5, 3, 90, 30_000, currency="JPY", ladder="soft")
        add_invoice(session, 6, 3, 90, open_minor=0)
        add_invoice(session, 7, 3, 90, -5_000, kind="credit_note")
        add_invoice(session, 8, 3, 1, level=2)
        first, last = session.get(InvoiceRow, 1), session.get(InvoiceRow, 8)
        add_reminder(session, 1, first, NOW - timedelta(days=30))
        add_reminder(session, 2, first, NOW - timedelta(days=3), advanced=False)
        add_reminder(session, 3, last, NOW - timedelta(days=12))
        add_reminder(session, 4, last, NOW - timedelta(days=2), status=ReminderStatus.BOUNCED)
        add_reminder(session, 5, last, NOW - timedelta(days=10))
    return books


def selected(books: Books, without: Iterable[str] = (), **wanted: object) -> set[int]:
    one = MassFilter(**wanted)
    with books.read() as session:
        selection = a_selection(one, tuple(without))
        clients = mass.client_ids(session, selection, 0, 100)
        found = mass.invoice_ids(session, selection, clients)
        assert sorted(found) == clients
        assert mass.count_clients(session, selection) == len(clients)
        assert sorted(mass.client_page(session, selection, 0, 100)) == clients
        keys = {key for keys in found.values() for key in keys}
        assert sum(one.invoices for one in mass.sums(session, selection)) == len(keys)
    return keys


def a_selection(wanted: MassFilter, without: tuple[str, ...] = ()) -> Selection:
    since = datetime(*wanted.last_before.timetuple()[:3], tzinfo=UTC) if wanted.last_before else None
    steps = approaches(LADDERS, wanted.next_level) if wanted.next_level is not None else ()
    names = tuple(name for name, one in LADDERS.items() if one.name == wanted.ladder)
    return Selection(
        wanted=wanted, today=TODAY, since=since, approaches=steps, ladders=names, without=without
    )  # fmt: skip


OVERDUE = {1, 2, 3, 5, 8}


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, OVERDUE),
        ({"overdue_min": None}, OVERDUE | {4}),
        ({"overdue_min": -4}, OVERDUE | {4}),
        ({"overdue_min": -3}, OVERDUE),
        ({"overdue_min": 20}, {1, 3, 5}),
        ({"overdue_max": 5}, {2, 8}),
        ({"minimum": Decimal("20")}, {1, 3, 5, 8}),
        ({"minimum": Decimal("20000")}, {5}),  # 30,000 yen, no hundredths
        ({"sent_at_least": 1}, {1, 8}),
        ({"sent_at_least": 2}, {8}),
        ({"sent_at_most": 1}, {1, 2, 3, 5}),
        ({"sent_at_most": 0}, {2, 3, 5}),
        ({"sent_at_least": 0}, OVERDUE),
        ({"last_before": date(2026, 11, 6)}, {1, 2, 3, 5}),
        ({"last_before": date(2026, 11, 7)}, OVERDUE),
        ({"last_level": 2}, {8}),
        ({"next_level": 1}, {2, 3, 5}),
        ({"next_level": 2}, {1}),
        ({"next_level": 3}, {8}),
        ({"next_level": 0, "overdue_min": None}, {4}),
        ({"payment_mode": "virement"}, {1, 2}),
        ({"payment_mode": "Chèque"}, {3}),
        ({"client": "c"}, {5, 8}),
        ({"client_kind": "consumer"}, {3}),
        ({"partner": "H@x.example"}, {1, 2}),
        ({"partner": "j@x.example"}, {3}),
        ({"matter": "d-7"}, {1}),
        ({"currency": "jpy"}, {5}),
        ({"ladder": "soft"}, {3, 5}),
        ({"ladder": "professional"}, {1, 2, 8}),
        ({"without": ("F-1", "F-99")}, OVERDUE - {1}),
    ],
)
def test_a_filter_selects_these_and_no_others(ledger: Books, wanted: dict[str, object], keys: set[int]) -> None:
    assert selected(ledger, **wanted) == keys


def test_reminders_are_counted_when_they_were_sent_and_counted_for_it(ledger: Books) -> None:
    with ledger.read() as session:
        assert mass.times_reminded(session, [1, 2, 8]) == {1: 1, 8: 2}


def test_clients_come_by_key_some_at_a_time(ledger: Books) -> None:
    with ledger.read() as session:
        selection = a_selection(MassFilter())
        assert mass.client_ids(session, selection, 0, 2) == [1, 2]
        assert mass.client_ids(session, selection, 2, 2) == [3]
        assert mass.client_ids(session, selection, 3, 2) == []
        assert mass.client_page(session, selection, 1, 1) == [2]


def test_one_worker_takes_a_run_and_the_other_sees_that_it_is_gone(books: Books) -> None:
    with books.write() as session:
        key = runs.add(session, RunRow(asked_by="h@x.example", created_at=NOW)).id
    with books.read() as session:
        seen = session.get_one(RunRow, key)
    with books.write() as session:
        assert runs.claim(session, seen, "one", NOW)
    with books.write() as session:
        assert not runs.claim(session, seen, "two", NOW)
    with books.read() as session:
        row = session.get_one(RunRow, key)
        assert (row.status, row.worker, row.started_at) == ("running", "one", NOW)


def test_what_was_left_out_is_counted_by_reason_and_named(ledger: Books) -> None:
    with ledger.write() as session:
        key = runs.add(session, RunRow(asked_by="h@x.example", created_at=NOW)).id
        found = [
            runs.Omission(client_id=1, invoice_id=one, number=f"F-{one}", verdict="disputed", why="en litige")
            for one in (2, 1)
        ]
        runs.leave_out(session, key, [*found, runs.Omission(client_id=2, verdict="failed", why="panne")])
        runs.leave_out(session, key, [])
    with ledger.read() as session:
        assert runs.omission_counts(session, key) == {"disputed": 2, "failed": 1}
        assert [row.number for row, _ in runs.omissions(session, key)] == ["F-1", "F-2", ""]
        assert [client.name for _, client in runs.omissions(session, key, verdict="failed")] == ["Client B"]
