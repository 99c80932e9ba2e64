"""What reminders in number would be: the selection, its verdicts by the plan's own code, and what is left out and why.

Reads, changes nothing. Clients are looked at some at a time, so that a selection may be as long as the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from mailbot.core.deciding.mass import MassFilter, MassOrder, approaches
from mailbot.core.deciding.mass_words import omitted
from mailbot.core.deciding.verdicts import Decision, Verdict, sentence
from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderPlan
from mailbot.store.dunning import mass
from mailbot.store.dunning.mass import Selection
from mailbot.store.dunning.runs import Omission
from mailbot.tasks.deciding.remind_by_hand import may_send
from mailbot.tasks.deciding.weigh_by_hand import RemindOrder, Weighed, weigh_clients
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import partner_of

# So many clients are weighed by one set of statements.
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class MassWeighed:
    """Some clients of a selection: what was weighed, with only the reminders that this person may send, and what is
    left out."""

    weighed: Weighed
    omissions: tuple[Omission, ...]


def selection_of(office: Office, order: MassOrder, now: datetime) -> Selection:
    """The order as the store selects by it. Raises Refused for a ladder or a level that no invoice can have."""
    wanted, ladders = order.wanted, office.ladders
    named = tuple(name for name, one in sorted(ladders.items()) if one.name == wanted.ladder)
    if wanted.ladder and not named:
        raise Refused(f"Aucun barème ne s'appelle {wanted.ladder}.")
    for level in (wanted.next_level, order.level):
        if level is not None and not any(one.level(level) for one in ladders.values()):
            raise Refused(f"Aucun barème n'a de niveau {level}.")
    return Selection(
        wanted=wanted,
        today=office.day(now),
        since=_first_instant(office, wanted),
        approaches=approaches(ladders, wanted.next_level) if wanted.next_level is not None else (),
        ladders=named,
        without=order.without,
    )


def _first_instant(office: Office, wanted: MassFilter) -> datetime | None:
    """When that day begins where the firm is."""
    return datetime.combine(wanted.last_before, time(0), office.zone) if wanted.last_before else None


def order_by_hand(order: MassOrder) -> RemindOrder:
    """How it is to be sent; which invoices is said beside it."""
    return RemindOrder(level=order.level, channel=order.channel, why=order.why)


def weigh_some(
    session: Session, office: Office, order: MassOrder, clients: Sequence[int], by: str, now: datetime
) -> MassWeighed:  # fmt: skip
    """Weigh the selected invoices of these clients, for the person who sends (empty: for whoever may)."""
    chosen = mass.invoice_ids(session, selection_of(office, order, now), clients)
    return sorted_out(office, weigh_clients(session, office, chosen, order_by_hand(order), now), by)


def weigh_all(session: Session, office: Office, order: MassOrder, by: str, now: datetime) -> Iterator[MassWeighed]:
    """The whole selection, some clients at a time."""
    selection, after = selection_of(office, order, now), 0
    while clients := mass.client_ids(session, selection, after, _TOGETHER):
        yield weigh_some(session, office, order, clients, by, now)
        session.expunge_all()
        after = clients[-1]


def sorted_out(office: Office, weighed: Weighed, by: str) -> MassWeighed:
    """Keep the reminders that this person may send; say of every other invoice why none counts for it."""
    language = office.settings.firm.language
    theirs = [plan for plan in weighed.plans if by and not may_send(office, plan, by)]
    mine = Weighed(weighed.verdicts, tuple(p for p in weighed.plans if p not in theirs), weighed.impossible)
    elsewhere = {line.invoice_id: partner_of(office, plan) for plan in theirs for line in plan.lines if line.advanced}
    found = [_omission(verdict, elsewhere, language) for verdict in mine.left_out]
    for standing, why in weighed.impossible:
        found.append(
            Omission(
                client_id=standing.client.id, invoice_id=standing.invoice.id, number=standing.invoice.number,
                verdict="no_such_level", why=why,
            )
        )  # fmt: skip
    return MassWeighed(mine, tuple(found))


def _omission(verdict: Verdict, elsewhere: dict[int, str], language: str) -> Omission:
    invoice, code, why = verdict.standing.invoice, verdict.decision.value, sentence(verdict, language)
    if invoice.id in elsewhere:
        code, why = "another_partner", omitted("another_partner", language, elsewhere[invoice.id])
    elif verdict.decision is Decision.REMIND:
        code, why = "later", omitted("later", language)
    return Omission(client_id=invoice.client_id, invoice_id=invoice.id, number=invoice.number, verdict=code, why=why)


def plans_total(plans: Sequence[ReminderPlan]) -> dict[str, int]:
    """What reminders ask for, in minor units per currency."""
    found: dict[str, int] = {}
    for plan in plans:
        found[plan.currency] = found.get(plan.currency, 0) + plan.total.minor
    return found
