"""A batch of 1,000: reminders with letters planned, drafted, approved, released, handed to a mail server and recorded,
against bare WeasyPrint in as many processes on as many letters, which does nothing else."""

from __future__ import annotations

import itertools
import resource
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from sqlalchemy import update

from mailbot.config.schema import Smtp
from mailbot.outbound.smtp import SmtpSender
from mailbot.store.tables import InvoiceRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.draft_reminders import draft_all
from mailbot.tasks.sending.release_reminders import release
from tests.bench import letters
from tests.bench.firm import NOW, TODAY, large
from tests.bench.mails import port
from tests.firm import BOT, CONFIG

COUNT = 1_000
_folders = itertools.count()
_offices: list[Office] = []
_seconds: dict[str, float] = {}


def prepare() -> None:
    """So many clients whose firm reminder, with its letter, is due; the pages of the bare loop."""
    root = Path(tempfile.mkdtemp()) / f"firm{next(_folders)}"
    config = f"{CONFIG}\nschedule: {{max_per_run: {COUNT}}}\n"
    office = large(root, clients=COUNT * 10, due=COUNT, sleeping=0, config=config)
    sent = TODAY.replace(month=10)
    with office.books.write() as session:
        session.execute(update(InvoiceRow).values(level=1, level_sent_on=sent, deadline_on=sent))
    server = Smtp(host="127.0.0.1", port=port(), security="none", user="-")
    _offices.append(replace(office, open_sender=lambda: SmtpSender(server, BOT, "")))
    letters.pages(COUNT)


def ours() -> int:
    """Planned, written, printed, approved, released by the gate, handed over by SMTP, counted."""
    office, begun = _offices.pop(), perf_counter()
    proposed = plan(office, NOW).proposed
    draft_all(office, NOW)
    _seconds["planned, written and printed"] = perf_counter() - begun
    with office.books.write() as session:
        approved = {"status": "approved", "approved_hash": ReminderRow.content_hash}
        session.execute(update(ReminderRow).values(**approved))
    begun = perf_counter()
    release(office, NOW)
    _seconds["gate"] = perf_counter() - begun
    begun = perf_counter()
    sent = deliver(office, NOW).sent
    _seconds["handed over and recorded"] = perf_counter() - begun
    if not sent == proposed == COUNT:
        raise RuntimeError(f"{proposed} were proposed and {sent} sent")
    return sent


def bare() -> int:
    """As many letters, drawn."""
    return letters.bare(COUNT)


def story() -> str:
    """The most memory of this process, and where the last round's time went."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in _seconds.items())
    return f"{COUNT:,} reminders; the main process takes {peak} MB; {parts}"
