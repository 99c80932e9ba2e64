"""Rows as queues: claimed once, said once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from mailbot.core.money import Money
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan, ReminderStatus
from mailbot.store import history
from mailbot.store.dunning import deliveries, levels, reminders
from mailbot.store.mail import inbox
from mailbot.store.news import newest_about, newest_line
from mailbot.store.people import people
from mailbot.store.session import Books, open_books
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderRow
from mailbot.store.watching import alerts

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


def a_delivery(number: int) -> deliveries.NewDelivery:
    return deliveries.NewDelivery(
        kind="reminder",
        once_key=f"k{number}",
        message_id=f"<m{number}@x>",
        sender="a@x",
        recipients=("b@y",),
        raw_sha="0" * 64,
    )


def test_no_message_is_claimed_by_two_workers(books: Books) -> None:
    with books.write() as session:
        for number in range(40):
            deliveries.add(session, a_delivery(number), NOW)

    def work(worker: str) -> list[int]:
        mine: list[int] = []
        while True:
            with books.write() as session:
                rows = deliveries.claim(session, worker, NOW, limit=3)
                mine += [row.id for row in rows]
            if not rows:
                return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [key for keys in pool.map(work, ["w1", "w2", "w3", "w4"]) for key in keys]
    assert len(claimed) == len(set(claimed)) == 40


def test_a_message_with_a_known_key_is_not_queued_again(books: Books) -> None:
    with books.write() as session:
        assert deliveries.add(session, a_delivery(1), NOW) is not None
        assert deliveries.add(session, a_delivery(1), NOW) is None


def test_a_message_is_not_claimed_before_its_time(books: Books) -> None:
    with books.write() as session:
        deliveries.add(session, a_delivery(1), NOW + timedelta(minutes=5))
        assert deliveries.claim(session, "w", NOW) == []


def test_a_claimed_message_is_begun_once_and_by_its_worker(books: Books) -> None:
    with books.write() as session:
        deliveries.add(session, a_delivery(1), NOW)
        (row,) = deliveries.claim(session, "one", NOW)
    with books.write() as session:
        assert [deliveries.begin(session, row.id, worker) for worker in ("two", "one", "one")] == [False, True, False]
    with books.write() as session:
        deliveries.note_accepted(session, [(row.id, "250 ok")])
        (row,) = deliveries.by_ids(session, [row.id])
        assert (row.status, row.progress, row.answer) == ("sending", "accepted", "250 ok")


def test_news_of_a_client_are_lines_about_them_or_the_firm_but_not_those_of_the_sending(books: Books) -> None:
    with books.write() as session:
        assert newest_line(session) == 0
        for kind, client in (("hold_set", 1), ("reminder_sent", 2), ("reminder_released", None), ("hold_set", 3)):
            history.append(session, history.Entry(at=NOW, actor="x", kind=kind, text="t", client_id=client))
        assert newest_line(session) == 4
        assert newest_about(session, [1, 2], 0) == {1: 1} and newest_about(session, [1, 2], 1) == {}
        history.append(session, history.Entry(at=NOW, actor="x", kind="imported", text="t"))
        assert newest_about(session, [2], 1) == {None: 5}


def test_only_a_durable_transaction_waits_for_the_disk(tmp_path: Path) -> None:
    books = open_books(f"sqlite:///{tmp_path / 'books.db'}")
    asked = text("PRAGMA synchronous")
    for durable in (False, True, False):
        with books.write(durable=durable) as session:
            assert session.scalar(asked) == (2 if durable else 1)
    books.close()


def an_arrival(uid: str, sha: str) -> inbox.Arrival:
    return inbox.Arrival(mailbox="a@x", folder="INBOX", uidvalidity=1, uid=uid, sha=sha * 64, size=1, arrived_at=NOW)


def test_a_known_message_and_known_bytes_are_not_handled_again(books: Books) -> None:
    with books.write() as session:
        first = inbox.add(session, an_arrival("1", "a"))
        assert first is not None and first.state == "new"
        assert inbox.add(session, an_arrival("1", "a")) is None
        again = inbox.add(session, an_arrival("2", "a"))
        assert again is not None and again.state == "duplicate"


def test_a_message_that_fails_is_tried_three_times_and_the_next_one_goes_first(books: Books) -> None:
    with books.write() as session:
        inbox.add(session, an_arrival("1", "a"))
        inbox.add(session, an_arrival("2", "b"))
    order = []
    for _ in range(8):
        with books.write() as session:
            row = inbox.claim_next(session)
            order.append(row.uid if row else None)
    assert order == ["1", "2", "1", "2", "1", "2", None, None]


def a_plan(level: int = 1, cycle: int = 0) -> ReminderPlan:
    line = ReminderLine(
        invoice_id=1, number="F1", issued_on=date(2026, 10, 1), due_on=date(2026, 11, 1),
        total=Money.of(10), open=Money.of(10), level=level, cycle=cycle, days_overdue=15, advanced=True,
    )  # fmt: skip
    return ReminderPlan(
        client_id=1, currency="EUR", language="fr", ladder="professional", level=level, level_name="rappel",
        channel=Channel.MAIL, formal=False, automatic=False, partner="p@x", deadline_on=None, lines=(line,),
    )  # fmt: skip


def seed(books: Books) -> None:
    with books.write() as session:
        session.add(ClientRow(id=1, code="C1", name="Dupont", created_at=NOW))
        session.flush()
        session.add(
            InvoiceRow(
                id=1, client_id=1, number="F1", issued_on=date(2026, 10, 1), due_on=date(2026, 11, 1), total_minor=1000,
                open_minor=1000, created_at=NOW,
            )
        )  # fmt: skip


def test_a_level_of_an_invoice_is_proposed_once_per_cycle(books: Books) -> None:
    seed(books)
    with books.write() as session:
        first = reminders.add(session, a_plan(), NOW)
        assert first is not None
        assert reminders.add(session, a_plan(), NOW) is None
        assert reminders.add(session, a_plan(cycle=1), NOW) is not None
        reminders.move(session, first, ReminderStatus.REJECTED)
        assert reminders.add(session, a_plan(), NOW) is not None, "a refused one frees its level"


def test_four_planners_at_once_propose_one_reminder(books: Books) -> None:
    seed(books)

    def propose(_: int) -> bool:
        with books.write() as session:
            return reminders.add(session, a_plan(), NOW) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(propose, range(4))) == 1


def test_a_level_counts_when_sent_and_is_taken_back_to_the_one_before(books: Books) -> None:
    seed(books)
    with books.write() as session:
        for level, day in ((1, 16), (2, 28)):
            row = reminders.add(session, a_plan(level), NOW)
            assert row is not None
            for status in (ReminderStatus.APPROVED, ReminderStatus.RELEASED, ReminderStatus.SENT):
                reminders.move(session, row, status)
            row.sent_at = datetime(2026, 11, day, 9, tzinfo=UTC)
            levels.count_levels(session, row, date(2026, 11, day))
    with books.write() as session:
        second = session.get_one(ReminderRow, 2)
        assert [i.number for i in levels.uncount_levels(session, second)] == ["F1"]
        invoice = session.get_one(InvoiceRow, 1)
        assert (invoice.level, invoice.level_sent_on, invoice.cycle) == (1, date(2026, 11, 16), 1)
        assert levels.uncount_levels(session, second) == [], "taken back once"


def test_an_alert_is_raised_once(books: Books) -> None:
    alert = alerts.NewAlert(kind="k", once_key="k:1", title="t")
    with books.write() as session:
        assert alerts.raise_once(session, alert, NOW)
        assert not alerts.raise_once(session, alert, NOW)


def test_a_signed_link_works_once(books: Books) -> None:
    with books.write() as session:
        assert people.spend(session, "token", "a@x", NOW)
        assert people.is_spent(session, "token")
        assert not people.spend(session, "token", "a@x", NOW)
