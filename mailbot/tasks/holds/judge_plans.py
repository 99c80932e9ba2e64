"""Instalment plans are held to their dates: the first that is missed ends the plan, and reminders go on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.instalments import Instalment, Judged, Outcome, cumulative, judge
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money, total
from mailbot.core.receipts import since
from mailbot.store import history
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds, instalments
from mailbot.store.money import payments_in_hand, receipts
from mailbot.store.tables import HoldRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.freshness import silent_account

# What the hold of a plan says when it is over.
KEPT, BROKEN = "kept", "broken"


def judge_plans(session: Session, office: Office, now: datetime) -> Counter[Outcome]:
    """Judge every plan that runs, once; how many instalments were kept and missed.

    While a bank is silent nothing is missed: the money may be there.
    """
    found: Counter[Outcome] = Counter()
    plans = instalments.running(session)
    if not plans:
        return found
    standing = Standing(session, plans)
    silent = bool(silent_account(session, office, now))
    for plan in plans:
        judged = standing.judged(plan, office, now)
        if not (silent and judged.missed):
            found += apply(session, plan, standing, judged, now)
    return found


class Standing:
    """What these plans ask for, what came in since, and what is still owed; a few queries for all of them."""

    def __init__(self, session: Session, plans: Sequence[HoldRow]) -> None:
        owners = sorted({plan.client_id for plan in plans})
        self.rows = instalments.rows_of(session, [plan.id for plan in plans])
        self._covered = instalments.covered(session, plans)
        self._came = receipts.by_client(session, owners, min(plan.created_at for plan in plans))
        self._open: dict[int, list[InvoiceRow]] = defaultdict(list)
        for invoice in invoices.open_of_clients(session, owners):
            if invoice.kind == InvoiceKind.INVOICE:
                self._open[invoice.client_id].append(invoice)
        self._in_hand: dict[tuple[int, str], int] = {}
        for some in chunks(owners):
            self._in_hand.update(payments_in_hand.unapplied_by_client(session, some))

    def received(self, plan: HoldRow) -> Money:
        """What came in for this plan since it began."""
        came = since(self._came[plan.client_id], plan.created_at, plan.currency, self._covered[plan.id])
        return total((one.amount for one in came), plan.currency)

    def owed(self, plan: HoldRow) -> Money:
        """What is open now on the invoices of the plan, the client's money in hand deducted."""
        only = self._covered[plan.id]
        mine = [row for row in self._open[plan.client_id] if row.currency == plan.currency]
        minor = sum(row.open_minor for row in mine if not only or row.id in only)
        return Money.from_minor(minor - self._in_hand.get((plan.client_id, plan.currency), 0), plan.currency)

    def judged(self, plan: HoldRow, office: Office, now: datetime) -> Judged:
        """The plan as it stands now."""
        values = [instalments.to_instalment(row) for row in self.rows[plan.id]]
        return judge(values, self.received(plan), office.day(now), settled=self.owed(plan).amount <= 0)


def apply(session: Session, plan: HoldRow, standing: Standing, judged: Judged, now: datetime) -> Counter[Outcome]:
    """Write what is new of a plan, and end it where it is over."""
    found: Counter[Outcome] = Counter()
    for row, one in zip(standing.rows[plan.id], judged.instalments, strict=True):
        if row.outcome != one.outcome:
            instalments.write_outcome(row, one.outcome, now)
            history.append(session, _entry(plan, one, judged, standing.received(plan), now))
            found[one.outcome] += 1
    if judged.missed is not None:
        holds.end(session, plan, "mailbot", now, BROKEN)
    elif judged.kept:
        holds.end(session, plan, "mailbot", now, KEPT)
        history.append(session, _told(plan, "instalments_kept", "échéancier tenu jusqu'au bout", now))
    elif found:
        invoices.wake(session, plan.client_id)  # the plan's verdict names the next one
    return found


def _entry(plan: HoldRow, one: Instalment, judged: Judged, received: Money, now: datetime) -> history.Entry:
    count = len(judged.instalments)
    which = f"échéance {one.rank}/{count} de {one.amount} au {one.due_on:%d/%m/%Y}"
    if one.outcome is Outcome.KEPT:
        return _told(plan, "instalment_kept", f"{which} tenue", now)
    wanted = cumulative(judged.instalments, one.rank)
    text = f"{which} non tenue : {received} reçus sur {wanted}, les relances reprennent"
    return _told(plan, "instalment_missed", text, now)


def _told(plan: HoldRow, kind: str, text: str, now: datetime) -> history.Entry:
    return history.Entry(
        at=now,
        actor="mailbot",
        kind=kind,
        client_id=plan.client_id,
        invoice_id=plan.invoice_id,
        text=text,
        data={"plan": plan.id},
    )
