"""What is kept about a client, for how long, and what may be erased today: the law's periods over the firm's wishes.

Two depths. The *file* is what dunning gathered: addresses, people, messages, texts, notes. It may go as soon as nothing
is owed any more (GDPR art. 17), and goes by itself when nobody can sue over it (C. civ. 2224: five years; C. conso.
L218-2: two towards a consumer). The *accounts* (invoices, payments, entries, with the name that they must bear) are
kept ten years from the end of the financial year (C. com. L123-22); then the figures stay and the name goes.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.client import ClientKind


class Depth(StrEnum):
    """How much is erased."""

    FILE = "file"
    WHOLE = "whole"


class Stay(StrEnum):
    """Why something stays."""

    OWED = "owed"
    CREDIT = "credit"
    UNPLACED = "unplaced"
    PROCEEDING = "proceeding"
    LEAVING = "leaving"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The firm's periods, in years; 0: the file of such a client never goes by itself."""

    professional: int = 5
    consumer: int = 2
    without_invoice: int = 3
    accounts: int = 10
    closing_month: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a client stands. `owed`, `credit`: something is open for or against the firm; `unplaced`: money of theirs
    lies on no invoice; `leaving`: a message to them waits; `accounted_on`: the day of the last invoice, payment or
    entry; `last_on`: the last day on which anything happened with them."""

    kind: ClientKind
    owed: bool = False
    credit: bool = False
    unplaced: bool = False
    proceeding: bool = False
    leaving: bool = False
    accounted_on: date | None = None
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`blocked`: why nothing may be erased; `depth`: how much may be when nothing blocks it; `accounts_until`: the last
    day on which the accounts must be kept (None: there are none); `by_itself_on`: from when the file goes unasked
    (None: it does not)."""

    blocked: tuple[Stay, ...]
    depth: Depth
    accounts_until: date | None
    by_itself_on: date | None


def judge(standing: Standing, periods: Periods, today: date) -> Verdict:
    """What may be erased today."""
    until = _accounts_until(standing, periods)
    years = _years(standing, periods)
    return Verdict(
        blocked=_blocked(standing),
        depth=Depth.WHOLE if until is None or until < today else Depth.FILE,
        accounts_until=until,
        by_itself_on=years_later(standing.last_on, years) if years else None,
    )


def years_later(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 1 March in other years."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(day.year + years):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


def year_end(day: date, closing_month: int) -> date:
    """The last day of the financial year in which the day lies."""
    year = day.year if day.month <= closing_month else day.year + 1
    return date(year, closing_month, calendar.monthrange(year, closing_month)[1])


def _blocked(standing: Standing) -> tuple[Stay, ...]:
    found = (
        (standing.owed, Stay.OWED),
        (standing.credit, Stay.CREDIT),
        (standing.unplaced, Stay.UNPLACED),
        (standing.proceeding, Stay.PROCEEDING),
        (standing.leaving, Stay.LEAVING),
    )
    return tuple(why for holds, why in found if holds)


def _accounts_until(standing: Standing, periods: Periods) -> date | None:
    if standing.accounted_on is None:
        return None
    end = year_end(standing.accounted_on, periods.closing_month)
    year = end.year + periods.accounts
    return date(year, end.month, calendar.monthrange(year, end.month)[1])


def _years(standing: Standing, periods: Periods) -> int:
    if standing.accounted_on is None:
        return periods.without_invoice
    return periods.consumer if standing.kind is ClientKind.CONSUMER else periods.professional
