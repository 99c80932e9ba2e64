"""Money of a client that came in, as plans and promises are judged by it: on which day, for which invoice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime

from mailbot.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An amount valued `on`, known to the books since `entered_at`; `invoice_id` None: it lies on no invoice yet."""

    on: date
    entered_at: datetime
    amount: Money
    invoice_id: int | None = None


def since(
    receipts: Iterable[Receipt], began_at: datetime, currency: str, invoice_ids: Set[int] = frozenset()
) -> Iterator[Receipt]:
    """What entered the books from then on, in that currency, for these invoices (none named: for any) or for none yet.

    The entry counts and not the value date: what the books did not know was still owed when the word was given.
    """
    for one in receipts:
        known = one.invoice_id is None or not invoice_ids or one.invoice_id in invoice_ids
        if one.entered_at >= began_at and one.amount.currency == currency and known:
            yield one
