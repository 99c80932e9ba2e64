"""Is there room for an amount of money where it is to go? Looked at with the rows held, before anything is written."""

from __future__ import annotations

from mailbot.core.errors import Refused
from mailbot.core.invoice import QUOTE_ENDS, AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.payment import PaymentStatus
from mailbot.store.tables import InvoiceRow, PaymentRow


def check_counts(payment: PaymentRow) -> None:
    """Raises Refused for a payment that does not count."""
    if payment.status != PaymentStatus.COUNTED:
        raise Refused("Ce règlement ne compte pas (encore) : confirmez-le d'abord.")


def check_room(invoice: InvoiceRow, kind: AllocationKind, amount: Money) -> None:
    """Raises Refused above what is open, in another currency, and for what does not settle such a document."""
    if (invoice.kind == InvoiceKind.QUOTE) != (kind in QUOTE_ENDS):
        quote = invoice.kind == InvoiceKind.QUOTE
        raise Refused(f"{invoice.number} {'est un devis : rien n’y est dû' if quote else 'n’est pas un devis'}.")
    if amount.currency != invoice.currency:
        raise Refused(f"{invoice.number} is in {invoice.currency}, not {amount.currency}.")
    if amount.minor <= 0 or amount.minor > invoice.open_minor:
        still = Money.from_minor(invoice.open_minor, invoice.currency)
        raise Refused(f"{amount} cannot be put on {invoice.number}: {still} is open.")
