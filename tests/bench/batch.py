"""A batch of 1,000: reminders with letters planned, drafted, approved, released, handed over and recorded, against bare
WeasyPrint in as many processes on as many letters, which does nothing else."""

from __future__ import annotations

import itertools
import resource
import tempfile
from pathlib import Path

from sqlalchemy import update

from mailbot.store.tables import InvoiceRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.draft_reminders import draft_all
from mailbot.tasks.sending.release_reminders import release
from tests.bench import letters
from tests.bench.firm import NOW, TODAY, large
from tests.firm import CONFIG

COUNT = 1_000
_folders = itertools.count()
_offices: list[Office] = []


def prepare() -> None:
    """So many clients whose firm reminder, with its letter, is due; the pages of the bare loop."""
    root = Path(tempfile.mkdtemp()) / f"firm{next(_folders)}"
    config = f"{CONFIG}\nschedule: {{max_per_run: {COUNT}}}\n"
    office = large(root, clients=COUNT * 10, due=COUNT, sleeping=0, config=config)
    sent = TODAY.replace(month=10)
    with office.books.write() as session:
        session.execute(update(InvoiceRow).values(level=1, level_sent_on=sent, deadline_on=sent))
    _offices.append(office)
    letters.pages(COUNT)


def ours() -> int:
    """Planned, written, printed, approved, released by the gate, delivered into Maildirs, counted."""
    office = _offices.pop()
    proposed = plan(office, NOW).proposed
    draft_all(office, NOW)
    with office.books.write() as session:
        approved = {"status": "approved", "approved_hash": ReminderRow.content_hash}
        session.execute(update(ReminderRow).values(**approved))
    release(office, NOW)
    sent = deliver(office, NOW).sent
    if not sent == proposed == COUNT:
        raise RuntimeError(f"{proposed} were proposed and {sent} sent")
    return sent


def bare() -> int:
    """As many letters, drawn."""
    return letters.bare(COUNT)


def story() -> str:
    """The most memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{COUNT:,} reminders; the main process takes {peak} MB"
