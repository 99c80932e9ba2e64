"""Putting a payment on invoices: what may be allocated, checked before it is written.

Sum of allocations ≤ payment, and never more on an invoice than is open on it. A credit note that the payer deducted is
allocated with its negative amount, which makes room for more on the others.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from mailbot.core.errors import Refused
from mailbot.core.money import Money, total

Key = TypeVar("Key", bound=Hashable)


def share(
    payment: Money, wanted: Sequence[tuple[Key, Money]], open_by_invoice: Mapping[Key, Money]
) -> tuple[tuple[Key, Money], ...]:
    """The wanted allocations, unchanged and in order, when they may be made.

    `payment` is what is left to allocate. Raises Refused when an invoice is unknown or named twice, when an amount is
    zero, has the wrong sign or exceeds what is open, when currencies differ, or when the sum exceeds the payment.
    """
    seen: set[Key] = set()
    for invoice, amount in wanted:
        if invoice in seen:
            raise Refused(f"Invoice {invoice} is named twice; write one amount for it.")
        seen.add(invoice)
        if invoice not in open_by_invoice:
            raise Refused(f"Invoice {invoice} is not open.")
        _check_line(invoice, amount, open_by_invoice[invoice])
    if wanted and total((amount for _, amount in wanted), payment.currency) > payment:
        raise Refused(f"More than the payment of {payment} would be allocated.")
    return tuple(wanted)


def unapplied(payment: Money, allocations: Sequence[tuple[Key, Money]]) -> Money:
    """What is left of the payment after these allocations."""
    return payment - total((amount for _, amount in allocations), payment.currency)


def _check_line(invoice: Hashable, amount: Money, still_open: Money) -> None:
    if not amount or (amount.amount < 0) != (still_open.amount < 0):
        raise Refused(f"{amount} cannot be allocated to {invoice}, of which {still_open} is open.")
    too_much = amount < still_open if amount.amount < 0 else amount > still_open
    if too_much:
        raise Refused(f"{amount} is more than the {still_open} open on {invoice}.")
