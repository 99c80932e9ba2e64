"""Invoice numbers as people write them, found again in the ledger's own form."""

from __future__ import annotations

from collections.abc import Callable

from mailbot.store.debts import invoices
from mailbot.store.session import Books


def ledger_numbers(books: Books) -> Callable[[str], str | None]:
    """A look-up from a number as somebody wrote it (`f 2026 0042`) to the ledger's `F-2026-0042`, None when unknown."""
    with books.read() as session:
        known = {_bare(number): number for number in invoices.all_numbers(session)}
    return lambda written: known.get(_bare(written))


def _bare(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())
