"""What a page shows of one invoice or client besides the balance: until when it can be claimed, what penalties were
claimed, what is left of the client's payments. Reads, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mailbot.core import limitation
from mailbot.store.money import penalties
from mailbot.store.money.penalties import LedgerLine
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.limitation_watch import InvoiceLimitation, limitation_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Until when an invoice can be claimed; `said`: the same in words; `near`: an alert of it was reached."""

    found: InvoiceLimitation
    said: str
    near: bool


def deadline_of(
    session: Session, office: Office, invoice: InvoiceRow, client: ClientRow, today: date
) -> Deadline | None:
    """Until when this invoice can be claimed in court; None where no law is known, and for what is not owed."""
    if office.settings.firm.country != "FR" or invoice.kind != "invoice" or invoice.open_minor <= 0:
        return None
    found = limitation_of(session, office, invoice, client)
    said = limitation.sentence(found.found, today, office.settings.firm.language)
    return Deadline(found=found, said=said, near=found.found.alert_on(today) is not None)


def claims_of(session: Session, client_id: int, invoice_id: int | None = None) -> Sequence[LedgerLine]:
    """The penalties that were claimed from a client, or on one invoice, the oldest first."""
    found = penalties.lines(session, client_id=client_id)
    return [line for line in found if invoice_id is None or line.row.invoice_id == invoice_id]
