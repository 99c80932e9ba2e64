"""`verify` finds what is broken by hand: one sentence with the number of the invariant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from mailbot.tasks.desk.office import Office
from mailbot.tasks.keeping.verify import verify

_SENT = "SELECT id FROM reminders WHERE status = 'sent' ORDER BY id LIMIT 1"
_COLUMNS = (
    "client_id, invoice_id, number, issued_on, due_on, total_minor, open_minor, level, cycle, days_overdue, advanced, "
    "matter"
)
_DOUBLE = f"""
    INSERT INTO reminder_lines (reminder_id, live, {_COLUMNS}) SELECT reminder_id, 0, {_COLUMNS} FROM reminder_lines
    WHERE reminder_id = ({_SENT}) AND advanced LIMIT 1
"""
_HOLD = f"""
    INSERT INTO holds (client_id, kind, reason, sentence, outcome, currency, author, created_at, ended_by)
    SELECT client_id, 'dispute', 'x', '', '', '', 'x', '2020-01-01 00:00:00', '' FROM reminders WHERE id = ({_SENT})
"""
_UNPROVE = """
    UPDATE inbox SET understood = json_set(understood, '$.authentic', json('false'))
    WHERE id = (SELECT inbox_id FROM payments WHERE status = 'counted' LIMIT 1)
"""
_UNPROVE_ANSWERS = """
    UPDATE inbox SET understood = json_set(understood, '$.authentic', json('null')) WHERE kind = 'approval'
"""
_ROBOTS = "UPDATE inbox SET understood = json_set(understood, '$.robot', json('true')) WHERE kind = 'approval'"
_PAID_BEFORE = """
    UPDATE allocations SET created_at = '2020-01-01 00:00:00' WHERE kind = 'payment' AND reminder_id IS NOT NULL
"""

# What is done to the books, and what verify says then.
BREAKS: dict[str, tuple[str, str]] = {
    "an invoice's open amount": (
        "UPDATE invoices SET open_minor = open_minor + 1 WHERE id = 3",
        "Invariant 4: invoice",
    ),
    "a payment's rest": ("UPDATE payments SET unapplied_minor = 1 WHERE id = 1", "Invariant 4: payment 1"),
    "a line of the history": ("UPDATE events SET text = 'rien' WHERE id = 7", "Invariant 8: line 7 "),
    "a line cut out of the history": ("DELETE FROM events WHERE id = 9", "Invariant 8: line 9 "),
    "a doubled reminder": (_DOUBLE, "Invariant 2: level "),
    "a reminder of what was paid before": (_PAID_BEFORE, "Invariant 1: reminder "),
    "a reminder of what was held": (_HOLD, "held back (dispute)"),
    "a text changed after approval": (
        f"UPDATE reminders SET body_text = body_text || '!' WHERE id = ({_SENT})",
        "is not what was approved",
    ),
    "a message in no state": ("UPDATE inbox SET state = 'lost' WHERE id = 2", "Invariant 3: message 2 "),
    "a payment by an unproved mail": (_UNPROVE, "Invariant 5: payment "),
    "an approval by an unproved mail": (_UNPROVE_ANSWERS, "Invariant 5: reminder "),
    "an answer to a machine": (_ROBOTS, "Invariant 7: message "),
    "an unverified payment on an invoice": (
        "UPDATE payments SET status = 'unverified' WHERE id = 1",
        "is unverified and",
    ),
}


@pytest.mark.parametrize("what", list(BREAKS))
def test_verify_finds_what_was_broken_by_hand(what: str, copy_of_demo: Callable[[], Office]) -> None:
    statement, said = BREAKS[what]
    office = copy_of_demo()
    assert verify(office) == []
    with office.books.write() as session:
        assert session.execute(text(statement)).rowcount > 0, "the test broke nothing"
    assert any(said in problem for problem in verify(office)), verify(office)


def test_verify_finds_lost_and_changed_bytes(copy_of_demo: Callable[[], Office]) -> None:
    office = copy_of_demo()
    with office.books.read() as session:
        shas = list(session.scalars(text("SELECT sha FROM inbox ORDER BY id LIMIT 2")))
    paths = [office.settings.database.blob_folder / sha[:2] / sha[2:4] / sha for sha in shas]
    paths[0].unlink()
    paths[1].write_bytes(b"something else")
    found = verify(office)
    assert f"Invariant 3: the bytes of a message received are lost ({shas[0]})." in found
    assert f"Invariant 3: the bytes of a message received were changed ({shas[1]})." in found
