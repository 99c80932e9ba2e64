"""A selection as it is shown before anything is sent: each invoice with its verdict, and who would be written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.deciding.mass_words import reason
from mailbot.core.deciding.verdicts import Decision, sentence
from mailbot.core.invoice import Invoice
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderPlan
from mailbot.store.dunning import mass
from mailbot.tasks.deciding.weigh_mass import MassWeighed
from mailbot.tasks.deciding.who_is_written_to import Addressee, of_plans
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class MassLine:
    """One selected invoice. `times`: how often it was reminded; `verdict` remind or the reason against it, `why` the
    same in words; `level` that it would be reminded at, `to` whom, where it would be."""

    invoice: Invoice
    client: Client
    times: int
    verdict: str
    why: str
    level: int | None = None
    level_name: str = ""
    to: Addressee | None = None

    @property
    def goes(self) -> bool:
        """Would it be reminded?"""
        return self.verdict == Decision.REMIND


@dataclass(slots=True)
class MassTotals:
    """What a list adds up to: reminders and invoices that would go, what they ask for, what is left out by reason."""

    clients: int = 0
    reminders: int = 0
    going: int = 0
    selected: int = 0
    asked_for: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, found: MassWeighed) -> None:
        """Count some more clients."""
        standings = [one.standing for one in found.weighed.verdicts] + [one for one, _ in found.weighed.impossible]
        self.clients += len({one.client.id for one in standings})
        self.selected += len(standings)
        self.reminders += len(found.weighed.plans)
        self.going += len(found.weighed.advanced)
        for plan in found.weighed.plans:
            self.asked_for[plan.currency] += plan.total.minor
        self.left_out.update(one.verdict for one in found.omissions)

    @property
    def amounts(self) -> tuple[Money, ...]:
        """What the reminders would ask for, per currency."""
        return tuple(Money.from_minor(minor, currency) for currency, minor in sorted(self.asked_for.items()))

    def reasons(self, language: str) -> list[tuple[str, int]]:
        """Why invoices are left out, the most frequent first."""
        return [(reason(verdict, language), count) for verdict, count in self.left_out.most_common()]


def lines_of(session: Session, office: Office, found: MassWeighed) -> list[MassLine]:
    """The invoices that were weighed, by client's name and due date."""
    language = office.settings.firm.language
    standings = [verdict.standing for verdict in found.weighed.verdicts] + [one for one, _ in found.weighed.impossible]
    times = mass.times_reminded(session, [one.invoice.id for one in standings])
    against = {one.invoice_id: one for one in found.omissions}
    going = _going(session, found.weighed.plans)
    lines = []
    for verdict in found.weighed.verdicts:
        invoice = verdict.standing.invoice
        plan, to, level = going.get(invoice.id, (None, None, None))
        left = against.get(invoice.id)
        lines.append(
            MassLine(
                invoice=invoice, client=verdict.standing.client, times=times.get(invoice.id, 0),
                verdict=left.verdict if left else Decision.REMIND.value,
                why=left.why if left else sentence(verdict, language), level=level,
                level_name=plan.level_name if plan else "", to=to,
            )
        )  # fmt: skip
    for standing, why in found.weighed.impossible:
        row = MassLine(
            invoice=standing.invoice, client=standing.client, times=times.get(standing.invoice.id, 0),
            verdict="no_such_level", why=why,
        )  # fmt: skip
        lines.append(row)
    return sorted(lines, key=lambda one: (one.client.name, one.client.id, one.invoice.due_on, one.invoice.number))


def _going(
    session: Session, plans: Sequence[ReminderPlan]
) -> dict[int, tuple[ReminderPlan, Addressee, int]]:  # fmt: skip
    """For every invoice that a reminder counts for: the reminder, whom it is written to, the invoice's level in it."""
    return {
        line.invoice_id: (plan, to, line.level)
        for plan, to in zip(plans, of_plans(session, plans), strict=True)
        for line in plan.lines
        if line.advanced
    }
