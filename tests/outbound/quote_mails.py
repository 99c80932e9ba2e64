"""The mails about quotes that are kept as they should read.

`python -m tests.outbound.quote_mails` writes them anew: read the difference before you keep it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mailbot.core.reminder import Channel, ReminderLine
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.templates import Draft, Texts
from tests.outbound.samples import EARLIER, a_line, some_facts

GOLDEN = Path(__file__).parent / "golden"


def a_quote(**changes: Any) -> ReminderLine:
    """Of 4,800.00 EUR, sent on 2 November 2026, valid for a month; today is 23 November."""
    line = a_line(
        number="D-2026-0107", issued_on=date(2026, 11, 2), due_on=date(2026, 12, 2), total="4800", days_overdue=0
    )
    return replace(line, **changes)


def quote_facts(level: int = 1, *lines: ReminderLine, **changes: Any) -> ReminderFacts:
    """A reminder of quotes; as `some_facts`."""
    plain = {"quotes": True, "deadline_on": None, "channel": Channel.MAIL, "formal": False, "earlier": ()}
    return some_facts(level, *(lines or (a_quote(),)), **{**plain, **changes})


OTHER = a_quote(invoice_id=2, number="D-2026-0108", due_on=date(2026, 11, 2))
EXPIRED = a_quote(due_on=date(2026, 11, 12))
MAILS: dict[str, ReminderFacts] = {
    f"{name}.{language}": quote_facts(level, *lines, language=language, **changes)
    for language in ("fr", "en")
    for name, level, lines, changes in (
        ("quote-first", 1, (), {}),
        ("quote-second", 2, (), {"earlier": EARLIER[:1]}),
        ("quote-several", 1, (a_quote(), OTHER), {"firm_phone": "", "copies": ("D-2026-0107",)}),
        ("quote-expired", 1, (EXPIRED,), {"copies": ("D-2026-0107",)}),
    )
}


def as_kept(draft: Draft) -> str:
    """Subject and text."""
    return f"{draft.subject}\n\n{draft.text}"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, facts in MAILS.items():
        (GOLDEN / f"{name}.txt").write_text(as_kept(Texts().reminder(facts)), encoding="utf-8")
