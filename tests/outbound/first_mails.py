"""The mails that send invoices and quotes for the first time, kept as they should read.

`python -m tests.outbound.first_mails` writes them anew: read the difference before you keep it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mailbot.core.client import ClientKind
from mailbot.core.reminder import ReminderLine
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.templates import Texts
from tests.outbound.quote_mails import GOLDEN, OTHER, a_quote, as_kept, quote_facts
from tests.outbound.samples import a_consumer, a_line, some_facts


def an_invoice(rank: int = 1, **changes: Any) -> ReminderLine:
    """Of 1,234.56 EUR, due in a month."""
    return a_line(rank, **{"days_overdue": 0, "level": 0, "due_on": date(2026, 12, 22 + rank), **changes})


def first_facts(*lines: ReminderLine, **changes: Any) -> ReminderFacts:
    """The facts of a first sending; as `some_facts`."""
    plain = {"first": True, "earlier": (), "deadline_on": None}
    return some_facts(0, *(lines or (an_invoice(),)), **{**plain, **changes})


def _first_quote(*lines: ReminderLine, **changes: Any) -> ReminderFacts:
    return quote_facts(1, *lines, first=True, **changes)


_PAID = an_invoice(open="234.56")
MAILS: dict[str, ReminderFacts] = {
    f"{name}.{language}": made(*lines, language=language, **changes)
    for language in ("fr", "en")
    for name, made, lines, changes in (
        ("standard-one", first_facts, (), {"copies": ("F-2026-0041",)}),
        ("standard-consumer", first_facts, (), {"copies": ("F-2026-0041",), **a_consumer()}),
        ("standard-no-file", first_facts, (), {"kind": ClientKind.PUBLIC, "firm_iban": ""}),
        ("standard-several", first_facts, (an_invoice(), an_invoice(2)), {"copies": ("F-2026-0041", "F-2026-0042")}),
        ("standard-part-paid", first_facts, (_PAID,), {"copies": ("F-2026-0041",)}),
        ("standard-quote-one", _first_quote, (), {"copies": ("D-2026-0107",)}),
        ("standard-quote-consumer", _first_quote, (), {"copies": ("D-2026-0107",), **a_consumer()}),
        ("standard-quote-several", _first_quote, (a_quote(), OTHER), {}),
    )
}  # fmt: skip


if __name__ == "__main__":
    for name, facts in MAILS.items():
        (GOLDEN / f"{name}.txt").write_text(as_kept(Texts().reminder(facts)), encoding="utf-8")
