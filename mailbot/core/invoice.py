"""The invoice and its balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.money import Money


class InvoiceKind(StrEnum):
    """Credit notes have a negative total; quotes are never owed."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    QUOTE = "quote"


class AllocationKind(StrEnum):
    """Where an allocated amount comes from.

    OPENING is what was settled before Mailbot knew the invoice; CREDIT comes from a credit note. WRITE_OFF is given up
    with an accounting entry, WAIVED without one: in cash accounting nothing is booked before money moves. ACCEPTED and
    LOST end a quote: no money moves, nothing of it is pending any more.
    """

    OPENING = "opening"
    PAYMENT = "payment"
    CREDIT = "credit"
    WRITE_OFF = "write_off"
    WAIVED = "waived"
    ACCEPTED = "accepted"
    LOST = "lost"


# What ends a quote; never put on an invoice.
QUOTE_ENDS = frozenset({AllocationKind.ACCEPTED, AllocationKind.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One invoice as the books know it now.

    `level` is the last level counted as sent, None when none was; `cycle` goes up by one each
    time a level is un-counted (bounce, crossing, manual change), so that (client, invoice, level,
    cycle) leaves once. `deadline_on` is the deadline printed in the last counted reminder.
    `vat` is the VAT inside the total, None when unknown; `sent_on` the day it was sent to the client;
    `mission_ended_on` the end of the service or mission; `doubtful_on` the day it was moved to the doubtful customers.
    `file` is the digest of the invoice's PDF in the blob store, `file_name` its name.
    """

    id: int
    client_id: int
    number: str
    kind: InvoiceKind = InvoiceKind.INVOICE
    issued_on: date
    due_on: date
    total: Money
    open: Money
    level: int | None = None
    cycle: int = 0
    level_sent_on: date | None = None
    deadline_on: date | None = None
    ladder: str = ""
    partner: str = ""
    matter: str = ""
    payment_mode: str = ""
    file: str = ""
    file_name: str = ""
    thread_message_id: str = ""
    vat: Money | None = None
    sent_on: date | None = None
    mission_ended_on: date | None = None
    doubtful_on: date | None = None

    @property
    def is_quote(self) -> bool:
        """Is it a quote, which nobody owes?"""
        return self.kind is InvoiceKind.QUOTE
