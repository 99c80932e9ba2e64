"""The statement of a changed ladder: in groups it says what each invoice by itself would say, on both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mailbot.config.policy import as_ladder
from mailbot.config.schema import default_ladders
from mailbot.core.deciding.ladder_shift import Place, horizon, next_of, shifted
from mailbot.core.ladder import Base, Ladder
from mailbot.core.workdays import Workdays
from mailbot.store.lists.ladder_places import places, standing_there
from mailbot.store.session import Books
from mailbot.store.tables import ClientRow, InvoiceRow

NOW, TODAY = datetime(2026, 11, 18, 9, tzinfo=UTC), date(2026, 11, 18)
CALENDAR = Workdays("FR")
USUAL = as_ladder("professional", default_ladders()["professional"])
FROM_ISSUE = replace(USUAL, base=Base.ISSUED, levels=USUAL.levels[1:])


def moved(ladder: Ladder, days: int) -> Ladder:
    return replace(ladder, levels=tuple(replace(one, offset_days=one.offset_days + days) for one in ladder.levels))


def fill(books: Books) -> None:
    """Debts of every age, reminded or not, of clients written to or not."""
    chance = random.Random(7)
    with books.write() as session:
        for key in range(1, 9):
            contact = TODAY - timedelta(days=chance.randrange(1, 20)) if key % 3 else None
            session.add(ClientRow(id=key, code=f"C{key}", name=f"{key}", last_contact_on=contact, created_at=NOW))
        session.flush()
        for key in range(1, 241):
            due = TODAY - timedelta(days=chance.randrange(-30, 120))
            level = chance.choice([None, None, 0, 1, 2, 3])
            sent = TODAY - timedelta(days=chance.randrange(1, 60)) if level is not None else None
            invoice = InvoiceRow(
                id=key, client_id=1 + key % 8, number=f"F-{key}",
                issued_on=due - timedelta(days=chance.choice([15, 30])),
                due_on=due, total_minor=100, open_minor=0 if key % 20 == 0 else 100, level=level, level_sent_on=sent,
                deadline_on=sent + timedelta(days=8) if sent else None, created_at=NOW,
                ladder="public" if key % 30 == 0 else "",
            )  # fmt: skip
            session.add(invoice)


def alone(row: InvoiceRow, client: ClientRow) -> Place:
    return Place(
        quote=False, due_on=row.due_on, issued_on=row.issued_on, sent_on=row.sent_on, level=row.level,
        level_sent_on=row.level_sent_on, deadline_on=row.deadline_on, last_contact_on=client.last_contact_on,
        currency="EUR", count=1, minor=row.open_minor,
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(USUAL, moved(USUAL, 12)), (USUAL, moved(USUAL, -4)), (USUAL, FROM_ISSUE)])
def test_groups_say_what_each_invoice_says(books: Books, old: Ladder, new: Ladder) -> None:
    fill(books)
    seen = horizon(old, new, TODAY)
    with books.read() as session:
        grouped = list(places(session, ["professional"], seen))
        found = shifted(grouped, old, new, CALENDAR, TODAY, keep=200)
        rows = session.query(InvoiceRow, ClientRow).join(ClientRow, ClientRow.id == InvoiceRow.client_id)
        each = [alone(row, client) for row, client in rows if row.open_minor and not row.ladder]
        single = shifted(each, old, new, CALENDAR, TODAY)
        for name in ("invoices", "moved", "sooner", "later", "due_count", "before", "after", "due"):
            assert getattr(found, name) == getattr(single, name), name
        assert found.moved > 0
        for one in found.first:
            there = standing_there(session, ["professional"], seen, one.place, 500)
            assert len(there) == one.place.count
            assert {next_of(alone(row, client), new, CALENDAR, TODAY) for row, client in there} == {one.after}


def test_old_debts_stand_together(books: Books) -> None:
    fill(books)
    with books.read() as session:
        grouped = list(places(session, ["professional"], horizon(USUAL, USUAL, TODAY)))
    assert sum(one.count for one in grouped) == 224
    assert min(one.due_on for one in grouped) >= TODAY - timedelta(days=33)
