"""How much memory a long batch takes: `python -m tests.bench.memory 10000`. Reminders with letters planned, written,
drawn, approved, let go, handed over by SMTP, recorded; a line every thousand letters, with the memory of this process
and of the largest that draws. `python -m tests.bench.memory 10000 undrawn`: with 60 kB that differ in place of each
letter, to look at everything else sooner.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from sqlalchemy import update

from mailbot.config.schema import Smtp
from mailbot.outbound.smtp import SmtpSender
from mailbot.store.tables import InvoiceRow, ReminderRow
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.draft_reminders import draft_all
from mailbot.tasks.sending.release_reminders import release
from tests.bench.firm import NOW, TODAY, large
from tests.bench.sink import sink
from tests.firm import BOT, CONFIG

_EVERY = 1_000


class _Undrawn:
    """Makes 60 kB of each page, as fast as they can be copied."""

    made_of = None
    _bytes = os.urandom(60_000)

    def pdf(self, html: str, sheet: str = "") -> bytes:
        return self._bytes + hashlib.sha256(html.encode()).digest()


def main(count: int, *, drawn: bool = True) -> None:
    """Do it for so many letters."""
    config = f"{CONFIG}\nschedule: {{max_per_run: {count}}}\n"
    office = large(Path(tempfile.mkdtemp()) / "firm", clients=count * 10, due=count, sleeping=0, config=config)
    office = office if drawn else replace(office, press=_Undrawn)  # type: ignore[arg-type]  # all that is asked of one
    sent = TODAY.replace(month=10)
    with office.books.write() as session:
        session.execute(update(InvoiceRow).values(level=1, level_sent_on=sent, deadline_on=sent))
    _say("at the beginning")
    _say(f"{plan(office, NOW).proposed:,} proposed")

    def told(step: str, done: int, of: int) -> None:
        if done // _EVERY != (done - 16) // _EVERY or done == of:
            _say(f"{done:,} drawn")

    draft_all(office, NOW, told)
    with office.books.write() as session:
        session.execute(update(ReminderRow).values(status="approved", approved_hash=ReminderRow.content_hash))
    release(office, NOW)
    _say("let go by the gate")
    with sink() as port:
        server = Smtp(host="127.0.0.1", port=port, security="none", user="-")
        office = replace(office, open_sender=lambda: SmtpSender(server, BOT, ""))
        while done := deliver(office, NOW, _EVERY).sent:
            _say(f"{done:,} more sent")


def _say(what: str) -> None:
    children = [_resident(child) for child in _children()]
    sys.stdout.write(f"{what}: {_resident('self')} MB, of the largest other process {max(children, default=0)} MB\n")
    sys.stdout.flush()


def _children() -> list[str]:
    threads = Path("/proc/self/task").iterdir()
    return [child for thread in threads for child in (thread / "children").read_text().split()]


def _resident(process: str) -> int:
    """Megabytes that a process has in memory now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, drawn="undrawn" not in sys.argv)
