"""In cash accounting money is booked when it is known what it pays: fees and VAT arise with the receipt.

Otherwise the firm's own bank journal books it, and nothing is written here. Money in another currency is not booked:
nobody has said what it is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from mailbot.core.accounts.journal import Chart, receipt, vat_in
from mailbot.core.accounts.settling import vat_share
from mailbot.core.money import Money, total
from mailbot.store.money import entries
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import EntryRow
from mailbot.store.tables import AllocationRow, InvoiceRow, PaymentRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.book import Booking, book, chart, piece_of

# How it was paid, where the invoice does not say.
_USUAL = "virement"


def book_receipts(
    session: Session, office: Office, payment: PaymentRow, rows: Sequence[AllocationRow], word: Word
) -> None:
    """An entry for each amount of a payment that was put on an invoice, of the day it was received."""
    accounts = chart(office)
    if not accounts.cash or payment.currency != office.settings.firm.currency:
        return
    for row in rows:
        invoice = session.get_one(InvoiceRow, row.invoice_id)
        # One by one: the share of VAT in one depends on what was booked before it.
        book(session, office, [_booking(session, office, accounts, payment, row, invoice)], word)


def _booking(
    session: Session, office: Office, accounts: Chart, payment: PaymentRow, row: AllocationRow, invoice: InvoiceRow
) -> Booking:
    paid = Money.from_minor(row.amount_minor, invoice.currency)
    vat = _vat(session, office, accounts, invoice, paid)
    return Booking(
        kind="receipt",
        piece=piece_of(invoice),
        on=payment.received_on,
        text=f"Règlement {invoice.number}",
        make=lambda voucher: receipt(voucher, paid, vat, accounts, invoice.payment_mode or _USUAL),
        allocation_id=row.id,
        payment_id=payment.id,
    )


def _vat(session: Session, office: Office, accounts: Chart, invoice: InvoiceRow, paid: Money) -> Money:
    """The VAT that arises with this receipt: the invoice's in proportion to all that was received, less what was booked
    before, so that part payments add up to the invoice's VAT."""
    percent = office.settings.accounting.vat_percent
    if invoice.vat_minor is None:
        return vat_in(paid, percent) if percent else Money.zero(paid.currency)
    before = entries.standing(session, EntryRow.invoice_id == invoice.id, EntryRow.kind == "receipt")
    lines = [line for entry in entries.values_of(session, before).values() for line in entry.lines]
    received = total((line.debit for line in lines), paid.currency)
    booked = total((line.credit for line in lines if line.account.number == accounts.vat.number), paid.currency)
    whole = Money.from_minor(invoice.total_minor, invoice.currency)
    due = vat_share(Money.from_minor(invoice.vat_minor, invoice.currency), whole, received + paid) - booked
    return due if Money.zero(paid.currency) <= due < paid else Money.zero(paid.currency)
