"""Planning: our verdicts and reminders against a bare SQL read of the same rows, which decides nothing.

20,000 invoices are due, of 1,000,000 open ones of 100,000 clients. The text after the figure tells how long that takes,
and how much longer than the same 20,000 of 40,000: near 1, because the cost follows what is due. What the same clients
have overdue besides is judged too, for it is mentioned beside the rest; of the million that is some more.
"""

from __future__ import annotations

import resource
import tempfile
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.let_sleep import let_sleep
from mailbot.tasks.planning.plan_reminders import dry_run_due
from tests.bench.firm import NOW, TODAY, large

CLIENTS, DUE = 100_000, 20_000
MANY, FEW = 1_000_000, 40_000
_ROUNDS = 3


@cache
def _office(open_invoices: int) -> Office:
    made = large(Path(tempfile.mkdtemp()) / "firm", clients=CLIENTS, due=DUE, sleeping=open_invoices - DUE)
    with made.books.write() as session:
        let_sleep(session, made, TODAY)
    return made


def ours() -> int:
    """Every verdict, grouped into reminders."""
    return _decided(MANY)


_SAME_ROWS = text(
    """
    SELECT i.*, c.* FROM invoices i JOIN clients c ON c.id = i.client_id
    WHERE i.open_minor <> 0 AND (i.next_step_on IS NULL OR i.next_step_on <= :today OR i.due_on < :today)
    AND i.client_id IN (
        SELECT client_id FROM invoices WHERE open_minor <> 0 AND next_step_on IS NULL
        UNION SELECT client_id FROM invoices WHERE open_minor <> 0 AND next_step_on <= :today
    )
    """
)


def bare() -> int:
    """The same rows and their clients, fetched by the driver."""
    with _office(MANY).books.engine.connect() as connection:
        return len(connection.execute(_SAME_ROWS, {"today": TODAY.isoformat()}).all())


def story() -> str:
    """Seconds, verdicts a second, the most memory, and many open invoices against few with as many due."""
    pairs = [(_seconds(MANY), _seconds(FEW)) for _ in range(_ROUNDS)]
    many, few = (median(times) for times in zip(*pairs, strict=True))
    in_many, in_few = _decided(MANY), _decided(FEW)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{DUE:,} due of {MANY:,} open: {many:.1f} s for {in_many:,} verdicts ({in_many / many:,.0f}/s), "
        f"peak {peak} MB; of {FEW:,} open: {few:.1f} s for {in_few:,}; ratio {many / few:.2f}, per verdict "
        f"{many / in_many / (few / in_few):.2f}"
    )


def _decided(open_invoices: int) -> int:
    return sum(len(some.verdicts) for some in dry_run_due(_office(open_invoices), NOW))


def _seconds(open_invoices: int) -> float:
    _office(open_invoices)
    start = perf_counter()
    _decided(open_invoices)
    return perf_counter() - start
