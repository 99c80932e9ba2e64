"""Batches, reminders, payments, messages, runs and alerts in parts: walked two by two they are the whole list, forwards
and back, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from mailbot.store.lists import alert_list, inbox_list, keyset, program_lists, reminder_list, run_list
from mailbot.store.lists.alert_list import AlertFilter, AlertOrder, AlertState
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.session import Books
from mailbot.store.tables import AlertRow, BatchRow, ClientRow, InboxRow, PaymentRow, ReminderRow
from mailbot.store.watching.alerts import in_order

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
A, B = "a@x.example", "b@x.example"


@pytest.fixture
def full(books: Books) -> Books:
    """Seven of everything; some on the same day, at the same instant, without a day."""
    with books.write() as session:
        session.add(ClientRow(id=1, code="C1", name="Dupont", created_at=NOW))
        session.flush()
        for key in range(1, 8):
            session.add_all(_one_of_each(key))
    return books


def _one_of_each(key: int) -> list[Any]:
    at, on = NOW + timedelta(seconds=key // 2), date(2026, 11, 1 + key // 3)
    return [
        BatchRow(id=key, partner=A if key % 2 else B, proposed_on=on, rank=key, token=f"t{key}", created_at=at),
        ReminderRow(id=key, client_id=1, status="sent", currency="EUR", language="fr", ladder="p", level=1,
                    level_name="x", channel="mail", partner=A, total_minor=1, sent_at=at if key % 2 else None,
                    created_at=at),
        PaymentRow(id=key, entry_key=f"k{key}", received_on=on, amount_minor=1, unapplied_minor=0, created_at=at),
        InboxRow(id=key, mailbox="m", folder="f", uidvalidity=1, uid=str(key), sha="", size=1, arrived_at=at,
                 state="review"),
        RunRow(id=key, asked_by=A, created_at=at),
        AlertRow(id=key, once_key=f"o{key}", kind="dispute" if key % 3 else "bounce", urgent=key % 2 == 0, title="x",
                 partner=A, act_by=on if key % 3 else None, raised_at=at, done_at=at if key > 4 else None),
    ]  # fmt: skip


Leaf = Callable[[Session, Place | None, int], Part[Any]]
OPEN, DONE = AlertFilter(), AlertFilter(state=AlertState.DONE)
LISTS: dict[str, tuple[tuple[Key, ...], Leaf, int]] = {
    "batches": (tuple(reminder_list.BATCHES), reminder_list.newest, 7),
    "batches of one partner": (tuple(reminder_list.BATCHES), lambda s, at, n: reminder_list.newest(s, at, n, (B,)), 3),
    "sent": (tuple(reminder_list.SENT), reminder_list.sent, 7),
    "payments": (tuple(inbox_list.PAYMENTS), inbox_list.recent_payments, 7),
    "messages that wait": (tuple(inbox_list.MESSAGES),
                           lambda s, at, n: inbox_list.message_part(s, at, waiting=True, size=n), 7),
    "messages": (tuple(inbox_list.MESSAGES), lambda s, at, n: inbox_list.message_part(s, at, waiting=False, size=n), 7),
    "runs": (tuple(run_list.KEYS), run_list.part, 7),
    "payments for programs": (tuple(program_lists.PAYMENTS), program_lists.payments, 7),
    "clients for programs": (tuple(program_lists.CLIENTS), program_lists.clients, 1),
    "alerts that are over": (tuple(alert_list.keys_of(DONE, AlertOrder.URGENCY)),
                             lambda s, at, n: alert_list.part(s, DONE, AlertOrder.URGENCY, at, size=n), 3),
    **{f"alerts by {order.value}": (tuple(alert_list.keys_of(OPEN, order)),
                                    lambda s, at, n, order=order: alert_list.part(s, OPEN, order, at, size=n), 4)
       for order in AlertOrder},
}  # fmt: skip


def _key_of(row: Any) -> int:
    found = row[0] if isinstance(row, tuple) else row
    for name in ("row", "reminder"):
        found = getattr(found, name, found)
    return int(found.id)


@pytest.mark.parametrize("name", LISTS)
def test_parts_of_two_are_the_whole_list_there_and_back(full: Books, name: str) -> None:
    keys, leaf, count = LISTS[name]
    with full.read() as session:
        whole = [_key_of(row) for row in leaf(session, None, 99).rows]
        there, part = [], leaf(session, None, 2)
        there += [_key_of(row) for row in part.rows]
        while part.after:
            part = leaf(session, keyset.place(part.after, keys), 2)
            there += [_key_of(row) for row in part.rows]
        back = [_key_of(row) for row in part.rows]
        while part.before:
            part = leaf(session, keyset.place(part.before, keys, back=True), 2)
            back = [_key_of(row) for row in part.rows] + back
    assert len(whole) == count
    assert there == whole and back == whole


def test_alerts_in_parts_stand_as_the_mails_list_them(full: Books) -> None:
    with full.read() as session:
        query = session.query(AlertRow.id).filter(AlertRow.done_at.is_(None)).order_by(*in_order())
        assert [_key_of(row) for row in alert_list.page(session, OPEN)] == [key for (key,) in query]
