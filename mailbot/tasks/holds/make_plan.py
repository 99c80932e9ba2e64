"""A client is to pay in instalments: a person makes the plan, `judge_plans` holds it to its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.instalments import Instalment, monthly, schedule
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds, instalments
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.holds.manage_holds import said


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder:
    """What was agreed: for these invoices, or for all of the client of that code; why or with whom.

    Either `dated` (days and amounts), or `parts` equal ones a month apart from `first_on` on, of `total` (None: all
    that is due)."""

    why: str
    numbers: tuple[str, ...] = ()
    code: str = ""
    dated: tuple[tuple[date, Decimal], ...] = ()
    parts: int | None = None
    first_on: date | None = None
    total: Decimal | None = None
    inbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The plan, its client, and its dates."""

    plan: HoldRow
    client: ClientRow
    instalments: tuple[Instalment, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whom and what a plan is about; `chosen`: invoices were named."""

    client: ClientRow
    rows: tuple[InvoiceRow, ...]
    chosen: bool
    owed: Money

    @property
    def invoice_ids(self) -> frozenset[int]:
        """The invoices named, none for the whole client."""
        return frozenset(row.id for row in self.rows) if self.chosen else frozenset()

    @property
    def numbers(self) -> str:
        """The invoices in words."""
        return ", ".join(row.number for row in self.rows)


def make_plan(session: Session, office: Office, order: PlanOrder, by: Decider, now: datetime) -> Made:
    """Agree on a plan; reminders wait while it is kept. A plan that runs for the same invoices ends: this one takes its
    place. Raises Refused for an order that makes no sense, see `schedule` and `monthly`."""
    reason = said(order.why)
    scope = _scope(session, order)
    parts = schedule(
        _dated(order, scope.owed), scope.owed, office.day(now), office.calendar, office.settings.waiting.instalment
    )
    for old in overlapping(session, scope.client.id, scope.invoice_ids):
        holds.end(session, old, by.email, now, holds.REPLACED)
        history.append(session, told(old, by, "instalments_ended", "échéancier remplacé par un nouveau", now))
    plan = _add(session, scope, parts, order, by, now)
    total = sum((one.amount for one in parts[1:]), parts[0].amount)
    dates = ", ".join(f"{one.amount} le {one.due_on:%d/%m/%Y}" for one in parts)
    text = f"échéancier de {total} ({scope.numbers}) : {dates} - {reason}"
    history.append(session, told(plan, by, "instalments_made", text, now))
    return Made(plan, scope.client, parts)


def _scope(session: Session, order: PlanOrder) -> _Scope:
    subjects = find_subjects(session, order.numbers, order.code)
    if len({one.client.id for one in subjects}) != 1:
        raise Refused("Un échéancier est d'un seul client : nommez-le, ou des factures qui sont toutes de lui.")
    client = subjects[0].client
    named = [one.invoice for one in subjects if one.invoice]
    rows = named or [row for row in invoices.open_of_client(session, client.id) if row.kind == InvoiceKind.INVOICE]
    settled = [row.number for row in rows if row.open_minor <= 0 or row.kind != InvoiceKind.INVOICE]
    if settled or not rows:
        raise Refused(f"Rien n'est dû sur {settled[0]}." if settled else "Ce client ne doit rien.")
    if len({row.currency for row in rows}) != 1:
        raise Refused("Un échéancier est dans une seule monnaie : nommez les factures de l'une d'elles (--invoice).")
    currency = rows[0].currency
    in_hand = payments_in_hand.unapplied_by_client(session, [client.id]).get((client.id, currency), 0)
    owed = Money.from_minor(sum(row.open_minor for row in rows) - in_hand, currency)
    if owed.minor <= 0:
        raise Refused("Ce qui est reçu et pas encore placé couvre tout : placez-le d'abord.")
    return _Scope(client, tuple(rows), bool(named), owed)


def _dated(order: PlanOrder, owed: Money) -> Sequence[tuple[date, Money]]:
    """The days and amounts: as they were given, or made."""
    if order.dated and (order.parts is not None or order.total is not None):
        raise Refused("Donnez soit un nombre d'échéances, soit leurs jours et montants.")
    if order.dated:
        return [(day, Money.of(amount, owed.currency)) for day, amount in order.dated]
    if order.parts is None or order.first_on is None:
        raise Refused("Donnez le nombre d'échéances et le jour de la première, ou chaque jour avec son montant.")
    total = owed if order.total is None else Money.of(order.total, owed.currency)
    return monthly(total, order.parts, order.first_on)


def _add(
    session: Session, scope: _Scope, parts: Sequence[Instalment], order: PlanOrder, by: Decider, now: datetime
) -> HoldRow:
    """One hold for the client, or one for each invoice named; the dates stand under the first."""
    plan: HoldRow | None = None
    scopes: list[int | None] = [*sorted(scope.invoice_ids)] or [None]
    for invoice_id in scopes:
        new = holds.NewHold(
            client_id=scope.client.id,
            kind=HoldKind.INSTALMENTS,
            reason=said(order.why),
            author=by.email,
            invoice_id=invoice_id,
            until=parts[-1].until,
            amount_minor=sum(one.amount.minor for one in parts) if plan is None else None,
            currency=scope.owed.currency,
            inbox_id=order.inbox_id,
            plan_id=plan.id if plan else None,
        )
        row = holds.add(session, new, now)
        plan = plan or row
    if plan is None:
        raise Refused("Un échéancier a besoin d'un client.")
    instalments.add(session, plan, parts)
    return plan


def overlapping(session: Session, client_id: int, invoice_ids: frozenset[int]) -> list[HoldRow]:
    """Running plans of the client about the same invoices; a plan of the whole client is about each of them."""
    plans = instalments.running(session, client_id)
    about = instalments.covered(session, plans)
    return [one for one in plans if not about[one.id] or not invoice_ids or about[one.id] & invoice_ids]


def told(plan: HoldRow, by: Decider, kind: str, text: str, now: datetime) -> history.Entry:
    """A line of the history about a plan."""
    return history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=plan.client_id,
        invoice_id=plan.invoice_id,
        inbox_id=plan.inbox_id,
        text=text,
        data={"via": by.via, "plan": plan.id},
    )
