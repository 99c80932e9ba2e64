"""Planning: our verdicts and reminders against a bare SQL read of the same rows, which decides nothing.

2,000 invoices are due among 100,000 open ones: the cost must follow the 2,000.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import text

from mailbot.tasks.office import Office
from mailbot.tasks.plan_reminders import dry_run_due
from tests.bench.firm import NOW, TODAY, large

DUE = 2_000


@cache
def _office() -> Office:
    return large(Path(tempfile.mkdtemp()) / "firm", clients=10_000, due=DUE, sleeping=98_000)


def ours() -> int:
    """Every verdict, grouped into reminders."""
    verdicts, _ = dry_run_due(_office(), NOW)
    return len(verdicts)


def bare() -> int:
    """The same rows and their clients, fetched by the driver."""
    query = text(
        "SELECT i.*, c.* FROM invoices i JOIN clients c ON c.id = i.client_id "
        "WHERE i.open_minor <> 0 AND (i.next_step_on IS NULL OR i.next_step_on <= :today)"
    )
    with _office().books.engine.connect() as connection:
        return len(connection.execute(query, {"today": TODAY.isoformat()}).all())
