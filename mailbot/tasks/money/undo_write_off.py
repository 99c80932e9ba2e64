"""A person takes a write-off back: the invoice is owed again, and the entry has its reversal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store.money import remainders
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.place_payment import undo_allocation


def undo_write_off(
    session: Session, office: Office, rows: Sequence[InvoiceRow], by: Decider, why: str, now: datetime
) -> list[InvoiceRow]:
    """Undo what was given up of these invoices. Raises Refused when nothing was."""
    for row in rows:
        given_up = remainders.given_up(session, row.id)
        if not given_up:
            raise Refused(f"Rien n'a été abandonné sur {row.number}.")
        for allocation in given_up:
            undo_allocation(session, office, allocation.id, by, why, now)
    return list(rows)
