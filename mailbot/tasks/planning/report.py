"""Reports: read the rows, count them with the core's functions."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from mailbot.core.figures.aging import AgedBalance, aged
from mailbot.core.figures.collection import Forecast, MonthEnd, forecast, month_ends, month_of
from mailbot.core.figures.effectiveness import LevelEffect, effectiveness
from mailbot.outbound.letter_pdf import PAPER_SHEET
from mailbot.store.dunning import level_effects as effects
from mailbot.store.lists import money_months, reports
from mailbot.tasks.desk.office import Office


def aged_balance(office: Office, today: date) -> tuple[AgedBalance, ...]:
    """What is owed, by client and age, a table per currency. Ages are counted to `today`, amounts are those of now."""
    with office.books.read() as session:
        rows = reports.open_rows(session, today)
    return aged(rows, today)


def collection(session: Session, currency: str, today: date, months: int = 12) -> list[MonthEnd]:
    """What was billed, received and owed at the end of each of the last months, with the days of sales that this is."""
    billed, settled = money_months.billed(session, currency), money_months.settled(session, currency)
    received = money_months.received(session, currency)
    return month_ends(billed, settled, received, month_of(today), months)


def cash_forecast(session: Session, currency: str, today: date) -> Forecast:
    """What should come in over the next weeks, by what clients did in the last year and what they promised."""
    paid = money_months.paid_since(session, currency, today - timedelta(days=365))
    return forecast(paid, money_months.expected(session, currency, today), today)


def printed(office: Office, html: str) -> bytes:
    """A page of figures as PDF."""
    return office.press().pdf(html, PAPER_SHEET)


def level_effects(office: Office) -> tuple[LevelEffect, ...]:
    """How well each level works."""
    with office.books.read() as session:
        lines = effects.sent_lines(session)
    return effectiveness(lines)
