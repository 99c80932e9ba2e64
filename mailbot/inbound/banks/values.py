"""Amounts, days and accounts as fields of a notice hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.dates import days


class Sum(NamedTuple):
    """An amount with its currency and whether a minus stood before it."""

    amount: Decimal
    currency: str
    negative: bool


def sum_of(text: str, currency: str, *, bare: bool = True) -> Sum | None:
    """The first amount of a cell; one with a currency goes before a bare number."""
    found = amounts(text) or (amounts(text, bare=True) if bare else [])
    if not found:
        return None
    first = found[0]
    return Sum(first.amount, first.currency or currency, first.negative)


def day_of(text: str | None, written: date | None) -> date | None:
    """The first day of a cell, without a year the nearest to when the mail was written."""
    if not text or written is None:
        return None
    found = [day for day in days(text, written, nearest=True) if not day.vague]
    return found[0].date if found else None
