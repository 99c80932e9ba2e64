"""Reports: read the rows, count them with the core's functions."""

from __future__ import annotations

from datetime import date

from mailbot.core.aging import AgedBalance, aged
from mailbot.core.effectiveness import LevelEffect, effectiveness
from mailbot.store import level_effects as effects
from mailbot.store import reports
from mailbot.tasks.office import Office


def aged_balance(office: Office, today: date) -> tuple[AgedBalance, ...]:
    """What is owed, by client and age, a table per currency. Ages are counted to `today`, amounts are those of now."""
    with office.books.read() as session:
        rows = reports.open_rows(session, today)
    return aged(rows, today)


def level_effects(office: Office) -> tuple[LevelEffect, ...]:
    """How well each level works."""
    with office.books.read() as session:
        lines = effects.sent_lines(session)
    return effectiveness(lines)
