"""What a client says of their own bills: the words that fill a phrase, and saying it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date

from mailbot.demo.bills import Bill
from mailbot.demo.debtors import Debtor
from mailbot.demo.letter import Letter


def say_of(
    debtor: Debtor, meaning: str, letter: Letter, bills: Sequence[Bill], when: datetime, day: date | None = None
) -> None:  # fmt: skip
    """Answer the letter then, about the first of these bills; `day` (None: that day) is the one that is named."""
    debtor.say(meaning, letter, when, **_facts(debtor, bills[0], day or debtor.world.day(when)))


def in_words(day: date, language: str) -> str:
    """The day as people write it."""
    return format_date(day, "d MMMM y", locale="fr" if language == "fr" else "en_GB")


def _facts(debtor: Debtor, bill: Bill, day: date) -> dict[str, str]:
    amount = debtor.unpaid[bill.number].amount
    english = debtor.client.language != "fr"
    written = f"€{amount:,.2f}" if english else f"{amount:,.2f} €".replace(",", " ").replace(".", ",")
    return {
        "number": bill.number, "amount": written, "day": in_words(day, debtor.client.language),
        "address": f"facturation@{debtor.address.rpartition('@')[2]}",
    }  # fmt: skip
