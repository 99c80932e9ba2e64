"""What happened in a demo, in figures read from the books, and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median

from mailbot.core.money import Money
from mailbot.store.lists import figures
from mailbot.store.lists.figures import Bond, MoneyIn
from mailbot.store.lists.figures_of_settling import Settled, settled
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import dry_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one demo; keys are the words of the books."""

    sent: Mapping[tuple[int, str], int]
    statuses: Mapping[str, int]
    approvals: Mapping[str, int]
    handed_over: int
    money: MoneyIn
    linked: int
    crossed: int
    days_after_reminder: float
    holds: Mapping[tuple[str, str], int]
    verdicts: Mapping[str, int]
    messages: Mapping[tuple[str, str], int]
    intents: Mapping[str, int]
    to_review: int
    alerts: Mapping[str, int]
    alerts_open: int
    settled: Settled
    documents: Mapping[str, int]
    days_to_pay: Decimal
    open: Money
    overdue: Money
    message_ids: tuple[str, ...]

    def of_kind(self, kind: str) -> int:
        """Messages of this kind, wherever they ended."""
        return sum(count for (one, _), count in self.messages.items() if one == kind)

    def held(self, kind: str) -> int:
        """Holds of this kind that were ever set."""
        return sum(count for (one, _), count in self.holds.items() if one == kind)


def summarise(office: Office, now: datetime) -> Summary:
    """Count everything."""
    verdicts = Counter(verdict.decision.value for verdict in dry_run(office, now))
    with office.books.read() as session:
        bonds = figures.bonds(session)
        everything, late = figures.open_minor(session, office.day(now))
        currency = office.settings.firm.currency
        brought = [b for b in bonds if b.reminder_id is not None and not b.crossed]
        return Summary(
            sent=figures.sent_by_level(session), statuses=figures.reminders_by_status(session),
            approvals=figures.approvals_by_way(session), handed_over=figures.batches_handed_over(session),
            money=figures.money_in(session), linked=len(brought), crossed=sum(b.crossed for b in bonds),
            days_after_reminder=median(b.days_after_reminder or 0 for b in brought) if brought else 0,
            holds=figures.holds_by_kind(session), verdicts=verdicts, messages=figures.messages(session),
            intents=figures.intents(session), to_review=figures.messages_to_review(session),
            alerts=figures.alerts_by_kind(session), alerts_open=figures.alerts_open(session),
            settled=settled(session), documents=figures.invoices_of_kind(session),
            days_to_pay=_days(bonds),
            open=Money.from_minor(everything, currency), overdue=Money.from_minor(late, currency),
            message_ids=tuple(figures.message_ids(session)),
        )  # fmt: skip


def _days(bonds: list[Bond]) -> Decimal:
    """Days from invoice to payment, each euro counting alike."""
    paid = sum(bond.minor for bond in bonds)
    return Decimal(sum(bond.minor * bond.days_from_issue for bond in bonds)) / paid if paid else Decimal(0)
