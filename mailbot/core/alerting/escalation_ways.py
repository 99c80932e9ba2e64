"""Which ways the law leaves open: after a last notice, in an insolvency, before a debt is barred."""

from __future__ import annotations

from datetime import date, timedelta

from mailbot.core.alerting.escalation_state import LastNotice, Nearing, State, Stopped
from mailbot.core.client import ClientKind
from mailbot.core.money import Money

# Up to here a commissaire de justice may recover without a court (C. proc. civ. exéc. R. 125-1: principal and
# interest).
SMALL_CLAIM = Money.of(5000, "EUR")
_FRANCE = "FR"


def after_last_notice(state: State, notice: LastNotice) -> str:
    """A lawyer's fee goes to the bâtonnier (décret 91-1197, art. 174), never to the court; against a debtor abroad, or
    for a firm abroad, French procedures are not named."""
    if state.country != _FRANCE:
        return "handover_abroad"
    if state.profession == "lawyer":
        return "handover_lawyer"
    if notice.debtor.kind is ClientKind.PUBLIC:
        return "handover_public"
    if notice.debtor.country != _FRANCE:
        return "handover_abroad"
    small = notice.open.currency == SMALL_CLAIM.currency and notice.open <= SMALL_CLAIM
    return "handover_small" if small else "handover_order"


def to_declare(state: State, stop: Stopped) -> tuple[str, date | None]:
    """How a claim is declared, and by when: within two months of the judgment's publication (C. com. R. 622-24). That
    day being unknown, the day of the news bounds it unless it was published before.

    A consumer has a commission and no mandataire; a debtor abroad, or a firm abroad, another law: then no day is known.
    """
    if state.country != _FRANCE or stop.debtor.country != _FRANCE:
        return "insolvency_abroad", None
    if stop.debtor.kind is ClientKind.CONSUMER:
        return "insolvency_consumer", None
    if stop.published_on is not None:
        return "insolvency_published", two_months_after(stop.published_on)
    return "insolvency_news", two_months_after(stop.since)


def before_limitation(state: State, one: Nearing) -> str:
    """A written request interrupts only towards a public body; a lawyer's fee is claimed from the bâtonnier."""
    if one.near.months == 0:
        return "limitation_past"
    if one.debtor.kind is ClientKind.PUBLIC:
        return "limitation_public"
    return "limitation_lawyer" if state.profession == "lawyer" else "limitation_court"


def two_months_after(day: date) -> date:
    """The same day two months on, or the last day of that month when it has no such day (C. proc. civ. art. 641)."""
    year, month = day.year + (day.month + 1) // 12, (day.month + 1) % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_after - timedelta(days=1)).day))
