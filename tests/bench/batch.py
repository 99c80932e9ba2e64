"""A batch: reminders with letters planned, drafted, released, handed over, against bare WeasyPrint on their letters."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from sqlalchemy import update

from mailbot.store.tables import InvoiceRow, ReminderRow
from mailbot.tasks.deliver import deliver
from mailbot.tasks.draft_reminders import draft_all
from mailbot.tasks.office import Office
from mailbot.tasks.plan_reminders import plan
from mailbot.tasks.release_reminders import release
from tests.bench import letters
from tests.bench.firm import NOW, TODAY, large

_COUNT = 8
_folders = itertools.count()


def _office() -> Office:
    """So many clients whose firm reminder, with its letter, is due."""
    root = Path(tempfile.mkdtemp()) / f"firm{next(_folders)}"
    office = large(root, clients=_COUNT * 10, due=_COUNT, sleeping=0)
    sent = TODAY.replace(month=10)
    with office.books.write() as session:
        session.execute(update(InvoiceRow).values(level=1, level_sent_on=sent, deadline_on=sent))
    return office


def ours() -> int:
    """Planned, written, printed, approved, released by the gate, delivered into Maildirs, counted."""
    office = _office()
    proposed = plan(office, NOW).proposed
    draft_all(office, NOW)
    with office.books.write() as session:
        approved = {"status": "approved", "approved_hash": ReminderRow.content_hash}
        session.execute(update(ReminderRow).values(**approved))
    release(office, NOW)
    sent = deliver(office, NOW).sent
    if not sent == proposed == _COUNT:
        raise RuntimeError(f"{proposed} were proposed and {sent} sent")
    return sent


def bare() -> int:
    """As many letters, drawn."""
    return letters.bare()
